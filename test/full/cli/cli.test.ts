import { expect } from "chai";
import { CANADA_SUPPORT, COMPANY_CONTENT, ivrIn, type Run, UNKNOWN_NUMBER } from "../../company";
import { inProject, project } from "../../engine/project";
import { EVALUATION } from "../../support";

const ivr = (...args: string[]): Promise<Run> => ivrIn(COMPANY_CONTENT, ...args);

describe("the command ivr", function () {
  this.timeout(EVALUATION);
  it("places a call from any folder below Pulumi.yaml, and prints it as JSON", async () => {
    const { code, out, err } = await ivr("call", "--dial", CANADA_SUPPORT, "--keys", "2 1", "--json");
    const call = JSON.parse(out) as Record<string, unknown>;
    expect([code, err]).to.deep.equal([0, ""]);
    expect(Object.keys(call)).to.deep.equal(["transcript", "attributes", "route", "end", "lookups", "contactRecord"]);
    expect(call["end"]).to.equal("queue");
    expect(call["route"]).to.have.keys("type", "key", "arn").and.include({ type: "queue", key: "support-fr-CA" });
    expect((call["transcript"] as unknown[])[0]).to.have.keys("speaker", "text", "language", "voice", "flow", "block");
  });

  it("follows a call to the agent who answers, and takes what is told of the world", async () => {
    const [answered, told] = await Promise.all([
      ivr("call", "--dial", CANADA_SUPPORT, "--keys", "2 1", "--wait", "40", "--json"),
      ivr(
        "call",
        "--dial",
        CANADA_SUPPORT,
        "--keys",
        "2 1",
        "--full",
        "support-fr-CA",
        "--force",
        "queueFlow/loadPrompts=NoMatchingError",
        "--assume",
        "storedSilence=error",
        "--fail",
        "resolveRoute",
      ),
    ]);
    const { contactRecord } = JSON.parse(answered.out) as {
      contactRecord: { Agent: { Username: string }; Queue: { Duration: number } };
    };
    expect([answered.code, contactRecord.Agent.Username, contactRecord.Queue.Duration]).to.deep.equal([
      0,
      "jane.doe",
      40,
    ]);
    expect([
      told.code,
      told.out.includes("[queueFlow: wait fr-CA]"),
      told.out.includes("The call ended in queue: default"),
    ]).to.deep.equal([0, true, true]);
  });

  it("plays what a caller of an unknown number hears, and says so with exit code 2", async () => {
    const { code, out, err } = await ivr("call", "--dial", UNKNOWN_NUMBER);
    expect(code).to.equal(2);
    expect(out).to.include("technical problem").and.include("The call ended in goodbye");
    expect(err).to.include(`${UNKNOWN_NUMBER} has no row in stack dev`);
  });

  it("refuses a number in local format and names the one that is meant", async () => {
    const { code, out, err } = await ivr("call", "--dial", "416 555 0143");
    expect([code, out]).to.deep.equal([2, ""]);
    expect(err.trim()).to.equal(
      "--dial 416 555 0143 is not in E.164: +, country code, number, such as +14165550143. Did you mean +14165550143?",
    );
  });

  it("refuses wrong keys, times, modes, stacks and commands: one line, exit code 2", async () => {
    const cases: [string[], RegExp][] = [
      [["call", "--dial", CANADA_SUPPORT, "--keys", "2 x"], /^--keys: "x" cannot be keyed/],
      [["call", "--dial", CANADA_SUPPORT, "--at", "tomorrow"], /^"tomorrow" is no time/],
      [["graph", "--mode", "maybe"], /^--mode maybe is not known/],
      [["call", "--dial", CANADA_SUPPORT, "--stack", "qa"], /^There is no Pulumi\.qa\.yaml/],
      [["call"], /required option '--dial <number>' not specified/],
      [["cal"], /unknown command 'cal'/],
    ];
    const runs = await Promise.all(cases.map(([args]) => ivr(...args)));
    cases.forEach(([args, message], index) => {
      const { code, out, err } = runs[index] as Run;
      expect([code, out], args.join(" ")).to.deep.equal([2, ""]);
      expect(err, args.join(" "))
        .to.match(message)
        .and.not.match(/\n\s+at /);
    });
  });

  it("prints the graph: every resource with urn, type, inputs, parent and dependencies, and no secret", async () => {
    const program =
      'import { Table } from "@pulumi/aws/dynamodb";\nimport { secret } from "@pulumi/pulumi";\nnew Table("t", { hashKey: "k", attributes: [], restoreSourceName: secret("hidden") });\n';
    const { code, out } = await inProject(project(program), (folder) => ivrIn(folder, "graph", "--mode", "preview"));
    const resources = JSON.parse(out) as Record<string, unknown>[];
    expect(code).to.equal(0);
    for (const resource of resources) expect(resource).to.have.keys("urn", "type", "inputs", "parent", "dependencies");
    const root = "urn:pulumi:dev::sample::pulumi:pulumi:Stack::sample-dev";
    expect(resources).to.deep.include({
      urn: "urn:pulumi:dev::sample::aws:dynamodb/table:Table::t",
      type: "aws:dynamodb/table:Table",
      inputs: { hashKey: "k", attributes: [], restoreSourceName: "(secret)" },
      parent: root,
      dependencies: [],
    });
    expect(out).to.not.include("hidden");
  });
});

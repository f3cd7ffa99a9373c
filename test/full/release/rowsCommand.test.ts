import { join } from "node:path";
import { expect } from "chai";
import { after, afterEach, before, describe, it } from "mocha";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, resourcesOf } from "../../../local/engine/graph";
import { asDeployed, readProject } from "../../../local/engine/project";
import type { Run } from "../../company";
import { inProject, project } from "../../engine/project";
import { ivr } from "../../prompts/run";
import { Deployment } from "../../release/deployment";
import { EVALUATION, ROOT } from "../../support";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const CALLER = { key: "caller#+447700900001", language: "en-GB", customerId: "c-1" };
const PROGRAM = `
import { ConfigTables } from ${JSON.stringify(join(ROOT, "components", "configTables", "configTables"))};
new ConfigTables("config", {
  routingRows: [{ key: "menu#main", routes: {} }, ${JSON.stringify(CALLER)}],
  promptRows: [{ language: "en-GB", promptSet: "main@", prompts: { hello: "<speak>Hello.</speak>" } }],
});
`;
const FILES = {
  ...project(PROGRAM, "config:\n  instanceArn: { type: string }\n"),
  "Pulumi.dev.yaml": `config:\n  sample:instanceArn: ${INSTANCE}\n`,
};

describe("ivr rows", function () {
  this.timeout(EVALUATION);
  const cwd = process.cwd();
  let deployment: Deployment;
  let graph: Graph;
  before(async () => (deployment = await Deployment.start()));
  after(() => deployment.close());
  afterEach(() => process.chdir(cwd));

  const outputOf = (type: string, name: string): string =>
    resourcesOf(graph, type).find((one) => one.name === name)?.outputs["name"] as string;

  const inStack = (
    work: (run: (...args: string[]) => Promise<Run>) => Promise<void>,
    program = PROGRAM,
  ): Promise<void> =>
    inProject({ ...FILES, "program.ts": program }, async (folder) => {
      process.chdir(folder);
      graph = await evaluate(asDeployed(readProject(folder, "dev")), "up");
      await work((...args) =>
        ivr(["rows", ...args], {
          AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
          AWS_SECRET_ACCESS_KEY: "example",
          ...deployment.services,
        }),
      );
      process.chdir(cwd);
    });

  it("lists the groups of rows, by table", () =>
    inStack(async (rows) => {
      const { code, out } = await rows("--json");
      expect(code).to.equal(0);
      expect((JSON.parse(out) as { group: string }[]).map(({ group }) => group)).to.have.members([
        "en-GB",
        "callers",
        "menus",
      ]);
    }));

  it("finds what somebody changed or deleted, names no caller, and prints the event that writes it again", () =>
    inStack(async (rows) => {
      await deployment.up(graph);
      const routing = outputOf("aws:dynamodb/table:Table", "config-routing");
      const prompts = outputOf("aws:dynamodb/table:Table", "config-prompts");
      const verify = (...args: string[]): Promise<Run> =>
        rows("--verify", "--routing", routing, "--prompts", prompts, ...args);
      expect(await verify()).to.include({ code: 0, out: "All 3 rows stand as this checkout would write them.\n" });

      const greeting = (await deployment.rows(prompts)).get("en-GB main@") as Record<string, object>;
      await deployment.put(prompts, { ...greeting, prompts: { ...greeting["prompts"], bye: "<speak>Bye.</speak>" } });
      expect((await verify()).code, "what a held flow may still play is no change").to.equal(0);
      await deployment.put(routing, { ...CALLER, language: "cy-GB" });
      await deployment.put(routing, { key: "caller#+447700900002", language: "en-GB" });
      await deployment.drop(prompts, { language: "en-GB", promptSet: "main@" });
      const { code, out } = await verify();
      expect(code).to.equal(1);
      expect(out).to.include("caller#…  changed").and.include('"main@"  missing').and.not.include("4477009");
      expect((JSON.parse((await verify("--json")).out) as object[]).length).to.equal(2);

      const event = /routing: (\{.*\})/.exec(out)?.[1] ?? "";
      await deployment.invoke(
        outputOf("aws:lambda/function:Function", "config-routing-function"),
        JSON.parse(event) as object,
      );
      expect((await deployment.rows(routing)).size).to.equal(3);
      expect((await deployment.rows(routing)).get(CALLER.key)).to.deep.equal(CALLER);
      expect((await verify()).out)
        .to.include("missing")
        .and.not.include("caller#");
    }));

  it("compares with what Pulumi deploys, where a laptop has more", () =>
    inStack(
      async (rows) => {
        await deployment.up(graph);
        const routing = outputOf("aws:dynamodb/table:Table", "config-routing");
        const prompts = outputOf("aws:dynamodb/table:Table", "config-prompts");
        const { out } = await rows("--verify", "--routing", routing, "--prompts", prompts, "--json");
        const drifts = JSON.parse(out) as { table: string }[];
        expect(drifts.filter(({ table }) => table === routing)).to.deep.equal([]);
      },
      `import { onLaptop } from ${JSON.stringify(join(ROOT, "components", "shared", "onLaptop"))};\n${PROGRAM.replace(/(routingRows: \[.*\]),/, "$1.slice(onLaptop() ? 0 : 1),")}`,
    ));

  it("says that rows which are resources are no set of data", () =>
    inProject(
      { ...FILES, "program.ts": PROGRAM.replace("routingRows", "rowsAsItems: true, routingRows") },
      async (folder) => {
        process.chdir(folder);
        const { code, err } = await ivr(["rows"]);
        process.chdir(cwd);
        expect(code).to.equal(2);
        expect(err).to.include("rows.asItems");
      },
    ));

  it("says what is missing: the tables, and the names", () =>
    inStack(async (rows) => {
      const unnamed = await rows("--verify");
      expect(unnamed.code).to.equal(2);
      expect(unnamed.err).to.include("pulumi stack output routingTable");
      const absent = await rows("--verify", "--routing", "nowhere", "--prompts", "nowhere");
      expect(absent.code).to.equal(2);
      expect(absent.err).to.include("nowhere").and.include("is not there");
    }));
});

import { expect } from "chai";
import { evaluate } from "../../../local/engine/evaluate";
import { isSecret, isUnknown, type Graph, type Mode, plain, resourcesOf } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { companyProject } from "../../company";
import { inProject, project } from "../../engine/project";
import { EVALUATION } from "../../support";
import { InputError } from "../../../local/shared/errors";

const run = (program: string, mode: Mode) =>
  inProject(project(program), (folder) => evaluate(readProject(folder, "dev"), mode));

async function refusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(InputError);
  return (error as InputError).message;
}

const TABLE = `import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
const table = new dynamodb.Table("t", { hashKey: "k", attributes: [{ name: "k", type: "S" }] });
new dynamodb.TableItem("row", { tableName: table.name, hashKey: "k", item: pulumi.secret("{}") }, { parent: table });
export const arn = table.arn;
pulumi.log.debug("for nobody");
pulumi.log.info("for the user");
pulumi.log.warn("for the careful");
`;

describe("the offline engine", function () {
  this.timeout(EVALUATION);
  let up: Graph;
  let preview: Graph;
  before(async () => ([up, preview] = await Promise.all([run(TABLE, "up"), run(TABLE, "preview")])));

  it("answers for the cloud in up, and leaves what it would answer unknown in preview", () => {
    expect(plain(up.outputs["arn"])).to.match(/^arn:aws:dynamodb:us-east-1:000000000000:table\/t-/);
    expect(isUnknown(preview.outputs["arn"])).to.equal(true);
    const row = resourcesOf(preview, "aws:dynamodb/tableItem:TableItem")[0];
    expect(isUnknown(row?.inputs["tableName"])).to.equal(true);
    expect(isSecret(row?.inputs["item"])).to.equal(true);
  });

  it("gives URNs, parents and dependencies as the Pulumi engine does", () => {
    const row = up.resources.find(({ name }) => name === "row");
    expect(row?.urn).to.equal("urn:pulumi:dev::sample::aws:dynamodb/table:Table$aws:dynamodb/tableItem:TableItem::row");
    expect(row?.parent).to.equal("urn:pulumi:dev::sample::aws:dynamodb/table:Table::t");
    expect(row?.propertyDependencies["tableName"]).to.deep.equal([row?.parent]);
  });

  it("gives the same graph twice, its resources in the order of their URNs", async () => {
    expect((await run(TABLE, "up")).resources).to.deep.equal(up.resources);
    const urns = up.resources.map(({ urn }) => urn);
    expect(urns)
      .to.have.lengthOf(3)
      .and.deep.equal([...urns].sort());
  });

  it("passes on what a program says, without the messages for debugging the SDK", () => {
    expect(up.messages).to.deep.equal([
      { severity: "info", text: "for the user" },
      { severity: "warning", text: "for the careful" },
    ]);
  });

  it("says where a program failed", async () => {
    expect(
      await refusal(
        run("const missing: { deep?: { er: string } } = {};\nexport const a = 1;\nmissing.deep!.er.trim();\n", "up"),
      ),
    ).to.match(/Cannot read properties of undefined[^]*program\.ts:\d/);
  });

  it("refuses two resources with one URN", async () => {
    const twice =
      'import * as dynamodb from "@pulumi/aws/dynamodb";\nfor (const n of [1, 2]) new dynamodb.Table("t", { hashKey: String(n), attributes: [] });\n';
    expect(await refusal(run(twice, "up"))).to.include(
      "Two resources have the URN urn:pulumi:dev::sample::aws:dynamodb/table:Table::t",
    );
  });

  it("says what a program asks of AWS that a laptop cannot know", async () => {
    const asking =
      'import * as connect from "@pulumi/aws/connect";\nexport const id = connect.getPromptOutput({ instanceId: "i", name: "p" }).arn;\n';
    expect(await refusal(run(asking, "up")))
      .to.include("aws:connect/getPrompt:getPrompt")
      .and.include("Pass the value by configuration");
  });

  it("passes on a program's own refusal as one message", async () => {
    expect(
      await refusal(
        run('import * as pulumi from "@pulumi/pulumi";\nthrow new pulumi.RunError("no number of this name");\n', "up"),
      ),
    ).to.equal("no number of this name");
  });
});

describe("a stack's configuration", () => {
  const config =
    "config:\n  count: { type: integer, description: how many }\n  names: { type: array, items: { type: string } }\n  aws:region: eu-west-1\n";
  const read = (stackFile: string | undefined) =>
    inProject({ ...project("", config), ...(stackFile !== undefined && { "Pulumi.dev.yaml": stackFile }) }, (folder) =>
      Promise.resolve().then(() => readProject(folder, stackFile === undefined ? "other" : "dev")),
    );

  it("is read with its types, defaults and namespaces", async () => {
    expect((await read("config:\n  sample:count: 3\n  sample:names: [a, b]\n")).config).to.deep.equal({
      "sample:count": "3",
      "sample:names": '["a","b"]',
      "aws:region": "eu-west-1",
    });
  });

  it("is refused whole: what is missing, of a wrong type, or not described, each with its remedy", async () => {
    const message = await refusal(read("config:\n  sample:names: [a, {b: c}]\n  sample:cuont: 3\n"));
    expect(message).to.include("sample:count is missing (how many). Set it: pulumi config set sample:count");
    expect(message).to.include('sample:names[1] is {"b":"c"}, but has to be a text');
    expect(message).to.include("sample:cuont is not described in Pulumi.yaml");
  });

  it("is refused where the stack has no file, and where the file is no YAML", async () => {
    expect(await refusal(read(undefined))).to.include("There is no Pulumi.other.yaml");
    expect(await refusal(read("config: [\n"))).to.include("Pulumi.dev.yaml is not YAML");
  });

  it("never shows the value of a secret", async () => {
    const secret = await read("config:\n  sample:count: { secure: v1:abc }\n  sample:names: []\n");
    expect(secret.secretKeys).to.deep.equal(["sample:count"]);
    expect(JSON.stringify(secret)).to.not.include("v1:abc");
  });
});

describe("a program that refuses", function () {
  this.timeout(EVALUATION);
  const evaluated = (config: Readonly<Record<string, string>>, organization: string) =>
    evaluate({ ...companyProject(config), organization }, "preview");

  it("is heard: it sees the organization that it runs for, and refuses every example at once", async () => {
    expect(await refusal(evaluated({ leaveOutFictionalNumbers: "true" }, "acme"))).to.match(
      /^Examples are for a laptop, and are not deployed:\n {2}instanceArn: .*(\n {2}apis\..*){3}\n {2}inputKeys\.0\.certificate: .*\n {2}content\/menus\.yaml:12, .*$/,
    );
  });

  it("is heard with the example that is left", async () => {
    const instanceArn = "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-3333-4444-555555555555";
    const own = { instanceArn, apis: "{}", inputKeys: "[]", leaveOutFictionalNumbers: "true" };
    expect(await refusal(evaluated(own, "acme"))).to.match(
      /^Examples are for a laptop, and are not deployed:\n {2}content\/menus\.yaml:12, .*\+493023125199.*$/,
    );
  });
});

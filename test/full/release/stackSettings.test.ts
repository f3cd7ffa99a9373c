import { expect } from "chai";
import { describe, it } from "mocha";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { itemsOf, rowSetsOf } from "../../../local/engine/rowSets";
import { EVALUATION, graphOf, ROOT } from "../../support";

const TABLE = "aws:dynamodb/table:Table";
const ITEM = "aws:dynamodb/tableItem:TableItem";

const stackWith = (stack: string, config: Readonly<Record<string, unknown>>): Promise<Graph> => {
  const project = readProject(ROOT, stack);
  const settings = Object.entries(config).map(([key, value]) => [`connect-ivr:${key}`, JSON.stringify(value)]);
  const own = Object.fromEntries(settings) as Record<string, string>;
  return evaluate({ ...project, config: { ...project.config, ...own } }, "up");
};

const variablesOf = ({ inputs }: Resource): Record<string, string> =>
  (plain(inputs["environment"]) as { variables: Record<string, string> }).variables;

describe("The settings of a stack for its rows", function () {
  this.timeout(2 * EVALUATION);

  it("adopt a table that was restored: it is written and read in the place of the stack's own", async () => {
    const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/restored";
    const graph = await stackWith("prod", {
      existingTables: { routing: { name: "restored", arn } },
      rows: { takeOver: true },
    });
    expect(resourcesOf(graph, TABLE).map(({ name }) => name)).to.not.include("config-routing");
    expect(rowSetsOf(graph).map(({ table }) => table)).to.include("restored");
    const functions = resourcesOf(graph, "aws:lambda/function:Function");
    const writer = functions.find(({ name }) => name === "routing-function") as Resource;
    expect(variablesOf(writer)).to.include({ ROWS_TABLE: "restored", ROWS_TAKE_OVER: "yes" });
    const lookup = functions.find(({ name }) => name === "lookups-getNumberAttributes-function") as Resource;
    expect(variablesOf(lookup)["ROUTING_TABLE"]).to.equal("restored");
    const claim = graph.resources.find(({ name }) => name === "routing-claim");
    expect(claim?.retainOnDelete, "prod guards its rows").to.equal(true);
  });

  it("keep the rows as resources for the one release that lets go of them, before the flows", async () => {
    const graph = await stackWith("dev", { rows: { asItems: true } });
    const rows = rowSetsOf(await graphOf("dev", "up")).flatMap(({ content }) => content.index.groups);
    const items = resourcesOf(graph, ITEM).filter(({ name }) => name.startsWith("config-"));
    const marks = items.filter(({ name }) => name.endsWith("-retained"));
    expect(items.length - marks.length).to.equal(rows.reduce((sum, group) => sum + group.rows, 0));
    expect(items.every(({ retainOnDelete }) => retainOnDelete === true)).to.equal(true);
    expect(marks.map(({ name }) => name)).to.have.members(["config-routing-retained", "config-prompts-retained"]);
    expect(resourcesOf(graph, "aws:lambda/invocation:Invocation")).to.deep.equal([]);
    expect(itemsOf(graph).some(({ item }) => "itemsRetained" in item)).to.equal(true);
    const prompts = items.filter(({ name }) => name.startsWith("config-en-US"));
    const [flow] = resourcesOf(graph, "aws:connect/contactFlow:ContactFlow");
    expect(flow?.dependencies).to.include.members(prompts.map(({ urn }) => urn));
  });

  it("and what else a component refuses, are told in sentences and not as an exception of the program", async () => {
    const key = { name: "one", certificate: "stacks/keys/example-dev.pem" };
    const message = await stackWith("dev", { inputKeys: [key, { ...key, name: "two" }] }).then(
      () => "",
      (error: Error) => error.message,
    );
    expect(message)
      .to.match(/^SecurityKeys keys cannot be deployed:/)
      .and.not.include("unhandled exception");
  });
});

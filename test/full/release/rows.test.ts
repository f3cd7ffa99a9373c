import { join } from "node:path";
import { expect } from "chai";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, type Resource, resourcesOf } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { inProject, project } from "../../engine/project";
import { Deployment } from "../../release/deployment";
import { changed } from "../../explorer/graphs";
import { EVALUATION, ROOT } from "../../support";

const MENU = { key: "menu#main", routes: { "1": { type: "queue", target: "support", reason: "agent" } } };
const number = (e164: string, country: string) => ({ key: `number#${e164}`, country, environment: "dev" });
const SWISS = number("+41445550101", "CH");
const IRISH = number("+35315550101", "IE");
const CALLER = { key: "caller#+41795550101", language: "de-CH", customerId: "c-1" };
const GREETINGS = { language: "en-US", promptSet: "main@", prompts: { hello: "<speak>Hello.</speak>" } };

/** A program of a company that has tables and rows, and nothing else. */
const program = (args: object): string => `
import { ConfigTables } from ${JSON.stringify(join(ROOT, "components", "configTables", "configTables"))};
export const tables = new ConfigTables("config", ${JSON.stringify(args)}).tables;
`;

const graphOf = (args: object): Promise<Graph> =>
  inProject(project(program(args)), (folder) => evaluate(readProject(folder, "dev"), "up"));

const tableOf = (graph: Graph, name: string): Resource =>
  resourcesOf(graph, "aws:dynamodb/table:Table").find((table) => table.name === name) as Resource;

const nameOf = (graph: Graph, table: string): string => tableOf(graph, table).outputs["name"] as string;

const message = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (error: Error) => error.message,
  );

describe("The rows of a stack, release by release", function () {
  this.timeout(EVALUATION);
  const rows = { routingRows: [MENU, SWISS, IRISH], promptRows: [GREETINGS] };
  let first: Graph;
  let second: Graph;
  let routing: string;
  let prompts: string;
  let deployment: Deployment;
  before(async () => {
    [first, second] = await Promise.all([
      graphOf(rows),
      graphOf({ routingRows: [MENU, { ...SWISS, environment: "prod" }], promptRows: [GREETINGS] }),
    ]);
    routing = nameOf(first, "config-routing");
    prompts = nameOf(first, "config-prompts");
  });
  beforeEach(async () => (deployment = await Deployment.start()));
  afterEach(() => deployment.close());

  it("are added, changed and deleted, and what others wrote stays", async () => {
    await deployment.up(first);
    expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key, IRISH.key]);
    await deployment.put(routing, CALLER);
    await deployment.up(second);
    expect([...(await deployment.rows(routing)).values()]).to.have.deep.members([
      MENU,
      { ...SWISS, environment: "prod" },
      CALLER,
    ]);
    await deployment.up(first);
    expect([...(await deployment.rows(routing)).values()]).to.have.deep.members([MENU, SWISS, IRISH, CALLER]);
  });

  it("are written by one component: two would sweep each other's away", async () => {
    const two = `
import { ConfigTables } from ${JSON.stringify(join(ROOT, "components", "configTables", "configTables"))};
import { routingRowSet } from ${JSON.stringify(join(ROOT, "components", "tableRows", "rowSets"))};
import { TableRows } from ${JSON.stringify(join(ROOT, "components", "tableRows", "tableRows"))};
const { tables } = new ConfigTables("config", {});
const rows = routingRowSet([${JSON.stringify(MENU)}]);
new TableRows("first", { table: tables.routing, rows });
new TableRows("second", { table: tables.routing, rows });
`;
    const refused = inProject(project(two), (folder) => evaluate(readProject(folder, "dev"), "preview"));
    expect(await message(refused)).to.include("first writes the rows of this table already");
  });

  it("come to the same when a release was broken off behind its writing, and what was to go goes with the next", async () => {
    await deployment.up(first);
    const broken = deployment.up(second, ({ operation, resource }) => {
      if (operation === "create" && resource.name === "config-routing-write") throw new Error("The network is gone.");
    });
    expect(await message(broken)).to.equal("The network is gone.");
    expect([...(await deployment.rows(routing)).keys()], "nothing is swept before its time").to.include(IRISH.key);
    await deployment.up(second);
    expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key]);
    await deployment.up(first);
    expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key, IRISH.key]);
  });

  it("go with the stack, and those of others do not; guarded ones stay", async () => {
    const existingTables = { routing: { name: "shared", arn: "arn:aws:dynamodb:us-east-1:000000000000:table/shared" } };
    for (const protectData of [false, true]) {
      const name = protectData ? "guarded" : "shared";
      const graph = await graphOf({
        routingRows: rows.routingRows,
        existingTables: { routing: { ...existingTables.routing, name } },
        protectData,
      });
      await deployment.createTable(tableOf(first, "config-routing"), name);
      await deployment.put(name, CALLER);
      await deployment.up(graph);
      for (const { urn } of resourcesOf(graph, "aws:dynamodb/table:Table")) deployment.unprotect(urn);
      await deployment.destroy();
      expect([...(await deployment.rows(name)).keys()], name).to.have.members(
        protectData ? [CALLER.key, MENU.key, SWISS.key, IRISH.key] : [CALLER.key],
      );
    }
  });

  describe("that were resources", () => {
    let asItems: Graph;
    /** As earlier versions deployed them: Pulumi would delete each with its row. */
    let former: Graph;
    before(async () => {
      asItems = await graphOf({ ...rows, rowsAsItems: true });
      former = changed(asItems, (resource) =>
        resource.name.endsWith("-retained") ? undefined : { ...resource, retainOnDelete: undefined as never },
      );
    });

    it("become a set of data in two releases, and no row is ever missing", async () => {
      await deployment.up(former);
      const seen = async (): Promise<void> => {
        expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key, IRISH.key]);
        expect([...(await deployment.rows(prompts)).keys()]).to.have.members(["en-US main@"]);
      };
      await deployment.up(asItems, seen);
      await deployment.up(first, seen);
      await seen();
      await deployment.up(second);
      expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key]);
    });

    it("are not in one: that is refused, and every row still stands", async () => {
      await deployment.up(former);
      expect(await message(deployment.up(first)))
        .to.include("nothing says who wrote them")
        .and.include("rowsAsItems")
        .and.include("takeOver");
      expect([...(await deployment.rows(routing)).keys()]).to.have.members([MENU.key, SWISS.key, IRISH.key]);
      expect([...(await deployment.rows(prompts)).keys()]).to.have.members(["en-US main@"]);
    });
  });

  it("are taken over with a table that was restored, as docs/rows.md tells", async () => {
    const guarded = await graphOf({ ...rows, protectData: true });
    await deployment.up(guarded);
    await deployment.put(routing, CALLER);
    await deployment.restore(tableOf(guarded, "config-routing"), "restored");
    // What happened to the table behind the moment that it was restored to.
    await deployment.put("restored", { ...SWISS, environment: "nobody's" });
    const recovered = await graphOf({
      routingRows: [MENU, SWISS, IRISH, number("+35315550102", "IE")],
      promptRows: rows.promptRows,
      protectData: true,
      existingTables: { routing: { name: "restored", arn: "arn:aws:dynamodb:us-east-1:000000000000:table/restored" } },
    });
    const { urn } = tableOf(guarded, "config-routing");
    expect(await message(deployment.up(recovered)), "Pulumi guards the table").to.include("it is protected");
    deployment.unprotect(urn);
    await deployment.up(recovered);
    const keys = [MENU.key, SWISS.key, IRISH.key, "number#+35315550102", CALLER.key];
    expect([...(await deployment.rows("restored")).keys()]).to.have.members(keys);
    expect([...(await deployment.rows(routing)).keys()], "the old table is left as it is").to.include(MENU.key);
  });
});

import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { evaluate } from "../../../local/engine/evaluate";
import { type Graph, plain, type Resource, resourcesOf } from "../../../local/engine/graph";
import { readProject } from "../../../local/engine/project";
import { placeCall } from "../../../local/simulator/call";
import { startFunctions } from "../../../local/simulator/functions";
import { entryOf, instanceOf } from "../../../local/simulator/graphInstance";
import { scriptedCaller } from "../../../local/simulator/keys";
import { worldOf } from "../../../local/simulator/script";
import { CANADA_SUPPORT, companyGraph, companyProject } from "../../company";
import { changed, type Item, withRows } from "../../explorer/graphs";
import { Deployment, type ReleaseStep } from "../../release/deployment";
import { EVALUATION, ROOT } from "../../support";

const ROUTING = "routing-write";
const at = new Date("2026-11-30T15:00:00Z");

const tableNamed = (graph: Graph, name: string): string =>
  resourcesOf(graph, "aws:dynamodb/table:Table").find((table) => table.name === name)?.outputs["name"] as string;

/** What the caller who presses these keys in what is deployed now comes to. */
async function called(deployment: Deployment, dialed: string, keys: string): Promise<string> {
  const instance = instanceOf(deployment.live);
  const functions = startFunctions(deployment.live, deployment.services);
  try {
    const world = worldOf(instance, functions, { caller: scriptedCaller(keys) });
    const { end, route, attributes } = await placeCall({ dialed, at }, entryOf(instance), world);
    return [end, route?.key, attributes["reason"]].join(" ");
  } finally {
    await functions.close();
  }
}

/** The main flow plays a prompt under another name, which the rows have instead of the old one. */
function renamed(graph: Graph): Graph {
  const rows = withRows(graph, (item) => {
    const prompts = item["promptSet"]?.S?.startsWith("main@") ? item["prompts"]?.M : undefined;
    if (prompts?.["transferring"] === undefined) return item;
    const { transferring, ...others } = prompts;
    return { ...item, prompts: { M: { ...others, connecting: transferring } } };
  });
  return changed(rows, (resource) =>
    resource.name === "flows-mainFlow"
      ? withContent(resource, (text) => text.replaceAll("transferring", "connecting"))
      : resource,
  );
}

const withContent = (resource: Resource, change: (text: string) => string): Resource => {
  const content = change((plain(resource.inputs) as { content: string }).content);
  return { ...resource, inputs: { ...resource.inputs, content }, outputs: { ...resource.outputs, content } };
};

describe("Calls while a release goes on", function () {
  this.timeout(EVALUATION);
  let deployment: Deployment;
  let graph: Graph;
  before(async () => (graph = await companyGraph("up")));
  beforeEach(async () => {
    deployment = await Deployment.start();
    await deployment.up(graph);
  });
  afterEach(() => deployment.close());

  it("come to the same end at every step, though the main flow plays a prompt under another name", async () => {
    const ends = new Map<string, string[]>();
    const steps: string[] = [];
    const before = await called(deployment, CANADA_SUPPORT, "1 1");
    expect(before).to.match(/^queue support-en-US/);
    await deployment.up(renamed(graph), async ({ operation, resource }) => {
      if (/write|mainFlow/.test(resource.name)) {
        steps.push(`${operation} ${resource.name}`);
        const end = await called(deployment, CANADA_SUPPORT, "1 1");
        ends.set(end, [...(ends.get(end) ?? []), resource.name]);
      }
    });
    expect(Object.fromEntries(ends)).to.have.all.keys(before);
    expect(steps).to.deep.equal(["create prompts-write", "update flows-mainFlow", "delete prompts-write"]);
    const prompts = (await deployment.rows(tableNamed(graph, "config-prompts"))).get("en-US main@")?.["prompts"];
    expect(prompts).to.include.keys("connecting").and.not.include.keys("transferring");
  });

  it("lead nowhere that is not there yet: what is new comes before the menu that leads to it", async () => {
    const moved = withRows(graph, (item) =>
      item["key"]?.S === "menu#support"
        ? ({ ...item, routes: { M: { ...item["routes"]?.M, "7": item["routes"]?.M?.["1"] } } } as unknown as Item)
        : item,
    );
    const order: string[] = [];
    const keep = ({ operation, resource }: ReleaseStep): void =>
      void order.push(`${operation} ${resource.type.split(":").at(-1)} ${resource.name}`);
    await deployment.up(moved, keep);
    expect(order).to.deep.equal([
      "update Function routing-function",
      "create Invocation routing-write",
      "delete Invocation routing-write",
    ]);
    expect(await called(deployment, CANADA_SUPPORT, "1 7")).to.match(/^queue support-en-US/);
  });
});

describe("A number that goes", function () {
  this.timeout(EVALUATION);
  const ONE = "11111111-2222-4333-8444-000000000001";
  const TWO = "11111111-2222-4333-8444-000000000002";
  const withNumbers = (numbers: object): Promise<Graph> =>
    evaluate(companyProject({ numbers: JSON.stringify(numbers) }), "up");
  const CLAIMS = {
    "ca-support-tollfree": { e164: "+18005550199", phoneNumberId: ONE },
    "ca-sales-tollfree": { e164: "+18005550198", phoneNumberId: TWO },
  };
  const claimedInExampleCorp = (): Record<string, string> => ({
    ...readProject(ROOT, "dev").config,
    "connect-ivr:numbers": JSON.stringify({ "ca-support-tollfree": CLAIMS["ca-support-tollfree"] }),
  });
  let both: Graph;
  let deployment: Deployment;
  before(async () => {
    both = await withNumbers(CLAIMS);
    deployment = await Deployment.start();
  });
  after(() => deployment.close());

  it("has its association before its row is gone, and the other way round when it comes", async () => {
    const routing = tableNamed(both, "config-routing");
    const steps: string[] = [];
    const watch = async ({ operation, resource }: ReleaseStep): Promise<void> => {
      if (![`numbers-${TWO}`, ROUTING].includes(resource.name)) return;
      const rows = await deployment.rows(routing);
      steps.push(`${operation} ${resource.name}: ${rows.has("number#+18005550198") ? "row" : "no row"}`);
    };
    await deployment.up(both, watch);
    const { "ca-sales-tollfree": gone, ...kept } = CLAIMS;
    expect(gone.phoneNumberId).to.equal(TWO);
    await deployment.up(await withNumbers(kept), watch);
    expect(steps).to.deep.equal([
      `create ${ROUTING}: row`,
      `create numbers-${TWO}: row`,
      `create ${ROUTING}: row`,
      `delete numbers-${TWO}: row`,
      `delete ${ROUTING}: no row`,
    ]);
  });

  it("is not touched by the release that takes its association out of the flows", async () => {
    const fresh = await Deployment.start();
    try {
      const NUMBER = "aws:connect/phoneNumberContactFlowAssociation:PhoneNumberContactFlowAssociation";
      const moved = await evaluate({ ...readProject(ROOT, "dev"), config: claimedInExampleCorp() }, "up");
      const numbers = resourcesOf(moved, NUMBER);
      expect(numbers).to.have.length(1);
      /** As the version before had it: a child of the flows, under the logical name. */
      const former = changed(moved, (resource) =>
        resource.type === NUMBER
          ? { ...resource, urn: resource.aliases?.[0] as string, name: "flows-ca-support-tollfree", dependencies: [] }
          : resource,
      );
      await fresh.up(former);
      const touched: string[] = [];
      await fresh.up(moved, ({ operation, resource }) => void touched.push(`${operation} ${resource.name}`));
      expect(touched).to.deep.equal([]);
    } finally {
      await fresh.close();
    }
  });

  it("keeps the number connected when its logical name changes, or two change places", async () => {
    const fresh = await Deployment.start();
    try {
      await fresh.up(both);
      const swapped = await withNumbers({
        "ca-support-tollfree": CLAIMS["ca-sales-tollfree"],
        "ca-sales-tollfree": CLAIMS["ca-support-tollfree"],
      });
      const touched: string[] = [];
      await fresh.up(swapped, ({ operation, resource }) => {
        if (resource.type.includes("phoneNumber")) touched.push(`${operation} ${resource.name}`);
      });
      expect(touched).to.deep.equal([]);
    } finally {
      await fresh.close();
    }
  });
});

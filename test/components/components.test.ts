import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { AgentGuide } from "../../components/agentGuide/agentGuide";
import { BusinessHours } from "../../components/businessHours/businessHours";
import { ConfigTables } from "../../components/configTables/configTables";
import { EnvironmentRows } from "../../components/configTables/environmentRows";
import { ConnectFlowSet } from "../../components/connectFlowSet/connectFlowSet";
import { ConnectFunction } from "../../components/connectFunction/connectFunction";
import { parseInstanceArn, functionArns } from "../../callFlows/instance";
import { NumberAssociations } from "../../components/numberAssociations/numberAssociations";
import { routingRowSet } from "../../components/tableRows/rowSets";
import { TableRows } from "../../components/tableRows/tableRows";
import { SkillQueues } from "../../components/skillQueues/skillQueues";
import { itemJson } from "../../components/shared/dynamoTable";
import type { ViewArgs } from "../../components/agentGuide/args";
import { arnProblems } from "../../components/configTables/checks";
import type { ConnectFlowSetArgs } from "../../components/connectFlowSet/args";
import { checkNamedQueue } from "../../components/connectFlowSet/checks";
import { type NamedQueue, namedQueues } from "../../callFlows/namedQueues";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const QUEUE_ID = "22222222-2222-4333-8444-555555555555";
const registered: string[] = [];
/** What the program asked AWS for. */
const asked: Record<string, unknown>[] = [];
/** What resources were registered with, by name. */
const given: Record<string, Record<string, unknown>> = {};

const mockEngine = (): Promise<void> =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.push(name);
      given[name] = inputs as Record<string, unknown>;
      return { id: name, state: { ...given[name], contactFlowModuleId: `id-of-${name}` } };
    },
    call: ({ inputs }) => {
      asked.push(inputs as Record<string, unknown>);
      return { ...(inputs as Record<string, unknown>), name: "BasicQueue" };
    },
  });

/** What a component refuses, having registered nothing. */
function refusal(make: () => pulumi.ComponentResource): string {
  registered.length = 0;
  let message = "";
  try {
    make();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(registered).to.deep.equal([]);
  return message;
}

describe("components given what cannot be deployed", () => {
  before(mockEngine);

  it("TableRows names every bad row at once: keys, duplicates, empty strings, size, the writer's own keys", () => {
    const table = { name: "t", arn: "arn:aws:dynamodb:us-east-1:000000000000:table/t" };
    const message = refusal(
      () =>
        new TableRows("routing", {
          table,
          rows: routingRowSet([
            { key: "menu#a" },
            { key: "menu#a" },
            { nothing: "here" },
            { key: "menu#b", routes: { "1": { target: "" } } },
            { key: "rows#mine" },
            { key: "menu#c", text: "x".repeat(40_000) },
          ]),
        }),
    );
    expect(message)
      .to.include("Two rows of routing have the key menu#a")
      .and.include("lacks its key")
      .and.include("menu#b of routing holds an empty string")
      .and.include("keeps for itself")
      .and.include("larger than the 32 KB");
  });

  it("NumberAssociations names two numbers that are one number of the instance", () => {
    const one = { phoneNumberId: "11111111-2222-4333-8444-555555555555", flowId: "flow" };
    expect(
      refusal(() => new NumberAssociations("n", { instanceArn: INSTANCE, numbers: { a: one, b: one } })),
    ).to.include("a and b have the phone number id 11111111-2222-4333-8444-555555555555");
  });

  it("ConfigTables refuses more rows as items than earlier versions kept, and says what to do instead", () => {
    const rows = Array.from({ length: 501 }, (_, index) => ({ key: `menu#${index}` }));
    expect(refusal(() => new ConfigTables("c", { routingRows: rows, rowsAsItems: true })))
      .to.include("501 rows are more than the 500")
      .and.include("the content that is deployed now");
  });

  it("ConnectFlowSet names modules and flows that are not in the set, and flows without a description", () => {
    const flow = { type: "CONTACT_FLOW", content: '{"FlowModuleId":"{{module:absent}}"}', description: " " };
    const message = refusal(() => new ConnectFlowSet("f", { instanceArn: INSTANCE, namePrefix: "x", flows: { flow } }));
    expect(message).to.include("runs the module absent").and.include("flow has no description");
  });

  it("ConnectFlowSet names a queue of another instance that a flow names by its ARN", () => {
    const content = `{"QueueId":"${INSTANCE.replace("eu-west-2", "us-east-1")}/queue/${QUEUE_ID}"}`;
    const flow = { type: "CONTACT_FLOW", content, description: "Waits." };
    expect(
      refusal(() => new ConnectFlowSet("f", { instanceArn: INSTANCE, namePrefix: "x", flows: { flow } })),
    ).to.include(`flow names the queue arn:aws:connect:us-east-1`);
  });

  it("ConnectFlowSet names every module that runs itself, at once or through others, and none that only runs one of these", () => {
    const module = (...runs: string[]) => ({
      type: "MODULE",
      description: "Runs modules.",
      content: JSON.stringify(runs.map((name) => ({ FlowModuleId: `{{module:${name}}}` }))),
    });
    const refused = (flows: ConnectFlowSetArgs["flows"]) =>
      refusal(() => new ConnectFlowSet("f", { instanceArn: INSTANCE, namePrefix: "x", flows }));
    expect(refused({ self: module("self"), plain: module(), outer: module("self") }))
      .to.include("self runs modules that in turn run it")
      .and.not.include("plain runs")
      .and.not.include("outer runs");
    const circle = refused({
      first: module("second"),
      second: module("third"),
      third: module("first", "plain"),
      plain: module(),
      outer: module("first"),
    });
    for (const name of ["first", "second", "third"])
      expect(circle).to.include(
        `${name} runs modules that in turn run it. The service lets no module call itself: take one of the calls out.`,
      );
    expect(circle).to.not.include("plain runs").and.not.include("outer runs");
    expect(refused({ outer: module("absent") }))
      .to.include("outer runs the module absent, which is not in the set. Add it.")
      .and.not.include("in turn");
    expect(
      refused({ outer: module("main"), main: { ...module(), type: "CONTACT_FLOW" } }),
      "a flow is no module",
    ).to.include("outer runs the module main, which is not in the set.");
  });

  it("SkillQueues names profiles that serve nothing, or a queue that is not there", () => {
    const message = refusal(
      () =>
        new SkillQueues("q", {
          instanceArn: INSTANCE,
          namePrefix: "x",
          queues: { a: "A" },
          routingProfiles: { none: [], wrong: ["b"] },
        }),
    );
    expect(message).to.include("none serves no queue").and.include("wrong serves b");
  });

  it("SkillQueues refuses queues whose quick connects one list cannot hold, and a queue with the list's own key", () => {
    const queues = (count: number, more = {}) => ({
      instanceArn: INSTANCE,
      namePrefix: "x",
      routingProfiles: {},
      queues: { ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`q${index}`, "Q"])), ...more },
    });
    expect(refusal(() => new SkillQueues("q", { ...queues(51), transferFlowId: "flow" })))
      .to.include("51 queues are more than the 50")
      .and.include("Leave out transferFlowId");
    expect(
      refusal(() => new SkillQueues("q", { ...queues(1, { transfers: "T" }), transferFlowId: "flow" })),
    ).to.include("The queue transfers carries the quick connects");
  });

  it("AgentGuide refuses templates that the service would try again for ever, all problems at once", () => {
    const container = (...content: object[]) => [{ _id: "top", Type: "Container", Props: {}, Content: content }];
    const button = (more: object = {}) => ({
      _id: "button",
      Type: "Button",
      Props: { Action: "Done" },
      Content: ["Done"],
      ...more,
    });
    const refused = (body: unknown, view: Partial<ViewArgs> = {}) =>
      refusal(
        () =>
          new AgentGuide("g", {
            instanceArn: INSTANCE,
            namePrefix: "x",
            views: {
              v: {
                template: JSON.stringify({ Head: { Title: "T", Configuration: {} }, Body: body }),
                actions: ["Done"],
                description: "Shows",
                ...view,
              },
            },
          }),
      );
    for (const [message, expected] of [
      [refused([], { template: "{" }), "v: The template is no JSON"],
      [refused([], { template: "{}" }), "lacks its Head"],
      [refused([]), "nothing in its Body"],
      [refused(container(button({ Props: undefined }))), "The component button is incomplete"],
      [refused(container(button(), button())), "Two components have the _id button"],
      [
        refused([{ ...button(), Content: [button({ _id: "inner" })] }]),
        "A Button at the top holds other components. Put it into a Container",
      ],
      [refused(container(button({ Content: ["Hello $.name"] }))), '"Hello $.name" is shown as it stands'],
      [refused(container(button()), { actions: ["Done", "More"] }), "Nothing raises the action More"],
      [
        refused(container({ ...button(), Props: { Items: [{ Action: "Other" }] } }, button({ _id: "b" }))),
        "A component raises Other",
      ],
      [refused(container(button()), { description: "Shows (all)" }), 'The description "Shows (all)" is refused'],
      [refused(container(button({ Props: { Action: "Do!" } })), { actions: ["Do!"] }), 'The action "Do!" is refused'],
      [refused(container(button({ Content: ["x".repeat(400_000)] }))), "and the service takes 400000"],
    ] as const)
      expect(message).to.include(expected);
    const both = refused(container(button(), button()), { actions: ["Done", "More"], description: "(" });
    expect(both).to.include("Two components").and.include("Nothing raises").and.include("The description");
  });

  it("BusinessHours names days that are none, hours that end before they begin, and too many holidays", () => {
    const holidays = Array.from({ length: 51 }, (_, index) => ({ date: `2999-01-${index}`, name: "x" }));
    const message = refusal(
      () =>
        new BusinessHours("h", {
          instanceArn: INSTANCE,
          namePrefix: "x",
          hours: {
            k: {
              timeZone: "UTC",
              description: "d",
              holidays,
              open: [{ day: "monday", opens: "09:00", closes: "08:00" }],
            },
          },
        }),
    );
    expect(message)
      .to.include("k opens on monday. Write MONDAY")
      .and.include("Close later than you open")
      .and.include("k has 51 holidays from today on");
  });

  it("EnvironmentRows refuses a default queue that is not among the queues", () => {
    const row = { defaultQueue: "main", flows: {}, modules: {}, queues: { other: "arn" }, hours: {} };
    expect(
      refusal(() => new EnvironmentRows("e", { instanceArn: INSTANCE, tableName: "t", environments: { dev: row } })),
    )
      .to.include("The default queue main of dev")
      .and.include("Name one of other");
  });

  it("ConnectFunction refuses to wait longer than Connect does, to keep no concurrency, and a name that makes its ARN too long", () => {
    const args = { instanceArn: INSTANCE, functionName: "f", entry: __filename };
    expect(refusal(() => new ConnectFunction("f", { ...args, timeoutSeconds: 9 }))).to.include("Connect waits 8 s");
    for (const reservedConcurrency of [0, 1.5])
      expect(refusal(() => new ConnectFunction("f", { ...args, reservedConcurrency }))).to.include(
        "reservedConcurrency: Write a whole number from 1 on",
      );
    expect(refusal(() => new ConnectFunction("f", { ...args, functionName: "f".repeat(100) })))
      .to.include("up to 140")
      .and.include("shorter namePrefix");
  });
});

describe("ConnectFlowSet with modules that run modules", () => {
  before(mockEngine);

  it("deploys each behind those that it runs, with their ids in its content, whatever the order they are given in", async () => {
    registered.length = 0;
    const running = (type: string, ...runs: string[]) => ({
      type,
      description: "Runs modules.",
      content: runs.map((name) => `{{module:${name}}}`).join(" "),
    });
    const flows = {
      main: running("CONTACT_FLOW", "outer"),
      outer: running("MODULE", "middle", "inner"),
      middle: running("MODULE", "inner"),
      inner: running("MODULE"),
    };
    const { flowIds } = new ConnectFlowSet("f", { instanceArn: INSTANCE, namePrefix: "x", flows });
    await new Promise((resolve) => pulumi.output(flowIds).apply(resolve));
    expect(registered).to.deep.equal(["f", "f-inner", "f-middle", "f-outer", "f-main"]);
    expect(registered.map((name) => given[name]?.["content"])).to.deep.equal([
      undefined,
      "",
      "id-of-f-inner:$LATEST",
      "id-of-f-middle:$LATEST id-of-f-inner:$LATEST",
      "id-of-f-outer:$LATEST",
    ]);
  });
});

describe("queues that flows name by ARN", () => {
  const flows = (...ids: string[]) =>
    Object.fromEntries(
      ids.map((id, index) => [
        `flow${index}`,
        { type: "CONTACT_FLOW", description: "Waits.", content: `{"QueueId":"${INSTANCE}/queue/${id}"}` },
      ]),
    );

  it("are asked for once each, before the content of a flow is deployed", async () => {
    await mockEngine();
    asked.length = 0;
    const { flowIds } = new ConnectFlowSet("q", {
      instanceArn: INSTANCE,
      namePrefix: "x",
      flows: flows(QUEUE_ID, QUEUE_ID),
    });
    await new Promise((resolve) => pulumi.output(flowIds).apply(resolve));
    expect(asked).to.deep.equal([{ instanceId: INSTANCE.split("/")[1], queueId: QUEUE_ID }]);
    expect(given["q-flow1"]?.["content"]).to.equal(flows(QUEUE_ID)["flow0"]?.content);
  });

  it("are none of the program's own, which may be gone when they are needed", () => {
    const [queue] = namedQueues(flows(QUEUE_ID));
    const found = (name: string) => () => checkNamedQueue(queue as NamedQueue, { name }, "acme-dev");
    expect(found("acme-dev-support")).to.throw("which is acme-dev-support: a queue that this program makes");
    for (const name of ["BasicQueue", "acme-development"]) expect(found(name), name).to.not.throw();
  });
});

describe("an instance ARN", () => {
  it("says region, account, partition and id, and by them the ARNs of the functions", () => {
    expect(parseInstanceArn(INSTANCE)).to.deep.equal({
      arn: INSTANCE,
      partition: "aws",
      region: "eu-west-2",
      account: "123456789012",
      id: "11111111-2222-3333-4444-555555555555",
    });
    expect(functionArns(INSTANCE, "acme-dev").getPrompts).to.equal(
      "arn:aws:lambda:eu-west-2:123456789012:function:acme-dev-getPrompts",
    );
  });

  it("is refused when it is none", () => {
    for (const arn of ["", "arn:aws:connect:eu-west-2:123:instance/1", `${INSTANCE}/queue/x`])
      expect(() => parseInstanceArn(arn), arn).to.throw("is not the ARN of an Amazon Connect instance");
  });
});

describe("the rows of environments", () => {
  it("hold ARNs of their own instance only, each of the kind that its map says", () => {
    const good = {
      flows: { a: `${INSTANCE}/contact-flow/1` },
      modules: {},
      queues: { q: `${INSTANCE}/queue/1` },
      hours: {},
    };
    expect(arnProblems("dev", INSTANCE, good)).to.deep.equal([]);
    const bad = {
      ...good,
      queues: { q: `${INSTANCE}/contact-flow/1`, r: INSTANCE.replace("1111", "9999") + "/queue/1" },
    };
    expect(arnProblems("dev", INSTANCE, bad)).to.have.length(2);
  });

  it("are the same text whatever the order of their attributes", () => {
    expect(itemJson({ b: "1", a: { d: "2", c: "3" } })).to.equal(itemJson({ a: { c: "3", d: "2" }, b: "1" }));
  });
});

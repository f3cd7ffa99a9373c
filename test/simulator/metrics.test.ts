import { expect } from "chai";
import { failed, setQueue, text } from "./blocks";
import { walk } from "./contacts";
import { type ActionJson, arnOf, call, type FlowJson, said } from "./world";

const queues = ["support", "other"];
const words = { yes: text("Yes.", "end"), no: text("No.", "end"), ...failed };
const state = {
  contacts: 3,
  oldestContactSeconds: 300,
  agentsOnline: 5,
  agentsStaffed: 4,
  agentsAvailable: 1,
  estimatedWaitSeconds: 240,
  position: 4,
};
const world = { queues: { support: state } };

describe("CheckMetricData in a simulated flow", () => {
  const checked = async (
    MetricType: string,
    operator: string,
    operand: string,
    target: Record<string, string> = {},
  ) => {
    const check: ActionJson = [
      "CheckMetricData",
      { MetricType, ...target },
      {
        next: "no",
        errors: { NoMatchingError: "failed", NoMatchingCondition: "no" },
        conditions: [[operator, [operand], "yes"]],
      },
    ];
    return said(
      await call({
        flows: { main: { set: setQueue(arnOf("queue", "support"), "check"), check, ...words } },
        queues,
        world,
      }),
    )[0];
  };
  for (const [metric, operator, met, missed] of [
    ["NumberOfAgentsAvailable", "NumberGreaterThan", "0", "1"],
    ["NumberOfAgentsStaffed", "NumberGreaterThan", "3", "4"],
    ["NumberOfAgentsOnline", "NumberGreaterThan", "4", "5"],
    ["NumberOfContactsInQueue", "Equals", "3", "4"],
    ["OldestContactInQueueAgeSeconds", "NumberGreaterOrEqualTo", "300000", "300001"],
  ] as const)
    it(`compares ${metric}${metric.startsWith("Oldest") ? " in milliseconds" : ""}`, async () => {
      expect(await checked(metric, operator, met)).to.equal("Yes.");
      expect(await checked(metric, operator, missed)).to.equal("No.");
    });
  it("asks the queue that the block names rather than the target queue", async () =>
    expect(await checked("NumberOfContactsInQueue", "Equals", "0", { QueueId: arnOf("queue", "other") })).to.equal(
      "Yes.",
    ));
  it("takes the error branch without a queue", async () => {
    expect(await checked("NumberOfContactsInQueue", "Equals", "3", { QueueId: arnOf("queue", "none") })).to.equal(
      "Failed.",
    );
    const check: ActionJson = [
      "CheckMetricData",
      { MetricType: "NumberOfContactsInQueue" },
      { next: "no", errors: { NoMatchingError: "failed", NoMatchingCondition: "no" }, equals: { 0: "yes" } },
    ];
    expect(said(await call({ flows: { main: { check, ...words } } }))).to.deep.equal(["Failed."]);
  });
});

describe("GetMetricData in a simulated flow", () => {
  const get = (target: Record<string, string> = {}): ActionJson => [
    "GetMetricData",
    target,
    { next: "tell", errors: { NoMatchingError: "failed" } },
  ];
  const figures =
    "$.Metrics.Queue.Name $.Metrics.Queue.Size $.Metrics.Queue.OldestContactAge $.Metrics.Queue.EstimatedWaitTime $.Metrics.Agents.Online.Count $.Metrics.Agents.Staffed.Count $.Metrics.Agents.Available.Count $.Metrics.Agents.Busy.Count [$.Metrics.Contact.PositionInQueue]";
  const flow = (first: FlowJson): FlowJson => ({ ...first, tell: text(figures, "stop"), ...failed });

  it("loads the figures of the target queue, or of the one that it names", async () => {
    const set = setQueue(arnOf("queue", "support"), "get");
    expect((await walk(flow({ set, get: get() }), {}, { queues }, world)).said).to.deep.equal([
      "example-support 3 300 240 5 4 1 3 []",
    ]);
    expect(
      (await walk(flow({ set, get: get({ QueueId: arnOf("queue", "other") }) }), {}, { queues }, world)).said,
    ).to.deep.equal(["example-other 0 0 0 1 1 1 0 []"]);
  });
  it("tells a contact its place only while it waits in that queue", async () => {
    const waiting: FlowJson = { tell: text("[$.Metrics.Contact.PositionInQueue]", "end"), ...failed };
    const result = await call({
      flows: {
        main: {
          set: setQueue(arnOf("queue", "support"), "hook"),
          hook: [
            "UpdateContactEventHooks",
            { EventHooks: { CustomerQueue: arnOf("flow", "waiting") } },
            { next: "enter", errors: { NoMatchingError: "failed" } },
          ],
          enter: [
            "TransferContactToQueue",
            {},
            { next: "failed", errors: { QueueAtCapacity: "failed", NoMatchingError: "failed" } },
          ],
          ...failed,
        },
        waiting: { get: get(), ...waiting },
      },
      flowTypes: { waiting: "CUSTOMER_QUEUE" },
      queues,
      world,
    });
    expect(said(result)).to.deep.equal(["[4]"]);
  });
  it("takes the error branch without a queue, and leaves nothing of earlier figures", async () => {
    const { said: heard } = await walk(
      {
        set: setQueue(arnOf("queue", "support"), "get"),
        get: ["GetMetricData", {}, { next: "again", errors: { NoMatchingError: "failed" } }],
        again: ["GetMetricData", { QueueId: "none" }, { next: "failed", errors: { NoMatchingError: "tell" } }],
        tell: text("[$.Metrics.Queue.Size]", "stop"),
        ...failed,
      },
      {},
      { queues },
      world,
    );
    expect(heard).to.deep.equal(["[]"]);
  });
});

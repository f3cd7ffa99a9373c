import { expect } from "chai";
import { endModule, enterQueue, failed, hangUp, menu, module, setContact, setQueue, text } from "./blocks";
import { type ActionJson, arnOf, call, type FlowJson, idOf, passed, said, type Scene } from "./world";

const words = { full: text("Full.", "end"), tell: text("Told.", "end"), ...failed };
const queues = ["support", "default"];
const hook = (flow: string, next: string): ActionJson => [
  "UpdateContactEventHooks",
  { EventHooks: { CustomerQueue: flow } },
  { next, errors: { NoMatchingError: "failed" } },
];
const number = (CallbackNumber: string, next: string): ActionJson => [
  "UpdateContactCallbackNumber",
  { CallbackNumber },
  { next, errors: { InvalidCallbackNumber: "failed", CallbackNumberNotDialable: "failed" } },
];
const callback = (next: string, more: Record<string, string> = {}): ActionJson => [
  "CreateCallbackContact",
  { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600", ...more },
  { next, errors: { NoMatchingError: "failed" } },
];
const outside = (ThirdPartyPhoneNumber: string): ActionJson => [
  "TransferParticipantToThirdParty",
  { ThirdPartyPhoneNumber, ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "False" },
  { next: "failed", errors: { NoMatchingError: "failed" } },
];

describe("A queue of a simulated instance", () => {
  const flows = { main: { set: setQueue(arnOf("queue", "support"), "enter"), enter: enterQueue, ...words } };

  it("takes the contact, who then waits in it", async () => {
    const result = await call({ flows, queues, at: "2026-03-02T15:00:00Z" });
    expect(result.end).to.equal("queue");
    expect(result.route).to.deep.equal({ type: "queue", key: "support", arn: arnOf("queue", "support") });
    expect(result.contactRecord).to.deep.include({
      Queue: {
        ARN: arnOf("queue", "support"),
        DequeueTimestamp: null,
        Duration: null,
        EnqueueTimestamp: "2026-03-02T15:00:00Z",
        Name: "example-support",
      },
      DisconnectReason: null,
      DisconnectTimestamp: null,
    });
    expect(passed(result)).to.deep.equal(["set next", "enter queue"]);
  });
  it("is found by id and by reference", async () => {
    for (const queue of [idOf("support"), "$.Attributes.queue"]) {
      const result = await call({
        flows: {
          main: {
            contact: setContact({ queue: arnOf("queue", "support") }, "set"),
            set: setQueue(queue, "enter"),
            enter: enterQueue,
            ...words,
          },
        },
        queues,
      });
      expect(result.route?.key, queue).to.equal("support");
    }
  });
  it("that is not there takes the error branch and leaves the one that was set before", async () => {
    for (const queue of [arnOf("queue", "other"), "$.Attributes.queue"]) {
      const result = await call({
        flows: {
          main: {
            set: setQueue(arnOf("queue", "default"), "change"),
            change: setQueue(queue, "end"),
            failed: text("Failed.", "enter"),
            enter: [
              "TransferContactToQueue",
              {},
              { next: "end", errors: { QueueAtCapacity: "end", NoMatchingError: "end" } },
            ],
            end: hangUp,
          },
        },
        queues,
      });
      expect(said(result), queue).to.deep.equal(["Failed."]);
      expect(result.route?.key, queue).to.equal("default");
    }
  });
  it("that was never set takes the error branch", async () =>
    expect(said(await call({ flows: { main: { enter: enterQueue, ...words } }, queues }))).to.deep.equal(["Failed."]));
  it("that is full takes the branch of its own, by logical key", async () => {
    const result = await call({ flows, queues, world: { queues: { support: { full: true } } } });
    expect(said(result)).to.deep.equal(["Full."]);
    expect([result.end, result.route, result.contactRecord.Queue]).to.deep.equal(["goodbye", null, null]);
    expect((await call({ flows, queues, world: { queues: { default: { full: true } } } })).end).to.equal("queue");
  });
  it("is known to the flow", async () => {
    const result = await call({
      flows: {
        main: { set: setQueue(arnOf("queue", "support"), "tell"), tell: text("$.Queue.Name", "end"), ...failed },
      },
      queues,
    });
    expect(said(result)).to.deep.equal(["example-support"]);
  });
  it("is entered from inside a module too", async () => {
    const result = await call({
      flows: { main: { run: module(arnOf("module", "inner"), "end"), ...failed } },
      modules: {
        inner: {
          set: setQueue(arnOf("queue", "support"), "enter"),
          enter: enterQueue,
          failed: text("Failed.", "done"),
          full: text("Full.", "done"),
          done: endModule,
        },
      },
      queues,
    });
    expect(result.route?.key).to.equal("support");
  });
});

describe("The flow of a queue", () => {
  const scene = (waiting: FlowJson, keys = ""): Scene => ({
    flows: {
      main: {
        hook: hook(arnOf("flow", "waiting"), "contact"),
        contact: setContact({ language: "fr-CA" }, "set"),
        set: setQueue(arnOf("queue", "support"), "enter"),
        enter: enterQueue,
        ...words,
      },
      waiting,
    },
    flowTypes: { waiting: "CUSTOMER_QUEUE" },
    queues,
    keys,
  });

  it("is heard once the contact waits, with the contact's attributes", async () => {
    const result = await call(
      scene({ hold: ["MessageParticipantIteratively", { Messages: [{ Text: "Waiting in $.Attributes.language." }] }] }),
    );
    expect(said(result)).to.deep.equal(["Waiting in fr-CA."]);
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "support"]);
  });
  it("leaves the contact in the queue when it ends", async () => {
    const result = await call(
      scene({ tell: text("Waiting.", "end"), failed: text("Failed.", "end"), end: ["EndFlowExecution"] }),
    );
    expect([result.end, result.route?.key]).to.deep.equal(["queue", "support"]);
  });
  it("ends the call when the caller hangs up", async () => {
    const result = await call(
      scene({ ask: menu({ 1: "end" }, { silence: "end", otherKey: "end" }), failed: hangUp, end: hangUp }, "h"),
    );
    expect(result.end).to.equal("hangup");
    expect(result.contactRecord.DisconnectReason).to.equal("CUSTOMER_DISCONNECT");
  });
  it("ends the call when it hangs up itself", async () => {
    const result = await call(scene({ tell: text("Call tomorrow.", "end"), failed: hangUp, end: hangUp }));
    expect(result.end).to.equal("goodbye");
    expect(result.contactRecord.DisconnectReason).to.equal("CONTACT_FLOW_DISCONNECT");
  });
  it("can leave a callback instead of waiting", async () => {
    const result = await call(
      scene({
        set: number("$.CustomerEndpoint.Address", "leave"),
        leave: callback("end"),
        failed: text("Failed.", "end"),
        end: hangUp,
      }),
    );
    expect(result.end).to.equal("callback");
    expect(result.route).to.deep.equal({ type: "callback", key: "support", arn: arnOf("queue", "support") });
  });
  it("that does what the simulator does not know ends the call with a problem that names it", async () => {
    const result = await call(scene({ odd: ["PlayMusic", {}, { next: "end" }], end: hangUp }));
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^waiting, block odd: .*PlayMusic/);
  });
  it("that is not on the instance takes the error branch", async () =>
    expect(
      said(await call({ flows: { main: { hook: hook(arnOf("flow", "none"), "end"), ...failed } } })),
    ).to.deep.equal(["Failed."]));
});

describe("A callback of a simulated flow", () => {
  const flows = (steps: FlowJson): Scene["flows"] => ({
    main: { set: setQueue(arnOf("queue", "support"), "number"), ...steps, ...words },
  });

  it("is left in the target queue for the number that was set", async () => {
    const result = await call({
      flows: flows({ number: number("$.CustomerEndpoint.Address", "leave"), leave: callback("tell") }),
      queues,
    });
    expect([result.end, said(result)]).to.deep.equal(["callback", ["Told."]]);
    expect(result.route).to.deep.equal({ type: "callback", key: "support", arn: arnOf("queue", "support") });
    expect(result.contactRecord.Queue, "the caller did not wait").to.equal(null);
  });
  it("is left in the queue that the block itself names", async () => {
    const result = await call({
      flows: {
        main: {
          number: number("$.CustomerEndpoint.Address", "leave"),
          leave: callback("tell", { QueueId: arnOf("queue", "default") }),
          ...words,
        },
      },
      queues,
    });
    expect(result.route?.key).to.equal("default");
  });
  it("needs a number: a withheld one takes the branch of an invalid number", async () => {
    const result = await call({
      flows: flows({ number: number("$.CustomerEndpoint.Address", "leave"), leave: callback("tell") }),
      queues,
      from: null,
    });
    expect(passed(result)).to.include("number InvalidCallbackNumber");
    expect([result.end, result.route, said(result)]).to.deep.equal(["goodbye", null, ["Failed."]]);
  });
  for (const wrong of ["911", "5555550142", "+1", "+0123456789", "+1555555014x"])
    it(`refuses the number ${wrong}`, async () => {
      const result = await call({
        flows: flows({
          number: setContact({ number: wrong }, "check"),
          check: number("$.Attributes.number", "leave"),
          leave: callback("tell"),
        }),
        queues,
      });
      expect(passed(result)).to.include("check InvalidCallbackNumber");
    });
  it("takes the error branch without a number, and without a queue", async () => {
    expect(said(await call({ flows: flows({ number: callback("tell") }), queues }))).to.deep.equal(["Failed."]);
    expect(
      said(
        await call({
          flows: { main: { number: number("$.CustomerEndpoint.Address", "leave"), leave: callback("tell"), ...words } },
          queues,
        }),
      ),
    ).to.deep.equal(["Failed."]);
    expect(
      said(
        await call({
          flows: flows({
            number: number("$.CustomerEndpoint.Address", "leave"),
            leave: callback("tell", { QueueId: arnOf("queue", "none") }),
          }),
          queues,
        }),
      ),
    ).to.deep.equal(["Failed."]);
  });
});

describe("A transfer to an outside number", () => {
  const to = (target: string) =>
    call({ flows: { main: { set: setContact({ number: "+15555550177" }, "go"), go: outside(target), ...failed } } });

  it("ends the flow and names the number", async () => {
    for (const target of ["+15555550177", "$.Attributes.number"]) {
      const result = await to(target);
      expect([result.end, result.route]).to.deep.equal(["transfer", { type: "number", key: "+15555550177" }]);
    }
  });
  it("takes the error branch for what is no number", async () => {
    for (const target of ["5555550177", "$.Attributes.none", "+1 555 555 0177"])
      expect(said(await to(target)), target).to.deep.equal(["Failed."]);
  });
});

describe("Routing criteria of a simulated flow", () => {
  const criteria = {
    Steps: [
      {
        Expression: {
          AttributeCondition: {
            Name: "Country",
            Value: "CA",
            ProficiencyLevel: "1",
            ComparisonOperator: "NumberGreaterOrEqualTo",
          },
        },
      },
    ],
  };
  const set = (given: string | typeof criteria, attribute: string) =>
    call({
      flows: {
        main: {
          contact: setContact({ skills: attribute }, "set"),
          set: [
            "UpdateContactRoutingCriteria",
            { RoutingCriteria: given },
            { next: "tell", errors: { NoMatchingError: "failed" } },
          ],
          ...words,
        },
      },
    });

  it("are JSON of the flow or behind a reference, and reach the contact record", async () => {
    for (const given of [criteria, "$.Attributes.skills"]) {
      const result = await set(given, JSON.stringify(criteria));
      expect(said(result)).to.deep.equal(["Told."]);
      expect(result.contactRecord.RoutingCriteria?.[0]?.Steps.map(({ Expression }) => Expression)).to.deep.equal(
        criteria.Steps.map(({ Expression }) => Expression),
      );
    }
  });
  it("take the error branch when they are none", async () => {
    for (const wrong of ["none", "{}", '{"Steps":1}', "null", "[]"])
      expect(said(await set("$.Attributes.skills", wrong)), wrong).to.deep.equal(["Failed."]);
  });
});

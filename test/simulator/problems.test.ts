import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { failed, loop, setContact, text } from "./blocks";
import { type ActionJson, arnOf, call, type FlowJson, functionArn, said, type Scene } from "./world";

const ways = { next: "end", errors: { NoMatchingError: "failed" } };
const one = (action: ActionJson, scene: Omit<Scene, "flows"> = {}) =>
  call({ flows: { main: { odd: action, ...failed } }, ...scene });

/** The call has ended in an error that names the flow, the block and what is wrong, and nothing more was said. */
async function expectProblem(made: ReturnType<typeof call>, where: string, what: RegExp): Promise<void> {
  const result = await made;
  expect(result.end).to.equal("error");
  expect(result.problem)
    .to.match(new RegExp(`^${where}: .`))
    .and.to.match(what);
  expect(said(result)).not.to.include("Failed.");
  expect(result.route).to.equal(null);
  expect(result.contactRecord.DisconnectReason).to.equal("OTHER");
}

describe("What the simulator does not know ends the call with a problem", () => {
  it("for a type of action", () =>
    expectProblem(one(["PlayMusic", {}, ways]), "main, block odd", /PlayMusic is not known/));
  it("for an operator", () =>
    expectProblem(
      one([
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "end", errors: { NoMatchingCondition: "end" }, conditions: [["Contains", ["x"], "end"]] },
      ]),
      "main, block odd",
      /Contains/,
    ));
  it("for a second operand, which the service refuses", () =>
    expectProblem(
      one([
        "Compare",
        { ComparisonValue: "$.Channel" },
        { next: "end", errors: { NoMatchingCondition: "end" }, conditions: [["Equals", ["CHAT", "VOICE"], "end"]] },
      ]),
      "main, block odd",
      /operand/,
    ));
  it("for a reference", () =>
    expectProblem(one(text("$.Nonsense.word", "end")), "main, block odd", /\$\.Nonsense\.word/));
  it("in the flow and block where the contact is then, also inside a module", () =>
    expectProblem(
      call({
        flows: {
          main: {
            run: [
              "InvokeFlowModule",
              { FlowModuleId: arnOf("module", "inner") },
              { next: "end", errors: { NoMatchingError: "failed" } },
            ],
            ...failed,
          },
        },
        modules: {
          inner: { odd: ["PlayMusic", {}, ways], end: ["EndFlowModuleExecution"], failed: ["EndFlowModuleExecution"] },
        },
      }),
      "inner, block odd",
      /PlayMusic/,
    ));
  it("but not before the contact comes there", async () => {
    const result = await call({ flows: { main: { end: failed.end, odd: ["PlayMusic", {}, ways] } } });
    expect(result.end).to.equal("goodbye");
  });

  /** What changes the course of a call on the service, and must not be passed over. */
  const cases: Readonly<Record<string, [ActionJson, RegExp]>> = {
    "a chat's own action": [["AuthenticateParticipant", {}, ways], /AuthenticateParticipant.*chat/],
    "an action that the service does not take": [["UnTagContact", {}, ways], /UntagContact/],
    "a view in a voice contact": [
      ["ShowView", { ViewResource: { Id: "view" }, InvocationTimeLimitSeconds: "60" }, ways],
      /DefaultAgentUI/,
    ],
    "a wait of a voice contact": [["Wait", { TimeLimitSeconds: "5" }, ways], /<break>/],
    "a loop over a list": [["Loop", { LoopCount: "2", LoopName: "items" }, ways], /LoopName/],
    "a queue without known hours": [
      ["CheckHoursOfOperation", {}, { ...ways, equals: { True: "end", False: "end" } }],
      /hours of the queue example-support/,
    ],
    "leaving a queue that the contact does not wait in": [
      ["DequeueContactAndTransferToQueue", { QueueId: arnOf("queue", "support") }, ways],
      /waits in no queue/,
    ],
    "leaving a queue for nowhere": [["DequeueContactAndTransferToQueue", {}, ways], /Name one/],
    "an outbound call in an inbound flow": [["CompleteOutboundCall", {}, ways], /outbound whisper/],
    "an agent that nothing names": [["TransferContactToAgent"], /Which agent/],
    "contact data of Voice ID": [["UpdateContactData", { WatchlistId: "x" }, ways], /Voice ID/],
    "an event hook": [
      ["UpdateContactEventHooks", { EventHooks: { CustomerLost: arnOf("flow", "main") } }, ways],
      /CustomerLost/,
    ],
    "two behaviours at once": [
      ["UpdateContactRecordingAndAnalyticsBehavior", { VoiceBehavior: {}, ScreenRecordingBehavior: {} }, ways],
      /2 of/,
    ],
    "a metric": [["CheckMetricData", { MetricType: "Mood", QueueId: arnOf("queue", "support") }, ways], /Mood/],
    "input without validation": [input({ InputValidation: {} }), /InputValidation/],
    "a bot that is not scripted": [
      ["ConnectParticipantWithLexBot", { LexV2Bot: { AliasArn: "arn:aws:lex:x" } }, ways],
      /main\/odd/,
    ],
    "a bot without an intent": [
      ["ConnectParticipantWithLexBot", { LexV2Bot: { AliasArn: "arn:aws:lex:x" } }, ways],
      /IntentName/,
    ],
    "who answered a campaign's call": [["CheckOutboundCallStatus", {}, ways], /CallAnswered/],
  };
  const set: ActionJson = [
    "UpdateContactTargetQueue",
    { QueueId: arnOf("queue", "support") },
    { next: "odd", errors: { NoMatchingError: "failed" } },
  ];
  for (const [what, [action, says]] of Object.entries(cases))
    it(`for ${what}`, () =>
      expectProblem(
        call({
          flows: { main: { set, odd: action, ...failed } },
          queues: ["support"],
          keys: "12",
          ...(what.startsWith("a bot without") && { world: { answers: { "main/odd": {} } } }),
        }),
        "main, block odd",
        says,
      ));
});

function input(parameters: Record<string, Json>): ActionJson {
  return [
    "GetParticipantInput",
    { Text: "Key in.", InputTimeLimitSeconds: "5", StoreInput: "True", ...parameters },
    ways,
  ];
}

describe("What a flow does not declare ends the call with a problem", () => {
  it("an error branch that is taken", () =>
    expectProblem(
      one(["MessageParticipant", { Text: "$.Attributes.none" }, { next: "end" }]),
      "main, block odd",
      /NoMatchingError/,
    ));
  it("the branch of a full queue", () =>
    expectProblem(
      call({
        flows: {
          main: {
            set: [
              "UpdateContactTargetQueue",
              { QueueId: arnOf("queue", "support") },
              { next: "odd", errors: { NoMatchingError: "failed" } },
            ],
            odd: ["TransferContactToQueue", {}, ways],
            ...failed,
          },
        },
        queues: ["support"],
        world: { queues: { support: { full: true } } },
      }),
      "main, block odd",
      /QueueAtCapacity/,
    ));
  it("silence at a menu", () =>
    expectProblem(
      one(
        ["GetParticipantInput", { InputTimeLimitSeconds: "5", StoreInput: "False" }, { ...ways, equals: { 1: "end" } }],
        { keys: "w" },
      ),
      "main, block odd",
      /InputTimeLimitExceeded/,
    ));
  it("another key at a menu", () =>
    expectProblem(
      one(
        [
          "GetParticipantInput",
          { InputTimeLimitSeconds: "5", StoreInput: "False" },
          { next: "end", errors: { NoMatchingError: "failed", InputTimeLimitExceeded: "end" }, equals: { 1: "end" } },
        ],
        { keys: "2" },
      ),
      "main, block odd",
      /NoMatchingCondition/,
    ));
  it("a comparison that meets nothing", () =>
    expectProblem(
      one(["Compare", { ComparisonValue: "$.Channel" }, { next: "end", equals: { CHAT: "end" } }]),
      "main, block odd",
      /NoMatchingCondition/,
    ));
  it("a next block", () =>
    expectProblem(
      one(["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }]),
      "main, block odd",
      /next block/,
    ));
  it("a block that a branch leads to", () =>
    expectProblem(one(text("Hello.", "nowhere")), "main, block nowhere", /no such block/));
  it("parameters that the action cannot do without", async () => {
    for (const type of [
      "UpdateContactAttributes",
      "UpdateFlowAttributes",
      "UpdateContactEventHooks",
      "MessageParticipant",
    ])
      await expectProblem(one([type, {}, ways]), "main, block odd", /./);
  });
});

describe("A flow that cannot go on ends the call with a problem", () => {
  it("at the end of a module outside of a module", () =>
    expectProblem(one(["EndFlowModuleExecution"]), "main, block odd", /outside of a module/));
  it("when it goes in a circle for ever", async () => {
    const circle: FlowJson = { greet: text("Hello.", "again"), again: loop("100", "greet", "greet"), ...failed };
    const result = await call({ flows: { main: circle } });
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^main, block (greet|again): .*without an end/);
  });
  it("when flows lead to each other for ever", async () => {
    const to = (name: string): FlowJson => ({
      mark: setContact({ last: name }, "go"),
      go: ["TransferToFlow", { ContactFlowId: arnOf("flow", name) }, ways],
      ...failed,
    });
    const result = await call({ flows: { first: to("second"), second: to("first") } });
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^(first|second), block (mark|go): .*without an end/);
  });
  it("but not when it is only long", async () => {
    const result = await call({
      flows: { main: { outer: loop("20", "inner", "end"), inner: loop("100", "inner", "outer"), ...failed } },
    });
    expect(result.end).to.equal("goodbye");
    expect(result.steps.length).to.be.greaterThan(2000);
  });
});

describe("A call of a function that never was meant to fail", () => {
  it("keeps its problem out of the flow: what a stub throws in its own name is the test's, not the service's", async () => {
    const broken = {
      nameOf: () => "find",
      logs: [],
      close: () => Promise.resolve(),
      invoke: () => Promise.reject(new Error("the worker is gone")),
    };
    const made = one(
      [
        "InvokeLambdaFunction",
        {
          LambdaFunctionARN: functionArn("find"),
          InvocationTimeLimitSeconds: "8",
          InvocationType: "SYNCHRONOUS",
          ResponseValidation: { ResponseType: "STRING_MAP" },
        },
        ways,
      ],
      { functions: broken },
    );
    expect(
      await made.then(
        () => "ended",
        (error: Error) => error.message,
      ),
    ).to.equal("the worker is gone");
  });
});

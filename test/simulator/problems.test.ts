import { expect } from "chai";
import type { Json } from "../../flowLanguage";
import { failed, lambda, loop, setContact, text } from "./blocks";
import { type ActionJson, arnOf, call, type FlowJson, functionArn, said, type Scene } from "./world";

const ways = { next: "end", errors: { NoMatchingError: "failed" } };
const one = (action: ActionJson, scene: Omit<Scene, "flows"> = {}) => call({ flows: { main: { odd: action, ...failed } }, ...scene });

/** The call has ended in an error that names the flow, the block and what is wrong, and nothing more was said. */
async function expectProblem(made: ReturnType<typeof call>, where: string, what: RegExp): Promise<void> {
  const result = await made;
  expect(result.end).to.equal("error");
  expect(result.problem).to.match(new RegExp(`^${where}: .`)).and.to.match(what);
  expect(said(result)).not.to.include("Failed.");
  expect(result.route).to.equal(null);
  expect(result.contactRecord.DisconnectReason).to.equal("OTHER");
}

describe("What the simulator does not know ends the call with a problem", () => {
  it("for a type of action", () => expectProblem(one(["CreateTask", {}, ways]), "main, block odd", /CreateTask/));
  it("for an operator", () => expectProblem(one(["Compare", { ComparisonValue: "$.Channel" }, { next: "end", errors: { NoMatchingCondition: "end" }, conditions: [["KeyExists", ["x"], "end"]] }]), "main, block odd", /KeyExists/));
  it("for a second operand, which the service refuses", () =>
    expectProblem(one(["Compare", { ComparisonValue: "$.Channel" }, { next: "end", errors: { NoMatchingCondition: "end" }, conditions: [["Equals", ["CHAT", "VOICE"], "end"]] }]), "main, block odd", /operand/));
  it("for a reference", () => expectProblem(one(text("$.Nonsense.word", "end")), "main, block odd", /\$\.Nonsense\.word/));
  it("for a recorded prompt", () => expectProblem(one(["MessageParticipant", { PromptId: "id" }, ways]), "main, block odd", /Text and SSML/));
  it("in the flow and block where the contact is then, also inside a module", () =>
    expectProblem(
      call({ flows: { main: { run: ["InvokeFlowModule", { FlowModuleId: arnOf("module", "inner") }, { next: "end", errors: { NoMatchingError: "failed" } }], ...failed } }, modules: { inner: { odd: ["CreateTask", {}, ways], end: ["EndFlowModuleExecution"], failed: ["EndFlowModuleExecution"] } } }),
      "inner, block odd", /CreateTask/,
    ));
  it("but not before the contact comes there", async () => {
    const result = await call({ flows: { main: { end: failed.end, odd: ["CreateTask", {}, ways] } } });
    expect(result.end).to.equal("goodbye");
  });

  /** What changes the course of a call on the service, and must not be passed over. */
  const cases: Readonly<Record<string, ActionJson>> = {
    "a function that is called asynchronously": (() => {
      const [type, parameters, { next, errors } = {}] = lambda("find", "end");
      return [type, { ...parameters, InvocationType: "ASYNCHRONOUS" }, { ...(next && { next }), ...(errors && { errors }) }];
    })(),
    "an outside call after which the flow goes on": [
      "TransferParticipantToThirdParty", { ThirdPartyPhoneNumber: "+15555550177", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "True" },
      { next: "end", errors: { NoMatchingError: "failed", CallFailed: "failed", ConnectionTimeLimitExceeded: "failed" } },
    ],
    "an agent as the target of a transfer": ["UpdateContactTargetQueue", { AgentId: "arn:aws:connect:us-east-1:123456789012:instance/1/agent/2" }, ways],
    "the hours of the target queue": ["CheckHoursOfOperation", {}, { next: "end", errors: { NoMatchingError: "failed" }, equals: { True: "end", False: "end" } }],
    "messages that are interrupted": ["MessageParticipantIteratively", { Messages: [{ Text: "Hold." }], InterruptFrequencySeconds: "30" }, { next: "end", equals: { MessagesInterrupted: "end" } }],
    "a phone number that is validated": input({ InputValidation: { PhoneNumberValidation: { NumberFormat: "E164" } } }),
    "input that is encrypted": input({ InputValidation: { CustomValidation: { MaximumLength: "16" } }, InputEncryption: { EncryptionKeyId: "id", Key: "pem" } }),
  };
  for (const [what, action] of Object.entries(cases)) it(`for ${what}`, () => expectProblem(one(action, { functions: { find: () => ({}) }, keys: "12" }), "main, block odd", /./));
});

function input(parameters: Record<string, Json>): ActionJson {
  return ["GetParticipantInput", { Text: "Key in.", InputTimeLimitSeconds: "5", StoreInput: "True", ...parameters }, ways];
}

describe("What a flow does not declare ends the call with a problem", () => {
  it("an error branch that is taken", () => expectProblem(one(["MessageParticipant", { Text: "$.Attributes.none" }, { next: "end" }]), "main, block odd", /NoMatchingError/));
  it("the branch of a full queue", () =>
    expectProblem(
      call({
        flows: { main: { set: ["UpdateContactTargetQueue", { QueueId: arnOf("queue", "support") }, { next: "odd", errors: { NoMatchingError: "failed" } }], odd: ["TransferContactToQueue", {}, ways], ...failed } },
        queues: ["support"], world: { queues: { support: { full: true } } },
      }),
      "main, block odd", /QueueAtCapacity/,
    ));
  it("silence at a menu", () => expectProblem(one(["GetParticipantInput", { InputTimeLimitSeconds: "5", StoreInput: "False" }, { ...ways, equals: { 1: "end" } }], { keys: "w" }), "main, block odd", /InputTimeLimitExceeded/));
  it("another key at a menu", () =>
    expectProblem(one(["GetParticipantInput", { InputTimeLimitSeconds: "5", StoreInput: "False" }, { next: "end", errors: { NoMatchingError: "failed", InputTimeLimitExceeded: "end" }, equals: { 1: "end" } }], { keys: "2" }), "main, block odd", /NoMatchingCondition/));
  it("a comparison that meets nothing", () =>
    expectProblem(one(["Compare", { ComparisonValue: "$.Channel" }, { next: "end", equals: { CHAT: "end" } }]), "main, block odd", /NoMatchingCondition/));
  it("a next block", () => expectProblem(one(["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }]), "main, block odd", /next block/));
  it("a block that a branch leads to", () => expectProblem(one(text("Hello.", "nowhere")), "main, block nowhere", /no such block/));
  it("parameters that the action cannot do without", async () => {
    for (const type of ["UpdateContactAttributes", "UpdateFlowAttributes", "UpdateContactEventHooks", "MessageParticipant"]) await expectProblem(one([type, {}, ways]), "main, block odd", /./);
  });
});

describe("A flow that cannot go on ends the call with a problem", () => {
  it("at the end of a module outside of a module", () => expectProblem(one(["EndFlowModuleExecution"]), "main, block odd", /outside of a module/));
  it("when it goes in a circle for ever", async () => {
    const circle: FlowJson = { greet: text("Hello.", "again"), again: loop("100", "greet", "greet"), ...failed };
    const result = await call({ flows: { main: circle } });
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^main, block (greet|again): .*without an end/);
  });
  it("when flows lead to each other for ever", async () => {
    const to = (name: string): FlowJson => ({ mark: setContact({ last: name }, "go"), go: ["TransferToFlow", { ContactFlowId: arnOf("flow", name) }, ways], ...failed });
    const result = await call({ flows: { first: to("second"), second: to("first") } });
    expect(result.end).to.equal("error");
    expect(result.problem).to.match(/^(first|second), block (mark|go): .*without an end/);
  });
  it("but not when it is only long", async () => {
    const result = await call({ flows: { main: { outer: loop("20", "inner", "end"), inner: loop("100", "inner", "outer"), ...failed } } });
    expect(result.end).to.equal("goodbye");
    expect(result.steps.length).to.be.greaterThan(2000);
  });
});

describe("A call of a function that never was meant to fail", () => {
  it("keeps its problem out of the flow: what a stub throws in its own name is the test's, not the service's", async () => {
    const broken = { nameOf: () => "find", logs: [], close: () => Promise.resolve(), invoke: () => Promise.reject(new Error("the worker is gone")) };
    const made = one(["InvokeLambdaFunction", { LambdaFunctionARN: functionArn("find"), InvocationTimeLimitSeconds: "8", InvocationType: "SYNCHRONOUS", ResponseValidation: { ResponseType: "STRING_MAP" } }, ways], { functions: broken });
    expect(await made.then(() => "ended", (error: Error) => error.message)).to.equal("the worker is gone");
  });
});

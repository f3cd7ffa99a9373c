import { expect } from "chai";
import {
  type ActionSpec,
  actionSpecs,
  type Block,
  checkHours,
  compare,
  countTo,
  createCallback,
  createTask,
  disconnect,
  distribute,
  endFlow,
  endModule,
  type FlowType,
  functionMarker,
  invokeModule,
  lookup,
  match,
  menu,
  moduleMarker,
  parameterFaults,
  say,
  sayWhileWaiting,
  setAgent,
  setCallbackNumber,
  setContactAttributes,
  setFlowAttributes,
  setLanguageCode,
  setLogging,
  setQueue,
  setQueueFlow,
  setRoutingCriteria,
  setVoice,
  specOf,
  storeInput,
  tagContact,
  transferToFlow,
  transferToNumber,
  transferToQueue,
} from "../../flowLanguage";
import { BUILT_MORE, ENCRYPTED } from "./builtMore";
import { flowAround, found } from "./support";

const to = { then: "end", error: "end" } as const;
const contract = { role: "findOrder", parameters: ["order"], answers: ["state", "date", "price"] } as const;
const order = lookup(contract, ["state", "date"]);
const equals = (operand: string) => ({ operator: "Equals", operand, next: "end" });

/** What each builder gives, and a type of flow that takes it. */
const BUILT: Readonly<Record<string, readonly [Block, FlowType, Block]>> = {
  say: [
    say("<speak>Hi</speak>", to),
    "CONTACT_FLOW",
    {
      type: "MessageParticipant",
      parameters: { SSML: "<speak>Hi</speak>" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  sayWhileWaiting: [
    sayWhileWaiting(["<speak>1</speak>", "$.FlowAttributes.hold"]),
    "CUSTOMER_QUEUE",
    {
      type: "MessageParticipantIteratively",
      parameters: { Messages: [{ SSML: "<speak>1</speak>" }, { SSML: "$.FlowAttributes.hold" }] },
    },
  ],
  menu: [
    menu("<speak>1</speak>", 5, { keys: { 1: "end", "#": "end" }, silence: "end", otherKey: "end", error: "end" }),
    "CONTACT_FLOW",
    {
      type: "GetParticipantInput",
      parameters: { SSML: "<speak>1</speak>", InputTimeLimitSeconds: "5", StoreInput: "False" },
      next: "end",
      errors: { InputTimeLimitExceeded: "end", NoMatchingCondition: "end", NoMatchingError: "end" },
      conditions: [equals("1"), equals("#")] as Block["conditions"],
    },
  ],
  "menu in silence": [
    menu(undefined, 4, { keys: { 9: "end" }, silence: "end", otherKey: "end", error: "end" }),
    "MODULE",
    {
      type: "GetParticipantInput",
      parameters: { InputTimeLimitSeconds: "4", StoreInput: "False" },
      next: "end",
      errors: { InputTimeLimitExceeded: "end", NoMatchingCondition: "end", NoMatchingError: "end" },
      conditions: [equals("9")] as Block["conditions"],
    },
  ],
  storeInput: [
    storeInput("<speak>?</speak>", { seconds: 9, digits: 4 }, { then: "end", silence: "end" }),
    "CONTACT_FLOW",
    {
      type: "GetParticipantInput",
      parameters: {
        SSML: "<speak>?</speak>",
        InputTimeLimitSeconds: "9",
        StoreInput: "True",
        InputValidation: { CustomValidation: { MaximumLength: "4" } },
        DTMFConfiguration: { DisableCancelKey: "True", InterdigitTimeLimitSeconds: "5" },
      },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setContactAttributes: [
    setContactAttributes({ a: "b" }, to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactAttributes",
      parameters: { Attributes: { a: "b" }, TargetContact: "Current" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setFlowAttributes: [
    setFlowAttributes({ a: "b" }, to),
    "CONTACT_FLOW",
    {
      type: "UpdateFlowAttributes",
      parameters: { FlowAttributes: { a: { Value: "b" } } },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setLanguageCode: [
    setLanguageCode("$.Attributes.language", to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactData",
      parameters: { LanguageCode: "$.Attributes.language" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setVoice: [
    setVoice({ voice: "Joanna", engine: "Neural" }, to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactTextToSpeechVoice",
      parameters: { TextToSpeechVoice: "Joanna", TextToSpeechEngine: "Neural" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setLogging: [
    setLogging("Disabled", { then: "end" }),
    "CONTACT_FLOW",
    { type: "UpdateFlowLoggingBehavior", parameters: { FlowLoggingBehavior: "Disabled" }, next: "end" },
  ],
  setQueueFlow: [
    setQueueFlow("$.FlowAttributes.flow", to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactEventHooks",
      parameters: { EventHooks: { CustomerQueue: "$.FlowAttributes.flow" } },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  compare: [
    compare("$.Attributes.n", [["NumberLessThan", "5", "end"]], "end"),
    "CONTACT_FLOW",
    {
      type: "Compare",
      parameters: { ComparisonValue: "$.Attributes.n" },
      next: "end",
      errors: { NoMatchingCondition: "end" },
      conditions: [{ operator: "NumberLessThan", operand: "5", next: "end" }],
    },
  ],
  match: [
    match("$.Attributes.n", { a: "end", b: "end" }, "end"),
    "CONTACT_FLOW",
    {
      type: "Compare",
      parameters: { ComparisonValue: "$.Attributes.n" },
      next: "end",
      errors: { NoMatchingCondition: "end" },
      conditions: [equals("a"), equals("b")] as Block["conditions"],
    },
  ],
  countTo: [
    countTo(3, { again: "end", done: "end" }),
    "CONTACT_FLOW",
    {
      type: "Loop",
      parameters: { LoopCount: "3" },
      next: "end",
      conditions: [equals("ContinueLooping"), equals("DoneLooping")] as Block["conditions"],
    },
  ],
  checkHours: [
    checkHours("$.FlowAttributes.hours", { open: "end", closed: "end", error: "end" }),
    "CONTACT_FLOW",
    {
      type: "CheckHoursOfOperation",
      parameters: { HoursOfOperationId: "$.FlowAttributes.hours" },
      next: "end",
      errors: { NoMatchingError: "end" },
      conditions: [equals("True"), equals("False")] as Block["conditions"],
    },
  ],
  invokeModule: [
    invokeModule("$.FlowAttributes.module", to),
    "CONTACT_FLOW",
    {
      type: "InvokeFlowModule",
      parameters: { FlowModuleId: "$.FlowAttributes.module" },
      next: "end",
      errors: { NoMatchingError: "end", NoMatchingCondition: "end" },
    },
  ],
  "invokeModule by id": [
    invokeModule(moduleMarker("payModule"), to),
    "MODULE",
    {
      type: "InvokeFlowModule",
      parameters: { FlowModuleId: "{{module:payModule}}" },
      next: "end",
      errors: { NoMatchingError: "end", NoMatchingCondition: "end" },
    },
  ],
  transferToFlow: [
    transferToFlow("$.FlowAttributes.flow", { error: "end" }),
    "CONTACT_FLOW",
    {
      type: "TransferToFlow",
      parameters: { ContactFlowId: "$.FlowAttributes.flow" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setQueue: [
    setQueue("$.FlowAttributes.queue", to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactTargetQueue",
      parameters: { QueueId: "$.FlowAttributes.queue" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setAgent: [
    setAgent("$.Agent.ARN", to),
    "AGENT_TRANSFER",
    {
      type: "UpdateContactTargetQueue",
      parameters: { AgentId: "$.Agent.ARN" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  transferToQueue: [
    transferToQueue({ full: "end", error: "end" }),
    "CONTACT_FLOW",
    {
      type: "TransferContactToQueue",
      parameters: {},
      next: "end",
      errors: { QueueAtCapacity: "end", NoMatchingError: "end" },
    },
  ],
  setRoutingCriteria: [
    setRoutingCriteria("$.FlowAttributes.skills", to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactRoutingCriteria",
      parameters: { RoutingCriteria: "$.FlowAttributes.skills" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  setCallbackNumber: [
    setCallbackNumber("$.CustomerEndpoint.Address", to),
    "CONTACT_FLOW",
    {
      type: "UpdateContactCallbackNumber",
      parameters: { CallbackNumber: "$.CustomerEndpoint.Address" },
      next: "end",
      errors: { InvalidCallbackNumber: "end", CallbackNumberNotDialable: "end" },
    },
  ],
  createCallback: [
    createCallback(to),
    "CONTACT_FLOW",
    {
      type: "CreateCallbackContact",
      parameters: { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600" },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  transferToNumber: [
    transferToNumber("$.FlowAttributes.number", { error: "end" }),
    "CONTACT_FLOW",
    {
      type: "TransferParticipantToThirdParty",
      parameters: {
        ThirdPartyPhoneNumber: "$.FlowAttributes.number",
        ThirdPartyConnectionTimeLimitSeconds: "30",
        ContinueFlowExecution: "False",
      },
      next: "end",
      errors: { NoMatchingError: "end" },
    },
  ],
  "lookup.invoke": [
    order.invoke({ order: "$.StoredCustomerInput" }, to),
    "CONTACT_FLOW",
    {
      type: "InvokeLambdaFunction",
      next: "end",
      errors: { NoMatchingError: "end" },
      answers: ["state", "date"],
      parameters: {
        LambdaFunctionARN: functionMarker("findOrder"),
        InvocationTimeLimitSeconds: "4",
        InvocationType: "SYNCHRONOUS",
        LambdaInvocationAttributes: { order: "$.StoredCustomerInput", keys: "state date" },
        ResponseValidation: { ResponseType: "STRING_MAP" },
      },
    },
  ],
  disconnect: [disconnect(), "CONTACT_FLOW", { type: "DisconnectParticipant", parameters: {} }],
  endFlow: [endFlow(), "CUSTOMER_WHISPER", { type: "EndFlowExecution", parameters: {} }],
  endModule: [endModule(), "MODULE", { type: "EndFlowModuleExecution", parameters: {} }],
};

const rules = (block: Block): string[] =>
  parameterFaults(block.type, specOf(block.type) as ActionSpec, block.parameters).map(({ rule }) => rule);

/** What rules miss before a block that stands alone: what it reads, and the prompts before it leaves a queue. */
const OF_PATHS = ["it: stale-result", "it: queue-prompts"];

/** Types that are only recognised: nothing here is meant to write them. */
const READ_ONLY = Object.entries(actionSpecs)
  .filter(([, { refused }]) => refused !== undefined)
  .map(([type]) => type)
  .concat(
    "AuthenticateParticipant",
    "LoadContactContent",
    "CreatePersistentContactAssociation",
    "UpdateContactMediaProcessing",
  );

describe("Builders of blocks", () => {
  for (const [name, [built, type, expected]] of Object.entries({ ...BUILT, ...BUILT_MORE }))
    it(`${name} gives a block that the service takes`, () => {
      expect(built).to.deep.equal(expected);
      expect(found(flowAround(built, type)).filter((problem) => !OF_PATHS.includes(problem))).to.deep.equal([]);
    });

  it("storeEncrypted gives a block that the service takes", () => {
    expect(ENCRYPTED[0]).to.deep.equal(ENCRYPTED[1]);
    expect(rules(ENCRYPTED[0])).to.deep.equal([]);
  });

  it("write every type that a voice contact or its guide can meet, and no other", () =>
    expect([...new Set(Object.values({ ...BUILT, ...BUILT_MORE }).map(([{ type }]) => type))].sort()).to.deep.equal(
      Object.keys(actionSpecs)
        .filter((type) => !READ_ONLY.includes(type))
        .sort(),
    ));

  it("do not hide a value that the service would refuse: it is found", () => {
    expect(rules(countTo(101, { again: "end", done: "end" }))).to.deep.equal(["value"]);
    expect(
      found(
        flowAround(
          distribute(
            [
              [60, "end"],
              [60, "end"],
            ],
            "end",
          ),
        ),
      ),
    ).to.include("it: condition");
    expect(rules(tagContact({ "aws:team": "x" }, to))).to.deep.equal(["value"]);
    expect(rules(createTask({ flow: "$.Attributes.flow", name: "" }, to))).to.deep.equal(["empty"]);
  });

  it("lookup keeps exactly the answers it asks for, where its references read them", () => {
    for (const [one, prefix] of [
      [order, "findOrder"],
      [lookup(contract, ["state", "date"], "second"), "second"],
    ] as const) {
      expect(one.keep(to)).to.deep.equal(
        setFlowAttributes({ [`${prefix}_state`]: "$.External.state", [`${prefix}_date`]: "$.External.date" }, to),
      );
      expect(one.kept).to.deep.equal({
        state: `$.FlowAttributes.${prefix}_state`,
        date: `$.FlowAttributes.${prefix}_date`,
      });
    }
  });
  it("lead each branch to the target of its name", () => {
    const exits = { keys: { 1: "one" }, silence: "silent", otherKey: "other", error: "failed" } as const;
    const { next, errors, conditions } = menu("<speak>1</speak>", 5, exits);
    expect({ next, errors, conditions }).to.deep.equal({
      next: "other",
      errors: { InputTimeLimitExceeded: "silent", NoMatchingCondition: "other", NoMatchingError: "failed" },
      conditions: [{ operator: "Equals", operand: "1", next: "one" }],
    });
    expect(checkHours("$.Attributes.h", { open: "open", closed: "closed", error: "failed" })).to.deep.include({
      next: "closed",
      errors: { NoMatchingError: "failed" },
    });
    expect(
      checkHours("$.Attributes.h", { open: "open", closed: "closed", error: "failed" }).conditions?.map(
        ({ operand, next: target }) => `${operand} ${target}`,
      ),
    ).to.deep.equal(["True open", "False closed"]);
    expect(
      countTo(2, { again: "again", done: "done" }).conditions?.map(
        ({ operand, next: target }) => `${operand} ${target}`,
      ),
    ).to.deep.equal(["ContinueLooping again", "DoneLooping done"]);
    expect(countTo(2, { again: "again", done: "done" }).next).to.equal("done");
    expect(transferToQueue({ full: "full", error: "failed" })).to.deep.include({
      next: "failed",
      errors: { QueueAtCapacity: "full", NoMatchingError: "failed" },
    });
    expect(invokeModule("id", { then: "then", error: "failed" })).to.deep.include({
      next: "then",
      errors: { NoMatchingError: "failed", NoMatchingCondition: "then" },
    });
    expect(
      storeInput("<speak>1</speak>", { seconds: 5, digits: 1 }, { then: "then", silence: "silent" }),
    ).to.deep.include({ next: "then", errors: { NoMatchingError: "silent" } });
    expect(match("$.Attributes.a", { b: "hit" }, "miss")).to.deep.include({
      next: "miss",
      errors: { NoMatchingCondition: "miss" },
    });
  });
});

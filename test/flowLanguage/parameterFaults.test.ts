import { expect } from "chai";
import { type ActionSpec, moduleSettings, parameterFaults, type Parameters, specOf } from "../../flowLanguage";

const faults = (type: string, parameters: Parameters) =>
  parameterFaults(type, specOf(type) as ActionSpec, parameters).map(
    ({ rule, at, grade }) => `${rule} at ${at}, ${grade}`,
  );

const criteria = (step: Parameters): Parameters => ({ RoutingCriteria: { Steps: [step] } });
const spanish = {
  AttributeCondition: {
    Name: "Language",
    Value: "Spanish",
    ProficiencyLevel: "4.0",
    ComparisonOperator: "NumberGreaterOrEqualTo",
  },
};
const store = { InputTimeLimitSeconds: "5", StoreInput: "True" };
const encryption = { EncryptionKeyId: "id", Key: "certificate" };
const sync = { LambdaFunctionARN: "arn", InvocationType: "SYNCHRONOUS" };

/** Each a mistake, and the same without it. */
const CASES: readonly (readonly [
  what: string,
  type: string,
  wrong: Parameters,
  right: Parameters,
  found: readonly string[],
])[] = [
  [
    "a property that a nested object does not have, as was seen live",
    "UpdateContactRoutingCriteria",
    criteria({ Expression: { AndExpression: [spanish] }, Expires: "30" }),
    criteria({ Expression: { AndExpression: [spanish] }, Expiry: { DurationInSeconds: "30" } }),
    ["parameter at RoutingCriteria.Steps[0].Expires, live"],
  ],
  [
    "two expressions in one step",
    "UpdateContactRoutingCriteria",
    criteria({ Expression: { AndExpression: [spanish], OrExpression: [spanish] } }),
    criteria({ Expression: { OrExpression: [spanish] } }),
    ["parameter at RoutingCriteria.Steps[0].Expression, documented"],
  ],
  [
    "text where a structure has to be, but for one whole reference",
    "UpdateContactRoutingCriteria",
    { RoutingCriteria: "skills $.External.criteria" },
    { RoutingCriteria: "$.External.criteria" },
    ["value at RoutingCriteria, live"],
  ],
  [
    "flat flow attributes, which were seen refused",
    "UpdateFlowAttributes",
    { FlowAttributes: { state: "new" } },
    { FlowAttributes: { state: { Value: "new" } } },
    ["value at FlowAttributes.state, live"],
  ],
  [
    "a structure where text has to be",
    "Loop",
    { LoopCount: { Value: "3" } },
    { LoopCount: "3" },
    ["value at LoopCount, documented"],
  ],
  [
    "an object where a list has to be",
    "UntagContact",
    { TagKeys: { k: "v" } },
    { TagKeys: ["k"] },
    ["value at TagKeys, live"],
  ],
  ["a list where an object has to be", "TagContact", { Tags: ["k"] }, { Tags: { k: "v" } }, ["value at Tags, live"]],
  [
    "seven tags",
    "TagContact",
    { Tags: { a: "1", b: "2", c: "3", d: "4", e: "5", f: "6", g: "7" } },
    { Tags: { a: "1", b: "2", c: "3", d: "4", e: "5", f: "6" } },
    ["value at Tags, documented"],
  ],
  ["no tag at all", "TagContact", { Tags: {} }, { Tags: { a: "1" } }, ["value at Tags, documented"]],
  [
    "a tag of the service's own",
    "TagContact",
    { Tags: { "aws:a": "1" } },
    { Tags: { a: "1" } },
    ["value at Tags.aws:a, documented"],
  ],
  [
    "a hook that is none",
    "UpdateContactEventHooks",
    { EventHooks: { CustomerWhsiper: "arn" } },
    { EventHooks: { CustomerWhisper: "arn" } },
    ["value at EventHooks.CustomerWhsiper, documented"],
  ],
  [
    "two hooks at once, which only the documentation forbids",
    "UpdateContactEventHooks",
    { EventHooks: { CustomerQueue: "a", AgentHold: "b" } },
    { EventHooks: { CustomerQueue: "a" } },
    ["value at EventHooks, documented"],
  ],
  [
    "a participant's state that was seen refused",
    "UpdatePreviousContactParticipantState",
    { PreviousContactParticipantState: "OnHold" },
    { PreviousContactParticipantState: "OffHold" },
    ["value at PreviousContactParticipantState, live"],
  ],
  [
    "an empty string deep down",
    "ShowView",
    { ViewResource: { Id: "v" }, InvocationTimeLimitSeconds: "9", ViewData: { rows: [{ name: "" }] } },
    { ViewResource: { Id: "v" }, InvocationTimeLimitSeconds: "9", ViewData: { rows: [{ name: " " }] } },
    ["empty at ViewData.rows[0].name, live"],
  ],
  [
    "two sources of one of several messages",
    "MessageParticipantIteratively",
    { Messages: [{ Text: "a", SSML: "b" }] },
    { Messages: [{ Text: "a" }, { SSML: "b" }] },
    ["parameter at Messages[0], live"],
  ],
  [
    "a word in the wrong case",
    "UpdateFlowLoggingBehavior",
    { FlowLoggingBehavior: "enabled" },
    { FlowLoggingBehavior: "Enabled" },
    ["value at FlowLoggingBehavior, documented"],
  ],

  [
    "a validation beside a menu",
    "GetParticipantInput",
    { ...store, StoreInput: "False", InputValidation: { CustomValidation: { MaximumLength: "4" } } },
    { ...store, InputValidation: { CustomValidation: { MaximumLength: "4" } } },
    ["parameter at InputValidation, live"],
  ],
  [
    "encryption of a phone number",
    "GetParticipantInput",
    { ...store, InputValidation: { PhoneNumberValidation: { NumberFormat: "E164" } }, InputEncryption: encryption },
    { ...store, InputValidation: { CustomValidation: { MaximumLength: "4" } }, InputEncryption: encryption },
    ["parameter at InputEncryption, live"],
  ],
  [
    "a message beside the buffer of keys",
    "GetParticipantInput",
    { EnableDTMFBuffer: "True", Text: "Hello" },
    { EnableDTMFBuffer: "True" },
    ["parameter at Text, live"],
  ],
  [
    "a synchronous call of nine seconds",
    "InvokeLambdaFunction",
    { ...sync, InvocationTimeLimitSeconds: "9" },
    { ...sync, InvocationTimeLimitSeconds: "8" },
    ["value at InvocationTimeLimitSeconds, documented"],
  ],
  [
    "an asynchronous call of 61 seconds",
    "InvokeLambdaFunction",
    { ...sync, InvocationType: "ASYNCHRONOUS", InvocationTimeLimitSeconds: "61" },
    { ...sync, InvocationType: "ASYNCHRONOUS", InvocationTimeLimitSeconds: "60" },
    ["value at InvocationTimeLimitSeconds, documented"],
  ],
  [
    "two of the three behaviours, as was seen live",
    "UpdateContactRecordingAndAnalyticsBehavior",
    { VoiceBehavior: {}, ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } },
    { ScreenRecordingBehavior: { ScreenRecordedParticipants: ["Agent"] } },
    ["parameter at , live"],
  ],
  [
    "a participant who is none",
    "UpdateContactRecordingBehavior",
    { RecordingBehavior: { RecordedParticipants: ["Agent", "Caller"] } },
    { RecordingBehavior: { RecordedParticipants: [] } },
    ["value at RecordingBehavior.RecordedParticipants[1], documented"],
  ],
  [
    "an event that was seen refused",
    "Wait",
    { TimeLimitSeconds: "5", Events: ["LambdaReturned"] },
    { TimeLimitSeconds: "5", Events: ["CustomerReturned"] },
    ["value at Events[0], live"],
  ],
  [
    "both bots",
    "ConnectParticipantWithLexBot",
    { LexV2Bot: { AliasArn: "arn" }, LexBot: { Name: "n", Region: "r", Alias: "a" } },
    { LexV2Bot: { AliasArn: "arn" } },
    ["parameter at , live"],
  ],
  [
    "a task both in a minute and at a time",
    "CreateTask",
    { ContactFlowId: "f", Name: "n", DelaySeconds: "60", ScheduledTime: "t" },
    { ContactFlowId: "f", Name: "n", DelaySeconds: "60" },
    ["parameter at , documented"],
  ],
  [
    "an unknown property of an action that was never seen live",
    "CreateCase",
    { LinkContactToCase: "false", CaseTemplateId: "id", Colour: "red" },
    { LinkContactToCase: "false", CaseTemplateId: "id" },
    ["parameter at Colour, documented"],
  ],
  [
    "an empty string in an action that was never seen live",
    "CreateCase",
    { LinkContactToCase: "false", CaseTemplateId: "" },
    { LinkContactToCase: "false", CaseTemplateId: "id" },
    ["empty at CaseTemplateId, live"],
  ],
];

describe("Faults of parameters", () => {
  for (const [what, type, wrong, right, found] of CASES)
    it(`are found: ${what}`, () => {
      expect(faults(type, wrong)).to.deep.equal(found);
      expect(faults(type, right)).to.deep.equal([]);
    });

  it("are all found at once, in the order of the parameters", () =>
    expect(
      faults("TransferParticipantToThirdParty", {
        ThirdPartyConnectionTimeLimitSeconds: "601",
        ContinueFlowExecution: "",
        Extra: "x",
      }),
    ).to.deep.equal([
      "parameter at ThirdPartyPhoneNumber, live",
      "value at ThirdPartyConnectionTimeLimitSeconds, documented",
      "empty at ContinueFlowExecution, live",
      "parameter at Extra, live",
    ]));

  it("are not to be had by a name that every object has", () => {
    expect(specOf("constructor")).to.equal(undefined);
    expect(
      faults("TransferContactToQueue", JSON.parse('{"__proto__": "x", "toString": "y"}') as Parameters),
    ).to.deep.equal(["parameter at __proto__, live", "parameter at toString, live"]);
  });
});

describe("The settings of a module", () => {
  it("hold its contract as the service wants it", () =>
    expect(
      JSON.parse(
        moduleSettings({
          input: { phone: "string" },
          data: { customerId: "string" },
          results: { authenticated: "The caller is known." },
        }),
      ),
    ).to.deep.equal({
      input: { schema: { type: "object", properties: { phone: { type: "string" } } } },
      resultData: { schema: { type: "object", properties: { customerId: { type: "string" } } } },
      transitions: { results: [{ name: "authenticated", description: "The caller is known." }] },
    }));
  it("are an empty object where it has none", () => expect(moduleSettings({})).to.equal("{}"));
});

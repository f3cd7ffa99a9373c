import {
  check,
  disconnect,
  type FlowType,
  type FlowError,
  type Json,
  type JsonObject,
  lookup,
  type Parameters,
  type Problem,
  render,
  type RuleId,
} from "../../flowLanguage";
import { action, back, call, decide, documentOf, end, on, problemsIn, say, SETTINGS } from "./documents";
import { flowOf } from "./support";

/** A flow that keeps a rule, and its twin that does not. */
export interface RuleCase {
  readonly rule: RuleId;
  /** What the twins differ in. */
  readonly what: string;
  readonly keeps: () => readonly Problem[];
  readonly breaks: () => readonly Problem[];
  /** What is found in the twin, as `severity block rule`. */
  readonly found: readonly string[];
  readonly says?: string;
}

const read =
  (actions: readonly Json[], rest: JsonObject = {}, type?: FlowType) =>
  () =>
    problemsIn(documentOf(actions, rest), type);
const oneCase = (
  rule: RuleId,
  what: string,
  keeps: RuleCase["keeps"],
  breaks: RuleCase["breaks"],
  found: string | readonly string[],
  says?: string,
): RuleCase => ({
  rule,
  what,
  keeps,
  breaks,
  found: typeof found === "string" ? [found] : found,
  ...(says !== undefined && { says }),
});

const hello = say("it", "Hello");
const input = (more: Parameters): JsonObject =>
  action(
    "it",
    "GetParticipantInput",
    {
      InputTimeLimitSeconds: "5",
      StoreInput: "True",
      InputValidation: { CustomValidation: { MaximumLength: "4" } },
      ...more,
    },
    on("end"),
  );
const encrypted = input({ InputEncryption: { EncryptionKeyId: "key", Key: "certificate" } });
const logging = (behavior: string, next: string, identifier = "log"): JsonObject =>
  action(identifier, "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: behavior }, { next });
const recording = (behavior: string): JsonObject =>
  action(
    "record",
    "UpdateContactRecordingBehavior",
    { RecordingBehavior: { RecordedParticipants: [], IVRRecordingBehavior: behavior } },
    { next: "it" },
  );
const recordingVoice = (behavior: string): JsonObject =>
  action(
    "record",
    "UpdateContactRecordingAndAnalyticsBehavior",
    { VoiceBehavior: { VoiceRecordingBehavior: { RecordedParticipants: ["Agent"], IVRRecordingBehavior: behavior } } },
    { next: "it", errors: { NoMatchingError: "it", ChannelMismatch: "it" } },
  );
const voice = (more: Parameters = {}): JsonObject =>
  action("it", "UpdateContactTextToSpeechVoice", { TextToSpeechVoice: "Joanna", ...more }, on("end"));
const distribute = (...operands: readonly Json[]): JsonObject =>
  action(
    "it",
    "DistributeByPercentage",
    {},
    {
      next: "end",
      errors: { NoMatchingCondition: "end" },
      conditions: operands.map((operand) => ["NumberLessThan", operand, "end"] as const),
    },
  );
const metric = (operand: string): JsonObject =>
  action(
    "it",
    "CheckMetricData",
    { MetricType: "OldestContactInQueueAgeSeconds" },
    {
      ...on("end"),
      errors: { NoMatchingError: "end", NoMatchingCondition: "end" },
      conditions: [["NumberGreaterThan", operand, "end"]],
    },
  );
const compare = (...conditions: readonly (readonly [string, Json, string])[]): JsonObject =>
  action(
    "it",
    "Compare",
    { ComparisonValue: "$.Attributes.x" },
    { next: "end", errors: { NoMatchingCondition: "end" }, conditions },
  );
const module = (id: string): JsonObject =>
  action(
    "it",
    "InvokeFlowModule",
    { FlowModuleId: id },
    { next: "end", errors: { NoMatchingError: "end", NoMatchingCondition: "end" } },
  );
const own = (called: string) => (): Problem[] => {
  const content = JSON.stringify(documentOf([module(called), back], { Settings: SETTINGS }));
  return problemsIn({ ContactFlowModule: { Id: "own", Name: "own", Content: content } }, "MODULE");
};
const hold = action(
  "hold",
  "MessageParticipantIteratively",
  { Messages: [{ Text: "Wait" }], InterruptFrequencySeconds: "30" },
  { next: "it", conditions: [["Equals", "MessagesInterrupted", "it"]] },
);
const dequeue = action(
  "it",
  "DequeueContactAndTransferToQueue",
  { QueueId: "queue" },
  { next: "end", errors: { NoMatchingError: "end", QueueAtCapacity: "end" } },
);
const order = lookup({ role: "findOrder", parameters: [], answers: ["state"] } as const, ["state"]);
const rendered = (functions: Record<string, string>) => (): readonly Problem[] => {
  try {
    render(flowOf({ it: order.invoke({}, { then: "end", error: "end" }), end: disconnect() }), { functions });
    return [];
  } catch (error) {
    return (error as FlowError).problems;
  }
};
/** Calls of functions in a row, each with so many seconds. */
const calls = (...seconds: readonly string[]): JsonObject[] => [
  ...seconds.map((limit, index) =>
    call(index === 0 ? "it" : `call ${index}`, index + 1 === seconds.length ? "end" : `call ${index + 1}`, {
      InvocationTimeLimitSeconds: limit,
    }),
  ),
  end,
];
const steps = (count: number): JsonObject[] => [
  ...Array.from({ length: count - 1 }, (_, index) =>
    say(`step ${index}`, "Hi", index === count - 2 ? "end" : `step ${index + 1}`),
  ),
  end,
];

/** A document of so many characters, made up of a note of the designer. */
const ofLength = (length: number) => (): readonly Problem[] => {
  const noted = (note: string): JsonObject => documentOf([end], { Metadata: { Annotations: [{ content: note }] } });
  return problemsIn(noted("x".repeat(length - JSON.stringify(noted("")).length)));
};

export const RULE_CASES: readonly RuleCase[] = [
  oneCase("version", "the version", read([end]), read([end], { Version: "2018-01-01" }), "error version"),
  oneCase("size", "251 actions instead of 250", read(steps(250)), read(steps(251)), "warning size"),
  oneCase("size", "256,001 characters instead of 256,000", ofLength(256_000), ofLength(256_001), "error size"),
  oneCase(
    "description",
    "a description",
    () => check(flowOf({ end: disconnect() })),
    () => check(flowOf({ end: disconnect() }, { description: " " })),
    "error description",
  ),
  oneCase(
    "module-settings",
    "a module's settings",
    read([back], { Settings: SETTINGS }, "MODULE"),
    read([back], {}, "MODULE"),
    "error module-settings",
    "JSON field is missing or null for field name: settings",
  ),
  oneCase(
    "module-settings",
    "settings in a flow",
    read([end]),
    read([end], { Settings: SETTINGS }),
    "error module-settings",
  ),
  oneCase(
    "shape",
    "transitions that are a list",
    read([{ ...end, Transitions: {} }]),
    read([{ ...end, Transitions: [] }]),
    "error end shape",
  ),
  oneCase("shape", "an action that is text", read([end]), read([end, "end"]), [
    "error #1 shape",
    "warning #1 unreachable",
  ]),
  oneCase(
    "shape",
    "an error branch that is there twice",
    read([hello, end]),
    read([
      {
        ...hello,
        Transitions: {
          NextAction: "end",
          Errors: [
            { NextAction: "end", ErrorType: "NoMatchingError" },
            { NextAction: "it", ErrorType: "NoMatchingError" },
          ],
        },
      },
      end,
    ]),
    "error it shape",
  ),
  oneCase(
    "unknown-key",
    "a key beside the actions",
    read([end]),
    read([end], { StartActions: "end" }),
    "warning unknown-key",
  ),
  oneCase(
    "unknown-key",
    "a key of an action",
    read([end]),
    read([{ ...end, Comment: "last" }]),
    "warning end unknown-key",
  ),
  oneCase(
    "identifier",
    "a sign in an identifier",
    read([action("a-b", "DisconnectParticipant")]),
    read([action("a:b", "DisconnectParticipant")]),
    "warning a:b identifier",
  ),
  oneCase(
    "identifier",
    "a word that is every object's",
    read([action("proto", "DisconnectParticipant")]),
    read([action("__proto__", "DisconnectParticipant")]),
    "warning __proto__ identifier",
  ),
  oneCase(
    "duplicate-identifier",
    "two actions of one name",
    read([hello, end]),
    read([hello, end, end]),
    "error end duplicate-identifier",
  ),
  oneCase("target", "a branch to nowhere", read([hello, end]), read([say("it", "Hello", "nowhere"), end]), [
    "error it target",
    "error it target",
  ]),
  oneCase("target", "a start that is no action", read([end]), read([end], { StartAction: "begin" }), "error target"),
  oneCase(
    "type",
    "an unknown type",
    read([hello, end]),
    read([action("it", "TeleportContact", {}, on("end")), end]),
    "warning it type",
  ),
  oneCase(
    "refused-type",
    "the documented spelling of a type",
    read([action("it", "UntagContact", { TagKeys: ["k"] }, on("end")), end]),
    read([action("it", "UnTagContact", { TagKeys: ["k"] }, on("end")), end]),
    "error it refused-type",
    "Invalid Action type",
  ),
  oneCase(
    "flow-type",
    "a type of flow in which it was seen refused",
    read([end], {}, "CUSTOMER_QUEUE"),
    read([end], {}, "CUSTOMER_HOLD"),
    "error end flow-type",
  ),
  oneCase(
    "flow-type",
    "a type of flow in which it is not documented",
    read([end]),
    read([end], { Settings: SETTINGS }, "MODULE"),
    "warning end flow-type",
  ),
  oneCase(
    "parameter",
    "a parameter that is missing",
    read([voice(), end]),
    read([action("it", "UpdateContactTextToSpeechVoice", {}, on("end")), end]),
    "error it parameter",
  ),
  oneCase(
    "parameter",
    "a parameter that is unknown",
    read([voice(), end]),
    read([voice({ LanguageCode: "en-US" }), end]),
    "error it parameter",
    "Invalid Action property name",
  ),
  oneCase(
    "empty",
    "an empty text",
    read([say("it", " "), end]),
    read([end, say("it", "")], { StartAction: "it" }),
    "error it empty",
    "Invalid Action property value. Path: 1.Parameter",
  ),
  oneCase(
    "empty",
    "an empty attribute",
    read([
      action("it", "UpdateContactAttributes", { Attributes: { a: " " }, TargetContact: "Current" }, on("end")),
      end,
    ]),
    read([
      action("it", "UpdateContactAttributes", { Attributes: { a: "" }, TargetContact: "Current" }, on("end")),
      end,
    ]),
    "error it empty",
    "Empty value in Parameters.Attributes",
  ),
  oneCase(
    "static",
    "a reference for a static value",
    read([input({}), end]),
    read([input({ InputTimeLimitSeconds: "$.Attributes.seconds" }), end]),
    "warning it static",
  ),
  oneCase(
    "path",
    "a mix of text and reference",
    read([voice({ TextToSpeechVoice: "$.Attributes.voice" }), end]),
    read([voice({ TextToSpeechVoice: "my $.Attributes.voice" }), end]),
    "warning it path",
  ),
  oneCase(
    "reference",
    "a word instead of a reference",
    read([decide("it", "$.Attributes.tier", "end"), end]),
    read([decide("it", "gold", "end"), end]),
    "error it reference",
  ),
  oneCase(
    "value",
    "a value that was seen refused",
    read([
      action(
        "it",
        "CheckMetricData",
        { MetricType: "NumberOfAgentsStaffed" },
        {
          next: "end",
          errors: { NoMatchingError: "end", NoMatchingCondition: "end" },
          conditions: [["NumberGreaterThan", "0", "end"]],
        },
      ),
      end,
    ]),
    read([
      action(
        "it",
        "CheckMetricData",
        { MetricType: "Staffed" },
        {
          next: "end",
          errors: { NoMatchingError: "end", NoMatchingCondition: "end" },
          conditions: [["NumberGreaterThan", "0", "end"]],
        },
      ),
      end,
    ]),
    "error it value",
  ),
  oneCase("value", "seconds beyond the documented range", read(calls("8")), read(calls("9")), "warning it value"),
  oneCase(
    "next",
    "an action that goes nowhere",
    read([logging("Enabled", "end"), end]),
    read([{ ...logging("Enabled", "end"), Transitions: {} }, end]),
    ["error log next", "error log endless", "warning end unreachable"],
  ),
  oneCase(
    "error-branch",
    "a branch that is asked for",
    read([voice(), end]),
    read([{ ...voice(), Transitions: { NextAction: "end" } }, end]),
    "error it error-branch",
    "Action is missing required error. Error: NoMatchingError",
  ),
  oneCase(
    "error-branch",
    "a branch that only the documentation asks for",
    read([hello, end]),
    read([{ ...hello, Transitions: { NextAction: "end" } }, end]),
    "warning it error-branch",
  ),
  oneCase(
    "error-branch",
    "a branch that is refused",
    read([logging("Enabled", "end"), end]),
    read([action("log", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, on("end")), end]),
    "error log error-branch",
  ),
  oneCase(
    "condition",
    "an operator that the service only documents",
    read([compare(["TextContains", "1", "end"]), end]),
    read([compare(["Contains", "1", "end"]), end]),
    "error it condition",
  ),
  oneCase(
    "condition",
    "two operands",
    read([compare(["Equals", "1", "end"]), end]),
    read([compare(["Equals", ["1", "2"], "end"]), end]),
    "error it condition",
  ),
  oneCase(
    "condition",
    "conditions combined",
    read([compare(["Equals", "1", "end"]), end]),
    read([compare(["And", [{ Operator: "Equals", Operands: ["1"] }], "end"]), end]),
    "error it condition",
  ),
  oneCase(
    "condition",
    "an empty operand",
    read([compare(["Equals", " ", "end"]), end]),
    read([compare(["Equals", "", "end"]), end]),
    "error it condition",
    "Invalid branch. Path: 0.Evaluate",
  ),
  oneCase(
    "else-branch",
    "two targets for what happens otherwise",
    read([hello, decide("which", "$.Attributes.x", "it"), end], { StartAction: "which" }),
    read(
      [
        hello,
        {
          ...decide("which", "$.Attributes.x", "it"),
          Transitions: {
            NextAction: "it",
            Errors: [{ NextAction: "end", ErrorType: "NoMatchingCondition" }],
            Conditions: [{ NextAction: "it", Condition: { Operator: "Equals", Operands: ["yes"] } }],
          },
        },
        end,
      ],
      { StartAction: "which" },
    ),
    "warning which else-branch",
  ),
  oneCase(
    "prompt-length",
    "3,001 characters that are spoken",
    read([say("it", "x".repeat(3_000)), end]),
    read([say("it", "x".repeat(3_001)), end]),
    "warning it prompt-length",
  ),
  oneCase(
    "prompt-length",
    "6,001 characters with tags",
    read([action("it", "MessageParticipant", { SSML: `<speak>${"<p/>".repeat(1_496)}</speak>` }, on("end")), end]),
    read([action("it", "MessageParticipant", { SSML: `<speak>${"<p/>".repeat(1_497)}</speak>` }, on("end")), end]),
    "warning it prompt-length",
  ),
  oneCase(
    "attribute-key",
    "a dot in the name of an attribute",
    read([
      action(
        "it",
        "UpdateContactAttributes",
        { Attributes: { "order state": "1", "$.Attributes.name": "2" }, TargetContact: "Current" },
        on("end"),
      ),
      end,
    ]),
    read([
      action(
        "it",
        "UpdateContactAttributes",
        { Attributes: { "order.state": "1" }, TargetContact: "Current" },
        on("end"),
      ),
      end,
    ]),
    "warning it attribute-key",
  ),
  oneCase("own-module", "a module that calls itself", own("other:$LATEST"), own("own:$LATEST"), "error it own-module"),
  oneCase(
    "cancel-key",
    "* as the end of an entry",
    read([input({ DTMFConfiguration: { InputTerminationSequence: "*", DisableCancelKey: "True" } }), end]),
    read([input({ DTMFConfiguration: { InputTerminationSequence: "*" } }), end]),
    "warning it cancel-key",
  ),
  oneCase(
    "milliseconds",
    "an age that looks like seconds",
    read([metric("300000"), end]),
    read([metric("300"), end]),
    "warning it milliseconds",
  ),
  oneCase(
    "percentage",
    "operands that do not rise",
    read([distribute("31", "51"), end]),
    read([distribute("51", "31"), end]),
    "warning it percentage",
  ),
  oneCase(
    "unreachable",
    "a block that nothing leads to",
    read([hello, end]),
    read([end, hello]),
    "warning it unreachable",
  ),
  oneCase(
    "endless",
    "blocks that only lead to each other",
    read([input({}), end]),
    read([
      { ...input({}), Transitions: { NextAction: "it", Errors: [{ NextAction: "it", ErrorType: "NoMatchingError" }] } },
    ]),
    "error it endless",
  ),
  oneCase(
    "circle",
    "a circle that asks nobody",
    read([decide("it", "$.Attributes.x", "end"), end]),
    read([decide("it", "$.Attributes.x", "it"), end]),
    "error it circle",
  ),
  oneCase(
    "stale-result",
    "a read on the branch of a failed call",
    read([call("call", "it"), say("it", "$.External.state"), end]),
    read([
      {
        ...call("call", "end"),
        Transitions: { NextAction: "end", Errors: [{ NextAction: "it", ErrorType: "NoMatchingError" }] },
      },
      say("it", "$.External.state"),
      end,
    ]),
    "error it stale-result",
  ),
  oneCase(
    "sensitive-input",
    "the flow log on one of two ways",
    read([logging("Disabled", "it"), encrypted, end]),
    read([
      logging("Disabled", "which"),
      decide("which", "$.Attributes.x", "on", "it"),
      logging("Enabled", "it", "on"),
      encrypted,
      end,
    ]),
    "error it sensitive-input",
  ),
  oneCase(
    "sensitive-input",
    "the recording",
    read([logging("Disabled", "record"), recording("Disabled"), encrypted, end]),
    read([logging("Disabled", "record"), recording("Enabled"), encrypted, end]),
    "error it sensitive-input",
  ),
  oneCase(
    "sensitive-input",
    "the recording, by the newer action",
    read([logging("Disabled", "record"), recordingVoice("Disabled"), encrypted, end]),
    read([logging("Disabled", "record"), recordingVoice("Enabled"), encrypted, end]),
    "error it sensitive-input",
  ),
  oneCase(
    "queue-prompts",
    "prompts before another queue",
    read([hold, dequeue, end], {}, "CUSTOMER_QUEUE"),
    read([dequeue, end], {}, "CUSTOMER_QUEUE"),
    "warning it queue-prompts",
  ),
  oneCase(
    "function-time",
    "21 seconds instead of 20",
    read(calls("8", "8", "4")),
    read(calls("8", "8", "5")),
    "warning call 2 function-time",
  ),
  oneCase(
    "function",
    "a function that the site lacks",
    rendered({ findOrder: "arn" }),
    rendered({ findCaller: "arn" }),
    "error it function",
  ),
];

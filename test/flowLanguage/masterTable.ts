import type { Condition, ErrorType, FlowType, Parameters } from "../../flowLanguage";

/** A row of the service's master table (reference 2.0), with an example that the service takes. */
export interface Row {
  readonly type: string;
  /** Which of the action's forms, where it has several. */
  readonly form?: string;
  readonly parameters: Parameters;
  readonly conditions?: readonly (readonly [Condition<string>["operator"], string])[];
  readonly errors: readonly ErrorType[];
  /** Error branches that the service takes but does not ask for. */
  readonly tolerated?: readonly ErrorType[];
  readonly next: "yes" | "terminal" | "optional";
  /** In the abbreviations of the reference. */
  readonly flowTypes: string;
  /** Types of flow that take the action with other branches than these. */
  readonly otherwiseIn?: readonly FlowType[];
  /** Parameters without which the service refuses the action. */
  readonly required: readonly string[];
  /** Parameters that take static text only; reached by a path of keys. */
  readonly static?: readonly string[];
  /** Parameters that take static text or one whole reference. */
  readonly path?: readonly string[];
  /** Parameters that take one reference only. */
  readonly reference?: readonly string[];
  /** Parameters that mix text and references. */
  readonly any?: readonly string[];
}

const ALL = "IN TR CW AW OW CQ CH AH M";
const ABBREVIATIONS: Readonly<Record<string, readonly FlowType[]>> = {
  IN: ["CONTACT_FLOW"], TR: ["AGENT_TRANSFER", "QUEUE_TRANSFER"], QT: ["QUEUE_TRANSFER"], CQ: ["CUSTOMER_QUEUE"], CH: ["CUSTOMER_HOLD"], AH: ["AGENT_HOLD"],
  CW: ["CUSTOMER_WHISPER"], AW: ["AGENT_WHISPER"], OW: ["OUTBOUND_WHISPER"], M: ["MODULE"],
};
export const flowTypesOf = ({ flowTypes }: Row): FlowType[] => flowTypes.split(" ").flatMap((abbreviation) => ABBREVIATIONS[abbreviation] ?? []);

const any: readonly ErrorType[] = ["NoMatchingError"];

export const MASTER_TABLE: readonly Row[] = [
  { type: "MessageParticipant", parameters: { SSML: "<speak>Hello</speak>" }, errors: [], tolerated: any, next: "yes", flowTypes: "IN TR CW AW OW CQ M", required: ["SSML"], any: ["SSML"] },
  { type: "MessageParticipantIteratively", parameters: { Messages: [{ Text: "One" }, { SSML: "<speak>Two</speak>" }] }, errors: [], tolerated: any, next: "optional", flowTypes: "CQ CH AH M", required: ["Messages"] },
  {
    type: "MessageParticipantIteratively", form: "with interruption", parameters: { Messages: [{ Text: "One" }], InterruptFrequencySeconds: "30" }, conditions: [["Equals", "MessagesInterrupted"]],
    errors: [], tolerated: any, next: "optional", flowTypes: "CQ CH AH M", required: ["Messages"],
  },
  {
    type: "GetParticipantInput", form: "menu", parameters: { Text: "Press a key.", InputTimeLimitSeconds: "5", StoreInput: "False" },
    conditions: [["Equals", "1"], ["Equals", "*"], ["Equals", "#"]], errors: ["InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"], next: "yes", flowTypes: "IN TR CQ M",
    required: ["InputTimeLimitSeconds", "StoreInput"], static: ["InputTimeLimitSeconds", "StoreInput"], any: ["Text"],
  },
  {
    type: "GetParticipantInput", form: "store", parameters: { Text: "Key in a number.", InputTimeLimitSeconds: "5", StoreInput: "True", InputValidation: { CustomValidation: { MaximumLength: "8" } } },
    errors: any, next: "yes", flowTypes: "IN TR CQ M", required: ["InputTimeLimitSeconds", "InputValidation"], static: ["InputTimeLimitSeconds", "StoreInput"], any: ["Text"],
  },
  { type: "DisconnectParticipant", parameters: {}, errors: [], next: "terminal", flowTypes: "IN TR CQ", required: [] },
  {
    type: "TransferParticipantToThirdParty", parameters: { ThirdPartyPhoneNumber: "+15555550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "False" },
    errors: any, next: "yes", flowTypes: "IN TR CQ", required: ["ThirdPartyPhoneNumber", "ThirdPartyConnectionTimeLimitSeconds", "ContinueFlowExecution"],
    path: ["ThirdPartyConnectionTimeLimitSeconds"], any: ["ThirdPartyPhoneNumber"],
  },
  {
    type: "TransferParticipantToThirdParty", form: "that comes back", parameters: { ThirdPartyPhoneNumber: "+15555550100", ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "True" },
    errors: ["NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"], next: "yes", flowTypes: "IN QT CQ", otherwiseIn: ["AGENT_TRANSFER"], required: [],
  },
  {
    type: "InvokeLambdaFunction",
    parameters: { LambdaFunctionARN: "arn", InvocationTimeLimitSeconds: "8", InvocationType: "SYNCHRONOUS", LambdaInvocationAttributes: { k: "$.Attributes.x" }, ResponseValidation: { ResponseType: "STRING_MAP" } },
    errors: any, next: "yes", flowTypes: ALL, required: ["LambdaFunctionARN"], static: ["InvocationTimeLimitSeconds", "InvocationType", "ResponseValidation.ResponseType"], path: ["LambdaFunctionARN"], any: ["LambdaInvocationAttributes.k"],
  },
  { type: "UpdateContactAttributes", parameters: { Attributes: { k: "v" }, TargetContact: "Current" }, errors: any, next: "yes", flowTypes: ALL, required: ["Attributes", "TargetContact"], static: ["TargetContact"], any: ["Attributes.k"] },
  { type: "UpdateFlowAttributes", parameters: { FlowAttributes: { k: { Value: "v" } } }, errors: any, next: "yes", flowTypes: ALL, required: ["FlowAttributes"], any: ["FlowAttributes.k.Value"] },
  { type: "UpdateContactData", parameters: { LanguageCode: "fr-CA" }, errors: any, next: "yes", flowTypes: ALL, required: ["LanguageCode"] },
  {
    type: "UpdateContactTextToSpeechVoice", parameters: { TextToSpeechVoice: "Joanna", TextToSpeechEngine: "Neural", TextToSpeechStyle: "None" },
    errors: any, next: "yes", flowTypes: ALL, required: ["TextToSpeechVoice"], path: ["TextToSpeechVoice", "TextToSpeechEngine", "TextToSpeechStyle"],
  },
  { type: "UpdateFlowLoggingBehavior", parameters: { FlowLoggingBehavior: "Enabled" }, errors: [], next: "yes", flowTypes: ALL, required: ["FlowLoggingBehavior"], static: ["FlowLoggingBehavior"] },
  { type: "UpdateContactEventHooks", parameters: { EventHooks: { CustomerQueue: "arn" } }, errors: any, next: "yes", flowTypes: ALL, required: ["EventHooks"] },
  { type: "UpdateContactTargetQueue", parameters: { QueueId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["QueueId"], path: ["QueueId"] },
  { type: "UpdateContactTargetQueue", form: "to an agent", parameters: { AgentId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["AgentId"], path: ["AgentId"] },
  { type: "TransferContactToQueue", parameters: {}, errors: ["QueueAtCapacity", "NoMatchingError"], next: "yes", flowTypes: "IN TR M", required: [] },
  { type: "TransferToFlow", parameters: { ContactFlowId: "arn" }, errors: any, next: "yes", flowTypes: "IN TR M", required: ["ContactFlowId"], path: ["ContactFlowId"] },
  { type: "UpdateContactRoutingCriteria", parameters: { RoutingCriteria: { Steps: [] } }, errors: any, next: "yes", flowTypes: "IN TR CQ", required: ["RoutingCriteria"] },
  {
    type: "UpdateContactCallbackNumber", parameters: { CallbackNumber: "$.CustomerEndpoint.Address" }, errors: ["InvalidCallbackNumber", "CallbackNumberNotDialable"], next: "yes", flowTypes: "IN TR CQ",
    required: ["CallbackNumber"], reference: ["CallbackNumber"],
  },
  {
    type: "CreateCallbackContact", parameters: { QueueId: "arn", InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600" }, errors: any, next: "yes", flowTypes: "IN TR CQ",
    required: ["InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds"], static: ["InitialCallDelaySeconds", "MaximumConnectionAttempts", "RetryDelaySeconds"], path: ["QueueId"],
  },
  { type: "CheckHoursOfOperation", parameters: { HoursOfOperationId: "arn" }, conditions: [["Equals", "True"], ["Equals", "False"]], errors: any, next: "yes", flowTypes: "IN TR CQ M", required: [], path: ["HoursOfOperationId"] },
  { type: "Compare", parameters: { ComparisonValue: "$.Attributes.language" }, conditions: [["Equals", "fr-CA"], ["NumberLessThan", "5"]], errors: ["NoMatchingCondition"], next: "yes", flowTypes: ALL, required: ["ComparisonValue"], reference: ["ComparisonValue"] },
  { type: "Loop", parameters: { LoopCount: "3" }, conditions: [["Equals", "ContinueLooping"], ["Equals", "DoneLooping"]], errors: [], tolerated: any, next: "yes", flowTypes: ALL, required: ["LoopCount"], path: ["LoopCount"] },
  { type: "InvokeFlowModule", parameters: { FlowModuleId: "arn" }, errors: ["NoMatchingCondition", "NoMatchingError"], next: "yes", flowTypes: "IN M", required: ["FlowModuleId"], path: ["FlowModuleId"] },
  { type: "EndFlowExecution", parameters: {}, errors: [], next: "terminal", flowTypes: "CW AW OW CQ CH AH", required: [] },
  { type: "EndFlowModuleExecution", parameters: {}, errors: [], next: "terminal", flowTypes: "M", required: [] },
];

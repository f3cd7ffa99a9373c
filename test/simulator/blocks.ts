import type { Json } from "../../flowLanguage";
import { type ActionJson, functionArn } from "./world";

/** Actions of flow JSON as tests write them, by hand and not by the builders that are tested elsewhere. */
export const hangUp: ActionJson = ["DisconnectParticipant"];
export const endModule: ActionJson = ["EndFlowModuleExecution"];

const orError = (next: string, error = "failed") => ({ next, errors: { NoMatchingError: error } });

export const text = (Text: string, next: string, error?: string): ActionJson => [
  "MessageParticipant",
  { Text },
  orError(next, error),
];
export const ssml = (SSML: string, next: string, error?: string): ActionJson => [
  "MessageParticipant",
  { SSML },
  orError(next, error),
];
export const setContact = (Attributes: Record<string, string>, next: string, error?: string): ActionJson => [
  "UpdateContactAttributes",
  { Attributes, TargetContact: "Current" },
  orError(next, error),
];
export const setFlow = (values: Record<string, string>, next: string, error?: string): ActionJson => [
  "UpdateFlowAttributes",
  { FlowAttributes: Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }])) },
  orError(next, error),
];
export const lambda = (
  name: string,
  next: string,
  parameters: Record<string, string> = {},
  error?: string,
  responseType = "STRING_MAP",
): ActionJson => [
  "InvokeLambdaFunction",
  {
    LambdaFunctionARN: functionArn(name),
    InvocationTimeLimitSeconds: "8",
    InvocationType: "SYNCHRONOUS",
    LambdaInvocationAttributes: parameters,
    ResponseValidation: { ResponseType: responseType },
  },
  orError(next, error),
];
export const compare = (ComparisonValue: string, equals: Record<string, string>, otherwise: string): ActionJson => [
  "Compare",
  { ComparisonValue },
  { next: otherwise, errors: { NoMatchingCondition: otherwise }, equals },
];
export const loop = (LoopCount: Json, again: string, done: string): ActionJson => [
  "Loop",
  { LoopCount },
  { next: done, equals: { ContinueLooping: again, DoneLooping: done } },
];
export const menu = (
  equals: Record<string, string>,
  ways: { silence: string; otherKey: string; error?: string },
  prompt: Record<string, Json> = { Text: "Press a key." },
): ActionJson => [
  "GetParticipantInput",
  { ...prompt, InputTimeLimitSeconds: "5", StoreInput: "False" },
  {
    next: ways.otherKey,
    errors: {
      InputTimeLimitExceeded: ways.silence,
      NoMatchingCondition: ways.otherKey,
      NoMatchingError: ways.error ?? "failed",
    },
    equals,
  },
];
export const store = (next: string, maximum = "8", more: Record<string, Json> = {}): ActionJson => [
  "GetParticipantInput",
  {
    Text: "Key in a number.",
    InputTimeLimitSeconds: "5",
    StoreInput: "True",
    InputValidation: { CustomValidation: { MaximumLength: maximum } },
    ...more,
  },
  orError(next),
];
export const module = (FlowModuleId: string, next: string): ActionJson => [
  "InvokeFlowModule",
  { FlowModuleId },
  { next, errors: { NoMatchingError: "failed", NoMatchingCondition: next } },
];
export const transfer = (ContactFlowId: string): ActionJson => ["TransferToFlow", { ContactFlowId }, orError("failed")];
export const setVoice = (TextToSpeechVoice: string, TextToSpeechEngine: string, next: string): ActionJson => [
  "UpdateContactTextToSpeechVoice",
  { TextToSpeechVoice, TextToSpeechEngine },
  orError(next),
];
export const setQueue = (QueueId: string, next: string): ActionJson => [
  "UpdateContactTargetQueue",
  { QueueId },
  orError(next),
];
export const enterQueue: ActionJson = [
  "TransferContactToQueue",
  {},
  { next: "failed", errors: { QueueAtCapacity: "full", NoMatchingError: "failed" } },
];

/** Where errors lead: the words tell a test that one was taken. */
export const failed = { failed: text("Failed.", "end"), end: hangUp } as const;

export const endFlow: ActionJson = ["EndFlowExecution"];
export const hook = (event: string, flow: string, next: string): ActionJson => [
  "UpdateContactEventHooks",
  { EventHooks: { [event]: flow } },
  orError(next),
];
/** Messages that hold a contact, interrupted after so many seconds where a next block is given. */
export const holdWith = (Text: string, interrupt?: { seconds: string; next: string }): ActionJson =>
  interrupt === undefined
    ? ["MessageParticipantIteratively", { Messages: [{ Text }] }]
    : [
        "MessageParticipantIteratively",
        { Messages: [{ Text }], InterruptFrequencySeconds: interrupt.seconds },
        {
          next: interrupt.next,
          errors: { NoMatchingError: "failed" },
          equals: { MessagesInterrupted: interrupt.next },
        },
      ];
export const dequeue = (QueueId: string): ActionJson => [
  "DequeueContactAndTransferToQueue",
  { QueueId },
  { next: "failed", errors: { QueueAtCapacity: "full", NoMatchingError: "failed" } },
];
export const number = (CallbackNumber: string, next: string): ActionJson => [
  "UpdateContactCallbackNumber",
  { CallbackNumber },
  { next, errors: { InvalidCallbackNumber: "failed", CallbackNumberNotDialable: "failed" } },
];
export const callback = (next: string, more: Record<string, string> = {}): ActionJson => [
  "CreateCallbackContact",
  { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600", ...more },
  orError(next),
];
export const outside = (ThirdPartyPhoneNumber: string): ActionJson => [
  "TransferParticipantToThirdParty",
  { ThirdPartyPhoneNumber, ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "False" },
  orError("failed"),
];

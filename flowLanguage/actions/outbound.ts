import type { Block } from "../block";
import { given } from "./exits";
import { object, oneOf, optional, required, wholeNumber } from "./parameters";
import { type ActionSpec, documentedErrors, flowTypes, noError } from "./spec";

const STATUSES = ["CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"];

export const outboundSpecs: Record<string, ActionSpec> = {
  CompleteOutboundCall: {
    source: "2.0, 2.2 [D][L1]",
    channels: ["VOICE"],
    parameters: {
      CallerId: object({ Number: required("path") }),
      VoiceConnector: object({
        VoiceConnectorType: required("static", oneOf("ChimeConnector")),
        VoiceConnectorArn: required("path"),
        FromUser: required("any"),
        ToUser: required("any"),
        UserToUserInformation: optional("any"),
      }),
      ConnectionTimeLimitSeconds: optional("path", wholeNumber(1, 600)),
    },
    branches: noError,
    next: "required",
    flowTypes: ["OUTBOUND_WHISPER"],
    refusedIn: ["CONTACT_FLOW"],
  },
  CheckOutboundCallStatus: {
    source: "2.0, 2.4 [D]",
    grade: "documented",
    channels: ["VOICE"],
    parameters: {},
    branches: () => documentedErrors("NoMatchingError"),
    conditions: () => ({ operators: ["Equals"], operands: STATUSES }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CAMPAIGN"],
  },
};

/**
 * Dials the customer of an outbound call.
 * @param callerNumber the number that the customer sees: static, or one reference. Default: the queue's
 */
export const completeOutboundCall = <const T extends string>(to: { readonly then: T }, callerNumber?: string): Block<T> => ({
  type: "CompleteOutboundCall",
  parameters: given({ CallerId: callerNumber === undefined ? undefined : { Number: callerNumber } }),
  next: to.then,
});

/** Asks who answered the call of a campaign: a person, a voicemail with or without a beep, or nobody knows. */
export const checkOutboundCall = <const T extends string>(to: { answered: T; voicemailBeep: T; voicemailNoBeep: T; notDetected: T; error: T }): Block<T> => ({
  type: "CheckOutboundCallStatus",
  parameters: {},
  next: to.notDetected,
  errors: { NoMatchingError: to.error },
  conditions: [
    { operator: "Equals", operand: "CallAnswered", next: to.answered },
    { operator: "Equals", operand: "VoicemailBeep", next: to.voicemailBeep },
    { operator: "Equals", operand: "VoicemailNoBeep", next: to.voicemailNoBeep },
    { operator: "Equals", operand: "NotDetected", next: to.notDetected },
  ],
});

import type { Block } from "../block";
import type { Reference } from "../references";
import { type Exits, given, step } from "./exits";
import { needed, object, oneOf, optional, type ParameterSpec, required, wholeNumber } from "./parameters";
import { type ActionSpec, documentedErrors, flowTypes, noError } from "./spec";

const endpoint = (type: string): ParameterSpec =>
  needed(object({ Address: required("any"), Type: required("static", oneOf(type)) }));
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
    flowTypes: ["CONTACT_FLOW", "CAMPAIGN"],
  },
  StartOutboundChatContact: {
    source: "2.6; devguide contact-actions-startoutboundchatcontact.html [D]",
    grade: "documented",
    parameters: {
      SourceEndpoint: endpoint("CONNECT_PHONENUMBER_ARN"),
      DestinationEndpoint: endpoint("TELEPHONE_NUMBER"),
      ContactFlowArn: required("path"),
      ContactSubtype: required("static", oneOf("connect:SMS")),
      InitialSystemMessage: object({ Content: required("any") }),
      RelatedContact: optional("static"),
    },
    branches: () => documentedErrors("NoMatchingError"),
    next: "required",
    flowTypes: flowTypes.all,
  },
};

/**
 * Dials the customer of an outbound call.
 * @param callerNumber the number that the customer sees: static, or one reference. Default: the queue's
 */
export const completeOutboundCall = <const T extends string>(
  to: { readonly then: T },
  callerNumber?: string,
): Block<T> => ({
  type: "CompleteOutboundCall",
  parameters: given({ CallerId: callerNumber === undefined ? undefined : { Number: callerNumber } }),
  next: to.then,
});

/** Asks who answered the call of a campaign: a person, a voicemail with or without a beep, or nobody knows. */
export const checkOutboundCall = <const T extends string>(to: {
  answered: T;
  voicemailBeep: T;
  voicemailNoBeep: T;
  notDetected: T;
  error: T;
}): Block<T> => ({
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

/** A text message that begins a chat of its own; the contact that sends it goes on. */
export interface OutboundChat {
  /** The ARN of the instance's number that sends it. */
  readonly fromNumberArn: string;
  /** The customer's number in E.164: static, or one reference. */
  readonly toNumber: string;
  /** The flow that the chat runs in. */
  readonly flow: Reference;
  /** What it says first; may mix text and references. */
  readonly message?: string;
}

/** Begins a chat by text message (SMS). */
export const startOutboundChat = <const T extends string>(
  { fromNumberArn, toNumber, flow, message }: OutboundChat,
  to: Exits<T>,
): Block<T> =>
  step(
    "StartOutboundChatContact",
    given({
      SourceEndpoint: { Address: fromNumberArn, Type: "CONNECT_PHONENUMBER_ARN" },
      DestinationEndpoint: { Address: toNumber, Type: "TELEPHONE_NUMBER" },
      ContactFlowArn: flow,
      ContactSubtype: "connect:SMS",
      InitialSystemMessage: message === undefined ? undefined : { Content: message },
    }),
    to,
  );

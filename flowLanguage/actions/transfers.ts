import type { Block, Parameters } from "../block";
import type { Reference } from "../references";
import { given } from "./exits";
import { atMostOne, object, optional, type Pattern, required, TRUE_FALSE, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes, noError } from "./spec";

const keysToSend: Pattern = { test: (text) => /^[0-9,*#]{1,50}$/.test(text), says: "up to 50 keys and commas" };

export const transferSpecs: Record<string, ActionSpec> = {
  TransferContactToQueue: {
    source: "2.0, 2.2 [D][X]",
    parameters: {},
    branches: () => ({ required: ["QueueAtCapacity", "NoMatchingError"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
    leaves: true,
  },
  DequeueContactAndTransferToQueue: {
    source: "2.0, 2.2 [D]",
    parameters: { QueueId: optional("path"), AgentId: optional("path") },
    choices: [atMostOne("QueueId", "AgentId")],
    branches: () => ({ required: ["QueueAtCapacity", "NoMatchingError"] }),
    next: "required",
    flowTypes: ["CUSTOMER_QUEUE"],
    leaves: true,
  },
  TransferContactToAgent: {
    source: "2.0, 2.2 [D][A]",
    channels: ["VOICE"],
    parameters: {},
    branches: noError,
    next: "none",
    flowTypes: flowTypes.transfer,
  },
  TransferToFlow: {
    source: "2.0, 2.2 [D]",
    parameters: { ContactFlowId: required("path") },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
    leaves: true,
  },
  TransferParticipantToThirdParty: {
    source: "2.0, 2.2, 2.8 [L1]",
    channels: ["VOICE"],
    parameters: {
      ThirdPartyPhoneNumber: required("any"),
      ThirdPartyConnectionTimeLimitSeconds: required("path", wholeNumber(0, 600)),
      ContinueFlowExecution: required("static", TRUE_FALSE),
      ThirdPartyDTMFDigits: optional("any", keysToSend),
      CallerId: object({ Number: optional("any"), Name: optional("any") }),
    },
    branches: (parameters, flowType) =>
      parameters["ContinueFlowExecution"] === "True" && flowType !== "AGENT_TRANSFER"
        ? { required: ["NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"] }
        : { required: ["NoMatchingError"] },
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
    leaves: true,
  },
};

/** Puts the contact into the target queue, where the flow ends for it. */
export const transferToQueue = <const T extends string>(to: { full: T; error: T }): Block<T> => ({
  type: "TransferContactToQueue",
  parameters: {},
  next: to.error,
  errors: { QueueAtCapacity: to.full, NoMatchingError: to.error },
});

/**
 * Takes a contact that waits out of its queue and puts it into another. For queue flows, behind messages that are
 * interrupted.
 */
export const dequeueTo = <const T extends string>(queueArn: Reference, to: { full: T; error: T }): Block<T> => ({
  ...transferToQueue(to),
  type: "DequeueContactAndTransferToQueue",
  parameters: { QueueId: queueArn },
});

/**
 * Connects the caller of a transfer flow to its agent; one who is busy loses the call. The service itself advises
 * `setAgent` and `transferToQueue` instead.
 */
export const transferToAgent = (): Block<never> => ({ type: "TransferContactToAgent", parameters: {} });

/** Goes on in another flow; flow attributes end, contact attributes stay. `error` runs when it cannot be reached. */
export const transferToFlow = <const T extends string>(flowArn: Reference, to: { error: T }): Block<T> => ({
  type: "TransferToFlow",
  parameters: { ContactFlowId: flowArn },
  next: to.error,
  errors: { NoMatchingError: to.error },
});

/** How an outside number is called. */
export interface OutsideCall {
  /** How long it may ring, 0 to 600. Default: 30. */
  readonly seconds?: number;
  /** Keys to send once it is answered; a comma waits. */
  readonly keys?: string;
  /** The number, one of the instance's, and the name that it sees. */
  readonly callerId?: { readonly number: string; readonly name?: string };
}

const outsideCall = (number: string, comesBack: boolean, { seconds = 30, keys, callerId }: OutsideCall): Parameters =>
  given({
    ThirdPartyPhoneNumber: number,
    ThirdPartyConnectionTimeLimitSeconds: String(seconds),
    ContinueFlowExecution: comesBack ? "True" : "False",
    ThirdPartyDTMFDigits: keys,
    CallerId: callerId === undefined ? undefined : given({ Number: callerId.number, Name: callerId.name }),
  });

/** Connects the caller to an outside number and ends the flow. */
export const transferToNumber = <const T extends string>(
  number: Reference,
  to: { error: T },
  call: OutsideCall = {},
): Block<T> => ({
  type: "TransferParticipantToThirdParty",
  parameters: outsideCall(number, false, call),
  next: to.error,
  errors: { NoMatchingError: to.error },
});

/** Connects the caller to an outside number and goes on when it has hung up. Not for agent-transfer flows. */
export const callNumber = <const T extends string>(
  number: Reference,
  to: { then: T; callFailed: T; timeLimit: T; error: T },
  call: OutsideCall = {},
): Block<T> => ({
  type: "TransferParticipantToThirdParty",
  parameters: outsideCall(number, true, call),
  next: to.then,
  errors: { NoMatchingError: to.error, CallFailed: to.callFailed, ConnectionTimeLimitExceeded: to.timeLimit },
});

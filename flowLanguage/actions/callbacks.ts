import type { Block } from "../block";
import type { Reference } from "../references";
import { type Exits, given, step } from "./exits";
import { atMostOne, object, optional, required, wholeNumber } from "./parameters";
import { type ActionSpec, anyError, flowTypes } from "./spec";

const THREE_DAYS = 259_200;

export const callbackSpecs: Record<string, ActionSpec> = {
  UpdateContactCallbackNumber: {
    source: "2.0, 2.3 [D][L1]",
    parameters: { CallbackNumber: required("reference") },
    branches: () => ({ required: ["InvalidCallbackNumber", "CallbackNumberNotDialable"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  CreateCallbackContact: {
    source: "2.0, 2.4 [D]",
    parameters: {
      QueueId: optional("path"),
      AgentId: optional("path"),
      InitialCallDelaySeconds: required("static", wholeNumber(1, THREE_DAYS)),
      MaximumConnectionAttempts: required("static", wholeNumber(1, 10)),
      RetryDelaySeconds: required("static", wholeNumber(1, THREE_DAYS)),
      ContactFlowId: optional("path"),
      CallerId: object({ Number: optional("path"), Name: optional("any") }),
    },
    choices: [atMostOne("QueueId", "AgentId")],
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
};

/** The number that a callback goes to. */
export const setCallbackNumber = <const T extends string>(
  number: Reference,
  to: Exits<T> & { readonly notDialable?: T },
): Block<T> => ({
  type: "UpdateContactCallbackNumber",
  parameters: { CallbackNumber: number },
  next: to.then,
  errors: { InvalidCallbackNumber: to.error, CallbackNumberNotDialable: to.notDialable ?? to.error },
});

/** When and how often a callback is tried, in seconds up to three days. */
export interface CallbackOptions {
  /** Default: 5. Does not count where `flow` is given. */
  readonly initialDelaySeconds?: number;
  /** Default: 2. */
  readonly attempts?: number;
  /** Default: 600. */
  readonly retryDelaySeconds?: number;
  /** The queue that the callback waits in. Default: the target queue. */
  readonly queue?: Reference;
  /** A flow that runs once the callback is made, before it is queued. */
  readonly flow?: Reference;
  /** The number that the customer sees. Default: the queue's. */
  readonly callerNumber?: string;
}

/** Leaves a callback in a queue. */
export const createCallback = <const T extends string>(
  to: Exits<T>,
  { initialDelaySeconds = 5, attempts = 2, retryDelaySeconds = 600, queue, flow, callerNumber }: CallbackOptions = {},
): Block<T> =>
  step(
    "CreateCallbackContact",
    given({
      QueueId: queue,
      InitialCallDelaySeconds: String(initialDelaySeconds),
      MaximumConnectionAttempts: String(attempts),
      RetryDelaySeconds: String(retryDelaySeconds),
      ContactFlowId: flow,
      CallerId: callerNumber === undefined ? undefined : { Number: callerNumber },
    }),
    to,
  );

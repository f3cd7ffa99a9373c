import type { Block } from "../block";
import type { Reference } from "../references";
import { type ActionSpec, anyError, flowTypes, optional, required, wholeNumber } from "./spec";

export const routingSpecs: Record<string, ActionSpec> = {
  UpdateContactTargetQueue: {
    parameters: { QueueId: optional("path"), AgentId: optional("path") },
    choice: { of: ["QueueId", "AgentId"], least: 1, most: 1 },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
  },
  TransferContactToQueue: {
    parameters: {},
    branches: () => ({ required: ["QueueAtCapacity", "NoMatchingError"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "MODULE"],
    leaves: true,
  },
  UpdateContactRoutingCriteria: {
    parameters: { RoutingCriteria: required("nested") },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  UpdateContactCallbackNumber: {
    parameters: { CallbackNumber: required("reference") },
    branches: () => ({ required: ["InvalidCallbackNumber", "CallbackNumberNotDialable"] }),
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  CreateCallbackContact: {
    parameters: {
      QueueId: optional("path"),
      AgentId: optional("path"),
      InitialCallDelaySeconds: required("static", wholeNumber(1, 259_200)),
      MaximumConnectionAttempts: required("static", wholeNumber(1, 10)),
      RetryDelaySeconds: required("static", wholeNumber(1, 259_200)),
    },
    choice: { of: ["QueueId", "AgentId"], least: 0, most: 1 },
    branches: anyError,
    next: "required",
    flowTypes: [...flowTypes.inbound, "CUSTOMER_QUEUE"],
  },
  TransferParticipantToThirdParty: {
    parameters: {
      ThirdPartyPhoneNumber: required("any"),
      ThirdPartyConnectionTimeLimitSeconds: required("path", wholeNumber(0, 600)),
      ContinueFlowExecution: required("static", { test: /^(True|False)$/, says: "True or False" }),
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

interface To<T extends string> {
  readonly then: T;
  readonly error: T;
}

/** The queue that the next transfer goes to. */
export const setQueue = <const T extends string>(queueArn: Reference, to: To<T>): Block<T> => ({
  type: "UpdateContactTargetQueue",
  parameters: { QueueId: queueArn },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** The agent, by their own queue, that the next transfer goes to. */
export const setAgent = <const T extends string>(agentArn: Reference, to: To<T>): Block<T> => ({
  type: "UpdateContactTargetQueue",
  parameters: { AgentId: agentArn },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Puts the contact into the target queue, where the flow ends for it. */
export const transferToQueue = <const T extends string>(to: { full: T; error: T }): Block<T> => ({
  type: "TransferContactToQueue",
  parameters: {},
  next: to.error,
  errors: { QueueAtCapacity: to.full, NoMatchingError: to.error },
});

/** Which agents of the queue are asked first: the routing criteria as JSON behind one reference. */
export const setRoutingCriteria = <const T extends string>(criteria: Reference, to: To<T>): Block<T> => ({
  type: "UpdateContactRoutingCriteria",
  parameters: { RoutingCriteria: criteria },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** The number that a callback goes to. */
export const setCallbackNumber = <const T extends string>(number: Reference, to: To<T>): Block<T> => ({
  type: "UpdateContactCallbackNumber",
  parameters: { CallbackNumber: number },
  next: to.then,
  errors: { InvalidCallbackNumber: to.error, CallbackNumberNotDialable: to.error },
});

/** Leaves a callback in the target queue. */
export const createCallback = <const T extends string>(to: To<T>): Block<T> => ({
  type: "CreateCallbackContact",
  parameters: { InitialCallDelaySeconds: "5", MaximumConnectionAttempts: "2", RetryDelaySeconds: "600" },
  next: to.then,
  errors: { NoMatchingError: to.error },
});

/** Connects the caller to an outside number and ends the flow. */
export const transferToNumber = <const T extends string>(number: Reference, to: { error: T }): Block<T> => ({
  type: "TransferParticipantToThirdParty",
  parameters: { ThirdPartyPhoneNumber: number, ThirdPartyConnectionTimeLimitSeconds: "30", ContinueFlowExecution: "False" },
  next: to.error,
  errors: { NoMatchingError: to.error },
});

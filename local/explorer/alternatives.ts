import {
  type Action,
  type Condition,
  type FlowType,
  type Operator,
  referencesIn,
  specOf,
  stepsOf,
} from "connect-ivr/flow";
import type { DeployedFlow } from "../simulator/instance";
import type { CallerAction, InputRequest } from "../simulator/world";

/** Error branches that come about by themselves: the caller, a queue or an outside number causes them. */
const NATURAL: ReadonlySet<string> = new Set([
  "NoMatchingCondition",
  "InputTimeLimitExceeded",
  "InvalidPhoneNumber",
  "QueueAtCapacity",
  "CallFailed",
  "ConnectionTimeLimitExceeded",
]);

/** What can be told of a block without running it. */
export interface Reading {
  /** The faults that it can be made to meet: every error branch that it declares and that nobody causes. */
  readonly faults: readonly string[];
  /** The error branches that the service demands and that it does not declare. */
  readonly missing: readonly string[];
  /** Whether a parameter of it holds the dialed number or the caller's. */
  readonly passesNumbers: boolean;
}

/** Conditions as rules read them; one with another number of operands is the rules' to report. */
const conditionsOf = ({ conditions }: Action): Condition<string>[] =>
  conditions.map(({ operator, operands, next }) => ({
    operator: operator as Operator,
    operand: operands[0] ?? "",
    next,
  }));

const readings = new WeakMap<Action, Reading>();

export function readingOf(action: Action, flow: DeployedFlow): Reading {
  const known = readings.get(action);
  if (known !== undefined) return known;
  const { type, parameters, errors } = action;
  const required = specOf(type)?.branches(parameters, flow.type as FlowType, conditionsOf(action)).required ?? [];
  const reading = {
    faults: Object.keys(errors).filter((error) => !NATURAL.has(error)),
    missing: required.filter((error) => !(error in errors)),
    passesNumbers: referencesIn(Object.values(parameters)).some((reference) =>
      /^\$\.?(\[')?(SystemEndpoint|CustomerEndpoint)/.test(reference),
    ),
  };
  readings.set(action, reading);
  return reading;
}

const KEYS = [..."0123456789*#"];

/** All that a caller can do that a flow may tell apart. */
export function callerActions(request: InputRequest, flow: DeployedFlow): CallerAction[] {
  return [...keysFor(request, flow).map((keys) => ({ keys })), "silence", "hangUp"];
}

function keysFor({ block, keys, digits }: InputRequest, flow: DeployedFlow): readonly string[] {
  // What a flow cannot see it cannot tell apart.
  if (flow.content.actions.get(block)?.parameters["InputEncryption"] !== undefined) return ["5".repeat(digits)];
  if (keys !== undefined) return [...new Set(keys), ...KEYS.filter((key) => !keys.includes(key)).slice(0, 1)];
  if (digits === 1) return KEYS;
  return [...new Set([...comparedInput(flow).filter((word) => word.length <= digits), "5".repeat(digits), "5", "#"])];
}

/** The words that a flow compares stored input with. */
function comparedInput({ content }: DeployedFlow): string[] {
  return [...content.actions.values()]
    .filter(
      ({ type, parameters }) =>
        type === "Compare" &&
        typeof parameters["ComparisonValue"] === "string" &&
        stepsOf(parameters["ComparisonValue"])[0] === "StoredCustomerInput",
    )
    .flatMap(({ conditions }) => conditions.flatMap(({ operands }) => operands))
    .filter((operand) => /^[0-9*#]+$/.test(operand));
}

/** Where a figure of a queue stands once GetMetricData has loaded it. */
const LOADED_AS: Readonly<Record<string, string>> = {
  contacts: "Metrics.Queue.Size",
  oldestContactSeconds: "Metrics.Queue.OldestContactAge",
  estimatedWaitSeconds: "Metrics.Queue.EstimatedWaitTime",
  position: "Metrics.Contact.PositionInQueue",
  agentsOnline: "Metrics.Agents.Online.Count",
  agentsStaffed: "Metrics.Agents.Staffed.Count",
  agentsAvailable: "Metrics.Agents.Available.Count",
};

/** Values of a loaded figure that the flow tells apart: both sides of every operand that it compares it with. */
function loadedFigures(name: string, { content }: DeployedFlow): number[] {
  const operands = [...content.actions.values()]
    .filter(
      ({ type, parameters }) =>
        type === "Compare" &&
        typeof parameters["ComparisonValue"] === "string" &&
        stepsOf(parameters["ComparisonValue"]).join(".") === LOADED_AS[name],
    )
    .flatMap(numericOperands);
  return operands.length === 0 ? [0] : [...new Set(operands.flatMap((operand) => [operand, operand + 1]))];
}

const numericOperands = ({ conditions }: Action): number[] =>
  conditions.flatMap(({ operands }) => operands.map(Number)).filter(Number.isFinite);

/** Percentiles of which each takes another branch: both sides of every operand. */
export const percentiles = (action: Action): number[] =>
  [
    ...new Set(
      numericOperands(action)
        .flatMap((operand) => [operand - 1, operand])
        .concat(100),
    ),
  ].filter((percentile) => percentile >= 1 && percentile <= 100);

/**
 * The values of a queue's figure that conditions tell apart: both sides of every operand, as it stands and as
 * milliseconds (reference 2.4).
 */
export const figures = (name: string, action: Action, flow: DeployedFlow): number[] =>
  action.type === "GetMetricData"
    ? loadedFigures(name, flow)
    : [
        ...new Set([
          0,
          ...numericOperands(action)
            .flatMap((operand) => [operand, operand / 1000])
            .flatMap((operand) => [operand - 1, operand, operand + 1]),
        ]),
      ].filter((figure) => figure >= 0);

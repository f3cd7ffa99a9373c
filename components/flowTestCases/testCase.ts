import type { Scenario, ScenarioStep } from "../../contentModel";

/** The only version that the service takes (reference 5.2). */
const VERSION = "2019-10-30";
/** An override is used up by one execution, first in first out, and how often a block runs is not known beforehand. */
const EXECUTIONS = 10;

/** What a native test case of a scenario needs to know beside it. */
export interface TestCaseSite {
  /** The number that the scenario dials, in E.164. */
  readonly dialed: string;
  /** Logical key of the opening hours that the number keeps; undefined for a number without a row. */
  readonly hours: string | undefined;
  /** Whether calls can arrive on the number. */
  readonly claimed: boolean;
  /** ARNs of the lookup functions by role. */
  readonly functions: Readonly<Record<string, string>>;
}

export interface TestCase {
  readonly name: string;
  readonly sourcePhoneNumber: string;
  readonly destinationPhoneNumber: string;
  /** JSON with `queueMarker`s and `hoursMarker`s, which the deployment fills in. */
  readonly content: string;
}

export interface RenderedTestCase {
  /** Undefined where the service could not play the call as the scenario tells it. */
  readonly testCase?: TestCase;
  /** What the service cannot express, and why: each by the line of its step, or by the key. */
  readonly leftOut: readonly string[];
}

/** Stands for the ARN of a queue until the deployment knows it. */
export const queueMarker = (key: string): string => `{{queue:${key}}}`;
/** Stands for the ARN of opening hours. */
export const hoursMarker = (key: string): string => `{{hours:${key}}}`;
/** Stands for the ARN of hours that are always open. */
export const ALWAYS_OPEN = "{{always-open}}";

type Json = string | number | boolean | null | { readonly [key: string]: Json } | readonly Json[];
type Parameters = Readonly<Record<string, Json>>;

/**
 * A scenario as the content of a native test case. Lookups run for real, because whether they work in the
 * deployed account is what a native test can tell and a laptop cannot; those that fail in the scenario fail.
 */
export function testCaseOf(scenario: Scenario, site: TestCaseSite): RenderedTestCase {
  const reasons = impossible(scenario, site);
  if (reasons.length > 0) return { leftOut: reasons };
  const observations = observationsOf(scenario, site);
  const content: Json = { Version: VERSION, Metadata: {}, Observations: chained(observations) };
  return {
    testCase: {
      name: scenario.name,
      sourcePhoneNumber: scenario.call.from as string,
      destinationPhoneNumber: site.dialed,
      content: JSON.stringify(content),
    },
    leftOut: unchecked(scenario),
  };
}

/** Why the service could not play the call at all. */
function impossible({ call, world, steps, ends }: Scenario, { claimed, hours }: TestCaseSite): string[] {
  return [
    ...(claimed ? [] : ["call.number: no call can arrive on the number. Claim it under numbers."]),
    ...(call.from === undefined ? ["call.from: a test call needs a caller's number."] : []),
    ...(call.at === undefined ? [] : ["call.at: a test call takes place when it is started."]),
    ...(hours === undefined ? ["call.number: the opening hours of a number without a row are not known."] : []),
    ...(["force", "answers", "wait", "outsideNumbers", "service", "systems"] as const)
      .filter((key) => world[key] !== undefined)
      .map((key) => `world.${key}: a test case can make lookups fail and queues be full, no more.`),
    ...steps.flatMap((step, index) => tooSoon(step, steps[index - 1])),
    ...steps
      .filter(({ does }) => does === "pressesTheCode")
      .map(({ line }) => `line ${line}: a test case does not learn the code that was sent.`),
    ...(ends.in === "queue" || steps.some(({ does }) => does === "hears")
      ? []
      : ["steps: the test case would end before it began. Say what the caller hears."]),
  ];
}

/** A test case presses a key on hearing something: silence and the key before are no event. */
const tooSoon = (step: ScenarioStep, before: ScenarioStep | undefined): string[] =>
  step.does === "presses" || step.does === "hangsUp"
    ? before?.does === "hears"
      ? []
      : [`line ${step.line}: a test case acts when it hears something. Say what the caller hears before.`]
    : [];

/** What the scenario says and the test case does not check. */
function unchecked({ steps, ends }: Scenario): string[] {
  return [
    ...steps.flatMap((step) =>
      step.does === "hears"
        ? uncheckedOf(step)
        : step.does === "waits"
          ? [`line ${step.line}: that the caller waits is not told; the test call goes on by itself.`]
          : [],
    ),
    ...(ends.in === "queue" ? [] : [`ends.in: there is no event for ${ends.in}.`]),
    ...(ends.in === "callback" && ends.queue !== undefined ? ["ends.queue: there is no event for a callback."] : []),
    ...Object.keys(ends.record).map((path) => `ends.record.${path}: the contact record is written after the test.`),
  ];
}

function uncheckedOf({ line, how, texts, language, voice }: ScenarioStep & { readonly does: "hears" }): string[] {
  return [
    ...(how === "exactly" ? [`line ${line}: a prompt is only checked to include the text.`] : []),
    ...(how === "next" ? [`line ${line}: that the prompt is the very next one is not checked.`] : []),
    ...(texts.length > 1 ? [`line ${line}: only the first of the texts is checked.`] : []),
    ...(language !== undefined ? [`line ${line}: the language of a prompt is not checked.`] : []),
    ...(voice !== undefined ? [`line ${line}: the voice is not checked.`] : []),
  ];
}

interface Observation {
  readonly event: { readonly type: string; readonly properties: Parameters };
  readonly actions: readonly { readonly type: string; readonly parameters: Parameters }[];
}

function observationsOf({ world, steps, ends }: Scenario, { hours, functions }: TestCaseSite): Observation[] {
  const start: Observation = {
    event: { type: "TestInitiated", properties: {} },
    actions: [
      ...openHours(hours as string),
      ...failures(world.failing ?? [], functions),
      ...fullQueues(world.full ?? []),
    ],
  };
  const observations = [
    start,
    ...steps.flatMap((step, index) =>
      step.does === "hears" ? [heard(step.texts[0] as string, steps[index + 1])] : [],
    ),
  ];
  const asserts = Object.entries(ends.attributes).map(([name, value]) => assertion(`$.Attributes.${name}`, value));
  const end = [
    ...asserts,
    { type: "TestControl", parameters: { ActionType: "TestControl", Command: { Type: "EndTest" } } },
  ];
  if (ends.in === "queue" && ends.queue !== undefined && !(world.full ?? []).includes(ends.queue))
    return [
      ...observations,
      {
        event: {
          type: "FlowActionStarted",
          properties: { ActionType: "TransferContactToQueue", ActionParameters: { QueueId: queueMarker(ends.queue) } },
        },
        actions: end,
      },
    ];
  const last = observations.at(-1) as Observation;
  return [...observations.slice(0, -1), { ...last, actions: [...last.actions, ...end] }];
}

function heard(text: string, next: ScenarioStep | undefined): Observation {
  const instruct = (instruction: Parameters): Observation["actions"] => [
    {
      type: "SendInstruction",
      parameters: { ActionType: "SendInstruction", Actor: "Customer", Instruction: instruction },
    },
  ];
  return {
    event: { type: "MessageReceived", properties: { Text: text, MatchingCriteria: { Type: "Inclusion" } } },
    actions:
      next?.does === "presses"
        ? instruct({ Type: "DtmfInput", Properties: { Value: next.keys } })
        : next?.does === "hangsUp"
          ? instruct({ Type: "Disconnect" })
          : [],
  };
}

const assertion = (namespace: string, operand: string): Observation["actions"][number] => ({
  type: "Assert",
  parameters: { Namespace: namespace, Operator: "Equals", Operand: operand },
});

const override = (actionType: string, parameters: Parameters, strategy: Parameters): Observation["actions"] =>
  Array.from({ length: EXECUTIONS }, () => ({
    type: "OverrideSystemBehavior",
    parameters: {
      ActionType: "OverrideSystemBehavior",
      Behavior: {
        Type: "FlowAction",
        Properties: { ActionType: actionType, ActionParameters: parameters, Strategy: strategy },
      },
    },
  }));

/** The mock of hours is said to be refused live; a substitute is the form that AWS shows itself. */
const openHours = (key: string): Observation["actions"] =>
  override(
    "CheckHoursOfOperation",
    { HoursOfOperationId: hoursMarker(key) },
    { Type: "SubstituteResource", SubstituteArn: ALWAYS_OPEN },
  );

const failures = (roles: readonly string[], functions: Readonly<Record<string, string>>): Observation["actions"] =>
  roles.flatMap((role) =>
    override(
      "InvokeLambdaFunction",
      { LambdaFunctionARN: functions[role] ?? role },
      { Type: "Error", Value: "NoMatchingError" },
    ),
  );

const fullQueues = (queues: readonly string[]): Observation["actions"] =>
  queues.flatMap((key) =>
    override("TransferContactToQueue", { QueueId: queueMarker(key) }, { Type: "Error", Value: "QueueAtCapacity" }),
  );

/** The observations in turn. The last action of each has no Transitions: an empty next action is refused. */
const chained = (observations: readonly Observation[]): Json[] =>
  observations.map(({ event, actions }, index) => ({
    Identifier: `observation-${index}`,
    Event: { Identifier: `event-${index}`, Type: event.type, Actor: "System", Properties: event.properties },
    Actions: actions.map(({ type, parameters }, position) => ({
      Identifier: `action-${index}-${position}`,
      Type: type,
      Parameters: parameters,
      ...(position < actions.length - 1 && { Transitions: { NextAction: `action-${index}-${position + 1}` } }),
    })),
    Transitions: { NextObservations: index < observations.length - 1 ? [`observation-${index + 1}`] : [] },
  }));

import { readProject } from "../local/engine/project";
import { e164Of, type Laptop, startLaptop } from "../local/laptop";
import { placeCall } from "../local/simulator/call";
import type { Functions } from "../local/simulator/functions";
import { parse } from "../flowLanguage";
import type { DeployedFlow } from "../local/simulator/instance";
import { scriptedCaller } from "../local/simulator/keys";
import { worldOf } from "../local/simulator/script";
import { join } from "node:path";
import { type Figure, median, processorSecondsOf, sample, secondsOf } from "./figures";

const ROOT = join(__dirname, "..");
const RUNS = 7;
const AT = new Date("2026-09-08T15:00:00Z");

/** A call to every number of stack dev, the first language and the first choice. */
async function everyNumber(laptop: Laptop): Promise<void> {
  for (const number of laptop.numbers)
    await laptop.call({ dialed: e164Of(number), at: AT }, { caller: scriptedCaller("1 1") });
}

/** Whole calls through the real flows, handlers and rows. */
export async function measureCalls(): Promise<Figure[]> {
  const laptop = await startLaptop(readProject(ROOT, "dev"));
  try {
    const calls = laptop.numbers.length;
    const wall = await sample(RUNS, () => secondsOf(() => everyNumber(laptop)));
    const processor = await sample(RUNS, () => processorSecondsOf(() => everyNumber(laptop)));
    return [
      { name: "simulated calls", value: calls / median(wall), unit: "calls/s", runs: RUNS },
      {
        name: "simulated calls on one core",
        value: calls / median(processor),
        unit: "calls/s",
        runs: RUNS,
        aim: "2,000",
      },
      { name: "memory after them", value: process.memoryUsage().rss / 1024 / 1024, unit: "MB", runs: 1 },
    ];
  } finally {
    await laptop.close();
  }
}

const ROUNDS = 100;

/** A flow without functions that goes round and round: counts, attributes, comparisons, prompts. */
function busyFlow(): DeployedFlow {
  const action = (Identifier: string, Type: string, Parameters: object, NextAction: string, more: object = {}) => ({
    Identifier,
    Type,
    Parameters,
    Transitions: { NextAction, Errors: [{ ErrorType: "NoMatchingError", NextAction: "bye" }], Conditions: [], ...more },
  });
  const equals = (operand: string, NextAction: string) => ({
    NextAction,
    Condition: { Operator: "Equals", Operands: [operand] },
  });
  const actions = [
    action("count", "Loop", { LoopCount: String(ROUNDS) }, "bye", {
      Conditions: [equals("ContinueLooping", "name"), equals("DoneLooping", "bye")],
    }),
    action(
      "name",
      "UpdateContactAttributes",
      { Attributes: { language: "fr-CA", order: "1$.Attributes.order" }, TargetContact: "Current" },
      "which",
    ),
    action("which", "Compare", { ComparisonValue: "$.Attributes.language" }, "bye", {
      Errors: [{ ErrorType: "NoMatchingCondition", NextAction: "bye" }],
      Conditions: [equals("en-US", "bye"), equals("fr-CA", "keep")],
    }),
    action(
      "keep",
      "UpdateFlowAttributes",
      { FlowAttributes: { said: { Value: "<speak>Bonjour, $.Attributes.language.</speak>" } } },
      "say",
    ),
    action("say", "MessageParticipant", { SSML: "$.FlowAttributes.said" }, "log"),
    action("log", "UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Disabled" }, "count", { Errors: [] }),
    { Identifier: "bye", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
  ];
  return {
    arn: "arn:aws:connect:us-east-1:000000000000:instance/1/contact-flow/busy",
    name: "busy",
    type: "CONTACT_FLOW",
    content: parse(JSON.stringify({ Version: "2019-10-30", StartAction: "count", Actions: actions })),
  };
}

const noFunctions: Functions = {
  nameOf: () => undefined,
  invoke: () => Promise.reject(new Error("The flow calls no function.")),
  logs: [],
  close: () => Promise.resolve(),
};

/** Blocks by themselves, without a handler. */
export async function measureBlocks(): Promise<Figure[]> {
  const flow = busyFlow();
  const instance = {
    arn: "arn:aws:connect:us-east-1:000000000000:instance/1",
    flows: new Map([[flow.arn, flow]]),
    modules: new Map(),
    queues: new Map(),
    hours: new Map(),
    prompts: new Map(),
    logicalKeys: new Map(),
  };
  const CALLS = 50;
  let blocks = 0;
  const seconds = await sample(RUNS, () =>
    secondsOf(async () => {
      blocks = 0;
      for (let call = 0; call < CALLS; call++)
        blocks += (
          await placeCall(
            { dialed: "+15555550100", at: AT },
            flow,
            worldOf(instance, noFunctions, { caller: scriptedCaller("") }),
          )
        ).steps.length;
    }),
  );
  return [
    {
      name: "a block without handlers",
      value: (median(seconds) / blocks) * 1_000_000,
      unit: "µs",
      runs: RUNS,
      aim: "20 µs",
    },
  ];
}

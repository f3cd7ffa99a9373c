import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readScenarios, type Scenario } from "../../contentModel";
import { Faults } from "../../local/emulator/backend/faults";
import type { Graph } from "../../local/engine/graph";
import { type Played, playAll, type Stage } from "../../local/scenarios/play";
import { placeCall } from "../../local/simulator/call";
import type { DeployedFlow } from "../../local/simulator/instance";
import { worldOf } from "../../local/simulator/script";
import { numberRow } from "../handlers/rows";
import { arnOf, type FlowJson, functionArn, instanceOf, type Scene, stubFunctions } from "../simulator/world";

/** A small phone system: a greeting, two languages, a lookup and a queue. */
export const FLOW: FlowJson = {
  greet: [
    "MessageParticipant",
    { Text: "Welcome to Example Corp." },
    { next: "ask", errors: { NoMatchingError: "bye" } },
  ],
  ask: [
    "GetParticipantInput",
    {
      Text: "For English, press 1. Pour le français, appuyez sur le 2.",
      InputTimeLimitSeconds: "5",
      StoreInput: "False",
    },
    {
      next: "again",
      equals: { "1": "keep", "2": "french" },
      errors: { InputTimeLimitExceeded: "again", NoMatchingCondition: "again", NoMatchingError: "bye" },
    },
  ],
  again: ["Loop", { LoopCount: "2" }, { next: "bye", equals: { ContinueLooping: "ask", DoneLooping: "bye" } }],
  french: [
    "UpdateContactTextToSpeechVoice",
    { TextToSpeechVoice: "Gabrielle", TextToSpeechEngine: "Neural" },
    { next: "keep", errors: { NoMatchingError: "bye" } },
  ],
  keep: [
    "UpdateContactAttributes",
    { TargetContact: "Current", Attributes: { language: "$.TextToSpeechVoiceId" } },
    { next: "tell", errors: { NoMatchingError: "bye" } },
  ],
  tell: [
    "MessageParticipant",
    { Text: "One moment. Un instant." },
    { next: "look", errors: { NoMatchingError: "bye" } },
  ],
  look: [
    "InvokeLambdaFunction",
    {
      LambdaFunctionARN: functionArn("ivr-dev-getPrompts"),
      InvocationTimeLimitSeconds: "8",
      InvocationType: "SYNCHRONOUS",
      ResponseValidation: { ResponseType: "STRING_MAP" },
    },
    { next: "queue", errors: { NoMatchingError: "bye" } },
  ],
  queue: [
    "UpdateContactTargetQueue",
    { QueueId: arnOf("queue", "support") },
    { next: "enter", errors: { NoMatchingError: "bye" } },
  ],
  enter: ["TransferContactToQueue", {}, { next: "bye", errors: { QueueAtCapacity: "full", NoMatchingError: "bye" } }],
  full: [
    "MessageParticipant",
    { Text: "All our lines are busy." },
    { next: "bye", errors: { NoMatchingError: "bye" } },
  ],
  bye: ["MessageParticipant", { Text: "Goodbye." }, { next: "end", errors: { NoMatchingError: "end" } }],
  end: ["DisconnectParticipant"],
};

export const NUMBERS = [
  numberRow({ key: "number#+14165550143", kind: "did" }),
  numberRow({ key: "number#+18335550143", kind: "tollFree" }),
  numberRow({ key: "number#+14165550151", kind: "did", environment: "staging" }),
  numberRow({ key: "number#+14165550142", kind: "did", lineOfBusiness: "sales" }),
];

/** The small phone system on a stage, with `changes` to its flow. */
export function stageOf(changes: FlowJson = {}): Stage {
  const scene: Scene = { flows: { mainFlow: { ...FLOW, ...changes } }, queues: ["support", "sales"] };
  const instance = instanceOf(scene);
  const [entry] = [...instance.flows.values()] as [DeployedFlow];
  const functions = stubFunctions({ "ivr-dev-getPrompts": () => ({ welcome: "Welcome" }) });
  const graph = {
    resources: [{ type: "aws:lambda/function:Function", inputs: { name: "ivr-dev-getPrompts" } }],
  } as unknown as Graph;
  return {
    instance,
    numbers: NUMBERS,
    graph,
    call: (call, script) => placeCall(call, entry, worldOf(instance, functions, script)),
    // The small system asks nobody.
    backend: { outbox: [], faults: new Faults() } as unknown as Stage["backend"],
    reset: () => Promise.resolve(),
  };
}

/** Scenarios as a manager writes them, in the file `scenarios/calls.yaml`. */
export function scenariosIn(yaml: string): Scenario[] {
  const folder = mkdtempSync(join(tmpdir(), "scenarios-"));
  const path = join(folder, "calls.yaml");
  writeFileSync(path, yaml);
  try {
    return readScenarios([{ path, name: "scenarios/calls.yaml" }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const playOn = (stage: Stage, yaml: string): Promise<Played[]> => playAll(scenariosIn(yaml), "dev", stage);

/** A scenario of the small phone system that comes true; what a test is about is put in its place. */
export const story = (
  parts: {
    readonly name?: string;
    readonly call?: string;
    readonly world?: string;
    readonly steps?: string;
    readonly ends?: string;
  } = {},
): string =>
  [
    `- name: ${parts.name ?? "A caller takes French"}`,
    `  call: ${parts.call ?? "{ number: CA support }"}`,
    ...(parts.world === undefined ? [] : [`  world: ${parts.world}`]),
    "  steps:",
    ...(parts.steps ?? '- hears: Welcome\n- presses: "2"').split("\n").map((line) => `    ${line}`),
    `  ends: ${parts.ends ?? "{ in: queue, queue: support }"}`,
    "",
  ].join("\n");

import { createHash } from "node:crypto";
import { type Json, parse } from "../../flowLanguage";
import { type CallResult, placeCall } from "../../local/simulator/call";
import type { Functions } from "../../local/simulator/functions";
import type { Hours } from "../../local/simulator/hours";
import type { DeployedFlow, Instance } from "../../local/simulator/instance";
import { scriptedCaller } from "../../local/simulator/keys";
import { type Script, worldOf } from "../../local/simulator/script";

export const INSTANCE = "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555";
const FOLDERS = {
  flow: "contact-flow",
  module: "flow-module",
  queue: "queue",
  hours: "operating-hours",
  prompt: "prompt",
} as const;

/** The id that something of this name has on the instance. */
export function idOf(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
export const arnOf = (kind: keyof typeof FOLDERS, name: string): string => `${INSTANCE}/${FOLDERS[kind]}/${idOf(name)}`;
export const functionArn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;

interface Ways {
  readonly next?: string;
  readonly errors?: Readonly<Record<string, string>>;
  /** Targets by operand, under `Equals`. */
  readonly equals?: Readonly<Record<string, string>>;
  readonly conditions?: readonly (readonly [operator: string, operands: readonly string[], target: string])[];
}
/** An action of flow JSON: its type, its parameters and its ways out. */
export type ActionJson = readonly [type: string, parameters?: Readonly<Record<string, Json>>, ways?: Ways];
export type FlowJson = Readonly<Record<string, ActionJson>>;

/** The JSON of a flow as a designer exports it; it starts at its first action. */
export const flowJson = (actions: FlowJson): string =>
  JSON.stringify({
    Version: "2019-10-30",
    StartAction: Object.keys(actions)[0],
    Actions: Object.entries(actions).map(
      ([Identifier, [Type, Parameters = {}, { next, errors = {}, equals = {}, conditions = [] } = {}]]) => ({
        Identifier,
        Type,
        Parameters,
        Transitions: {
          ...(next !== undefined && { NextAction: next }),
          Errors: Object.entries(errors).map(([ErrorType, NextAction]) => ({ ErrorType, NextAction })),
          Conditions: [
            ...Object.entries(equals).map(([operand, target]) => ["Equals", [operand], target] as const),
            ...conditions,
          ].map(([Operator, Operands, NextAction]) => ({ NextAction, Condition: { Operator, Operands } })),
        },
      }),
    ),
  });

export const deployed = (kind: "flow" | "module", name: string, content: string, type: string): DeployedFlow => ({
  arn: arnOf(kind, name),
  name,
  type,
  content: parse(content),
});

export interface FunctionEvent {
  readonly Details: {
    readonly Parameters: Readonly<Record<string, string>>;
    readonly ContactData: Readonly<Record<string, unknown>>;
  };
}
export type StubFunction = (event: FunctionEvent, at: Date) => unknown;

/**
 * Functions that answer at once. They keep to the interface: only a known ARN is called, with an event of the service's
 * shape.
 */
export function stubFunctions(byName: Readonly<Record<string, StubFunction>>): Functions {
  const nameOf = (arn: string): string | undefined => Object.keys(byName).find((name) => functionArn(name) === arn);
  let calls = 0;
  return {
    nameOf,
    logs: [],
    close: () => Promise.resolve(),
    invoke: (arn, event, at) => {
      const name = nameOf(arn);
      const { Name, Details } = event as FunctionEvent & { Name?: string };
      if (name === undefined)
        throw new Error(`${arn} is no function of this test, and the simulator had been told so.`);
      if (Name !== "ContactFlowEvent" || Object.values(Details.Parameters).some((value) => typeof value !== "string"))
        throw new Error(`${name} is called with an event that the service does not send.`);
      const id = ++calls;
      try {
        return Promise.resolve({ id, answer: (byName[name] as StubFunction)(event as FunctionEvent, at) });
      } catch (error) {
        return Promise.resolve({ id, error: String(error) });
      }
    },
  };
}

export interface Scene {
  /** The first of them is the flow that the call begins in. */
  readonly flows: Readonly<Record<string, FlowJson | string>>;
  readonly flowTypes?: Readonly<Record<string, string>>;
  readonly modules?: Readonly<Record<string, FlowJson | string>>;
  readonly queues?: readonly string[];
  /** What customers hear whom an agent calls out of a queue, by ARN. */
  readonly outboundFlow?: string;
  /** The hours of a queue, by the queue's name. */
  readonly queueHours?: Readonly<Record<string, string>>;
  readonly prompts?: readonly string[];
  readonly hours?: Readonly<Record<string, Hours>>;
  /** Public keys by the id of the security key. Default: any is taken. */
  readonly securityKeys?: Instance["securityKeys"];
  readonly functions?: Readonly<Record<string, StubFunction>> | Functions;
  /** What the caller does, as `ivr call --keys` takes it. */
  readonly keys?: string;
  readonly world?: Partial<Script>;
  readonly dialed?: string;
  /** The caller's number; null when withheld. */
  readonly from?: string | null;
  readonly at?: string;
}

export function instanceOf({
  flows,
  flowTypes = {},
  modules = {},
  queues = [],
  queueHours = {},
  prompts = [],
  hours = {},
  outboundFlow,
  securityKeys,
}: Scene): Instance {
  const text = (content: FlowJson | string): string => (typeof content === "string" ? content : flowJson(content));
  const byArn = <T extends { arn: string }>(items: readonly T[]): Map<string, T> =>
    new Map(items.map((item) => [item.arn, item]));
  return {
    arn: INSTANCE,
    flows: byArn(
      Object.entries(flows).map(([name, content]) =>
        deployed("flow", name, text(content), flowTypes[name] ?? "CONTACT_FLOW"),
      ),
    ),
    modules: byArn(Object.entries(modules).map(([name, content]) => deployed("module", name, text(content), "MODULE"))),
    queues: byArn(
      queues.map((name) => ({
        arn: arnOf("queue", name),
        name: `example-${name}`,
        ...(outboundFlow !== undefined && { outboundFlow }),
        ...(queueHours[name] !== undefined && { hours: idOf(queueHours[name]) }),
      })),
    ),
    prompts: byArn(prompts.map((name) => ({ arn: arnOf("prompt", name), name }))),
    hours: new Map(Object.entries(hours).map(([name, one]) => [arnOf("hours", name), one])),
    logicalKeys: new Map(queues.map((name) => [arnOf("queue", name), name])),
    ...(securityKeys && { securityKeys }),
  };
}

const isFunctions = (given: Scene["functions"]): given is Functions => given !== undefined && "invoke" in given;

/** Places one call into a scene. */
export function call(scene: Scene): Promise<CallResult> {
  const instance = instanceOf(scene);
  const [entry] = [...instance.flows.values()] as [DeployedFlow];
  const world = worldOf(
    instance,
    isFunctions(scene.functions) ? scene.functions : stubFunctions(scene.functions ?? {}),
    { caller: scriptedCaller(scene.keys ?? ""), ...scene.world },
  );
  const from = scene.from === undefined ? "+15555550142" : scene.from;
  return placeCall(
    {
      dialed: scene.dialed ?? "+15555550100",
      ...(from !== null && { from }),
      at: new Date(scene.at ?? "2026-03-02T15:00:00Z"),
    },
    entry,
    world,
  );
}

export const said = ({ transcript }: CallResult): string[] =>
  transcript.filter(({ speaker }) => speaker === "system").map(({ text }) => text);
export const keyed = ({ transcript }: CallResult): string[] =>
  transcript.filter(({ speaker }) => speaker === "caller").map(({ text }) => text);
export const passed = ({ steps }: CallResult): string[] => steps.map(({ block, branch }) => `${block} ${branch}`);

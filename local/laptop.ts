import type { NumberRow } from "connect-ivr/handlers";
import type { Backend } from "./emulator/backend/server";
import { startCloud } from "./emulator/cloud";
import { evaluate } from "./engine/evaluate";
import type { Graph } from "./engine/graph";
import type { Project } from "./engine/project";
import { type Call, type CallResult, placeCall } from "./simulator/call";
import { deployRows } from "./simulator/deployRows";
import { startFunctions } from "./simulator/functions";
import { rowsOf } from "./engine/rowSets";
import { instanceOf, isNumberRow, entryOf } from "./simulator/graphInstance";
import type { Instance } from "./simulator/instance";
import { type Script, worldOf } from "./simulator/script";
import type { KeyBits } from "./keys/keyPair";

/** A stack running on this machine: its graph, its rows in DynamoDB, its handlers, its flows. */
export interface Laptop {
  readonly graph: Graph;
  readonly instance: Instance;
  /** The dialed numbers of the stack, as their rows stand in the graph. */
  readonly numbers: readonly NumberRow[];
  call(call: Call, script: Script): Promise<CallResult>;
  /** What the handlers wrote to their logs so far. */
  readonly logs: readonly string[];
  /** The company's own systems, in whose place these stand. */
  readonly backend: Backend;
  /** As at the start: the company's systems, what functions remember, and what they wrote into tables. */
  reset(): Promise<void>;
  /** Gives back the memory of the functions; the next call starts them as new. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Evaluates a stack and starts all that it would deploy.
 * @throws InputError when the program refuses, or has no flow that calls begin in
 */
export async function startLaptop(project: Project): Promise<Laptop> {
  return startGraph(await evaluate(project, "up"));
}

/**
 * Starts what a graph (of mode `up`) would deploy.
 * @param keyBits the length of the key in the place of the stack's own. Default: 2048
 */
export async function startGraph(graph: Graph, keyBits?: KeyBits): Promise<Laptop> {
  const deployed = instanceOf(graph);
  const entry = entryOf(deployed);
  const cloud = await startCloud(graph, keyBits);
  const instance = { ...deployed, securityKeys: cloud.securityKeys };
  await deployRows(graph, cloud.environment);
  const functions = startFunctions(graph, cloud.environment);
  return {
    graph,
    instance,
    // By number, however the rows are grouped: made-up calls are drawn from them.
    numbers: rowsOf(graph)
      .filter(isNumberRow)
      .sort(({ key: one }, { key: other }) => (one < other ? -1 : 1)),
    logs: functions.logs,
    call: (call, script) => placeCall(call, entry, worldOf(instance, functions, script)),
    backend: cloud.backend,
    reset: async () => {
      // Functions remember that a system failed, and leave it alone for a while.
      if (cloud.backend.faults.met) await functions.restart();
      await cloud.reset();
    },
    rest: () => functions.restart(),
    close: async () => {
      await functions.close();
      await cloud.close();
    },
  };
}

export const e164Of = ({ key }: NumberRow): string => key.slice("number#".length);

import { InputError } from "../engine/project";
import { inLanes } from "../lanes";
import type { Laptop } from "../laptop";
import { copiesOf } from "./copies";
import { type RecordTemplate, templateOf } from "./template";
import { scriptOf } from "./traffic/journeys";
import type { CallKind, TrafficCall } from "./traffic/calls";
import { randomOf } from "./traffic/random";

/** The records that calls of one kind leave: all copies that are delivered. */
export interface Template {
  /** When the simulated call began, in seconds since 1970. */
  readonly startedAt: number;
  readonly records: readonly RecordTemplate[];
}

/**
 * Places one call of each kind, at the moment of the first of its calls, through the flows and handlers of the stack.
 * @throws InputError when a call cannot be simulated to its end
 */
export async function simulateKinds(laptop: Pick<Laptop, "call">, calls: readonly TrafficCall[], seed: string, progress: (done: number, of: number) => void): Promise<ReadonlyMap<CallKind, Template>> {
  const firsts = [...new Map([...calls].reverse().map((call) => [call.kind, call])).values()].reverse();
  const templates = new Map<CallKind, Template>();
  await inLanes(firsts, async (call) => {
    templates.set(call.kind, await simulated(laptop, call, seed));
    progress(templates.size, firsts.length);
  });
  return templates;
}

async function simulated(laptop: Pick<Laptop, "call">, { kind, dialed, from, at }: TrafficCall, seed: string): Promise<Template> {
  const random = randomOf(`${seed} ${kind.key}`);
  const call = { dialed, at: new Date(at * 1000), ...(from !== undefined && { from }) };
  const result = await laptop.call(call, scriptOf(kind.journey, kind.optionKey, random));
  if (result.end === "error") throw new InputError(`A call to ${dialed} cannot be simulated: ${result.problem}`);
  const ids = result.contactRecords.map(({ ContactId }) => ContactId);
  return { startedAt: at, records: result.contactRecords.flatMap((record) => copiesOf(record, random).map((copy) => templateOf(copy, ids, call))) };
}

import type { Backend } from "../backend/server";
import { InputError } from "../engine/project";
import { inLanes } from "../lanes";
import type { Laptop } from "../laptop";
import type { Call } from "../simulator/call";
import { copiesOf } from "./copies";
import { type RecordTemplate, templateOf } from "./template";
import { accountNumberOf, accountOf } from "./traffic/account";
import { type CallKind, standInFor, type TrafficCall } from "./traffic/calls";
import { stagingsOf } from "./traffic/stagings";
import { randomOf } from "./traffic/random";
import { scriptOf } from "./traffic/script";

/** The records that calls of one kind leave: all copies that are delivered. */
export interface Template {
  /** When the simulated call began, in seconds since 1970. */
  readonly startedAt: number;
  readonly records: readonly RecordTemplate[];
}

/** What of a running stack calls are placed on. */
export interface Stage extends Pick<Laptop, "call"> {
  readonly backend: Pick<Backend, "open">;
}

/**
 * Places one call of each kind through the flows and handlers of the stack.
 * @throws InputError when a call cannot be simulated to its end
 */
export async function simulateKinds(
  stage: Stage,
  calls: readonly TrafficCall[],
  seed: string,
  progress: (done: number, of: number) => void,
): Promise<ReadonlyMap<CallKind, Template>> {
  const stagedAt = stagingsOf(calls);
  const firsts = [...new Map([...calls].reverse().map((call) => [call.kind, call])).values()]
    .map((call) => ({ ...call, at: stagedAt(call.kind) }))
    .sort((one, other) => one.at - other.at);
  const templates = new Map<CallKind, Template>();
  await inLanes(firsts, async (call, serial) => {
    templates.set(call.kind, await simulated(stage, call, serial, seed));
    progress(templates.size, firsts.length);
  });
  return templates;
}

async function simulated(
  stage: Stage,
  { kind, dialed, at, from }: TrafficCall,
  serial: number,
  seed: string,
): Promise<Template> {
  const random = randomOf(`${seed} ${kind.key}`);
  const { journey, number, optionKey } = kind;
  const call: Call = { dialed, at: new Date(at * 1000), ...(from !== undefined && { from: standInFor(from, serial) }) };
  if (journey.customer !== undefined)
    stage.backend.open(
      accountOf(
        serial,
        journey.customer,
        number.country,
        journey.customer === "unknown" ? undefined : call.from,
        call.at,
        random,
      ),
    );
  const result = await stage.call(
    call,
    scriptOf(journey, { optionKey, accountNumber: accountNumberOf(serial) }, random),
  );
  if (result.end === "error") throw new InputError(`A call to ${dialed} cannot be simulated: ${result.problem}`);
  const ids = result.contactRecords.map(({ ContactId }) => ContactId);
  return {
    startedAt: at,
    records: result.contactRecords.flatMap((record) =>
      copiesOf(record, random).map((copy) => templateOf(copy, ids, call)),
    ),
  };
}

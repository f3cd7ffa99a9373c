import type { Backend } from "../emulator/backend/server";
import { inLanes } from "../shared/concurrency";
import type { Laptop } from "../laptop";
import type { Call } from "../simulator/call";
import { type RecordTemplate, templateOf } from "./template";
import { accountNumberOf, accountOf } from "./traffic/account";
import { type CallKind, standInFor, type TrafficCall, stagingsOf } from "./traffic/calls";
import { randomOf, type Random } from "./traffic/random";
import { scriptOf } from "./traffic/script";
import { InputError } from "../shared/errors";
import type { ContactRecord } from "../simulator/contactRecord";

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
    scriptOf(journey, { optionKey, accountNumber: accountNumberOf(serial), from: call.from }, random),
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

const DAY = 86_400;

/** Between the end of a contact and its record. */
const DELIVERY_SECONDS = 67;

/**
 * The copies of a record that the service delivers, oldest first. It delivers at least once: most records come
 * once, some twice, some before the agent's after-contact work is done, and some again days later,
 * when another system has added an attribute.
 */
export function copiesOf(record: ContactRecord, random: Random): readonly ContactRecord[] {
  const draw = random();
  if (draw < 0.05) return [record, record];
  if (draw < 0.09) return [record, reviewed(record, 1 + Math.floor(random() * 6))];
  return draw < 0.16 && record.Agent !== null ? [beforeAfterContactWork(record, record.Agent), record] : [record];
}

const later = (timestamp: string, seconds: number): string =>
  new Date(Date.parse(timestamp) + seconds * 1000).toISOString().replace(".000Z", "Z");

/** Quality management adds an attribute with UpdateContactAttributes, which makes a new record. */
const reviewed = (record: ContactRecord, days: number): ContactRecord => ({
  ...record,
  Attributes: { ...record.Attributes, quality_review: "done" },
  LastUpdateTimestamp: later(record.LastUpdateTimestamp, days * DAY),
});

const beforeAfterContactWork = (record: ContactRecord, agent: NonNullable<ContactRecord["Agent"]>): ContactRecord => ({
  ...record,
  Agent: { ...agent, AfterContactWorkDuration: null, AfterContactWorkEndTimestamp: null },
  LastUpdateTimestamp: later(
    record.DisconnectTimestamp ?? record.LastUpdateTimestamp,
    record.DisconnectTimestamp === null ? 0 : DELIVERY_SECONDS,
  ),
});

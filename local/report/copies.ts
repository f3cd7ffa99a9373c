import type { ContactRecord } from "../simulator/contactRecord";
import type { Random } from "./traffic/random";

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

import type { ContactRecord } from "../simulator/contactRecord";
import type { Call } from "../simulator/call";
import { shownRecord } from "../simulator/shown";

/** What tells one replay of a simulated call from another. */
export interface Replay {
  /** A number of its own, from which its contacts have their ids. */
  readonly serial: number;
  /** Seconds between the simulated call and this one. */
  readonly laterBy: number;
  readonly dialed: string;
  /** The caller's number; left out when withheld. */
  readonly from?: string;
}

/** A contact record as text with gaps, which every replay fills in its own way. */
export interface RecordTemplate {
  /** When the record is delivered, in seconds since 1970, in the simulated call. */
  readonly deliveredAt: number;
  /** The text between the gaps; one piece more than gaps. */
  readonly pieces: readonly string[];
  readonly gaps: readonly ((replay: Replay) => string)[];
}

const MOMENT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/;
/** Where a recording lies: the day and the minute in which it began. */
const RECORDING_DAY = /(?<=\/CallRecordings\/)\d{4}\/\d{2}\/\d{2}/;
const RECORDING_MINUTE = /(?<=_)\d{8}T\d{2}:\d{2}(?=_UTC)/;

const escapedForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const secondsOf = (timestamp: string): number => Date.parse(timestamp) / 1000;
const stamp = (seconds: number): string => new Date(seconds * 1000).toISOString();

/**
 * Makes templates of the records of one call; `ids` are those of all its contacts. They will be stored, so that long
 * numbers are masked.
 */
export function templateOf(
  record: ContactRecord,
  ids: readonly string[],
  { dialed, from }: Pick<Call, "dialed" | "from">,
): RecordTemplate {
  const text = JSON.stringify(shownRecord(record));
  const wanted = new RegExp(
    [...ids, dialed, ...(from === undefined ? [] : [from])]
      .map(escapedForRegExp)
      .concat(MOMENT.source, RECORDING_DAY.source, RECORDING_MINUTE.source)
      .join("|"),
    "g",
  );
  const pieces: string[] = [];
  const gaps: ((replay: Replay) => string)[] = [];
  let end = 0;
  for (const found of text.matchAll(wanted)) {
    pieces.push(text.slice(end, found.index));
    gaps.push(gapFor(found[0], record, ids, { dialed, ...(from !== undefined && { from }) }));
    end = found.index + found[0].length;
  }
  return { deliveredAt: secondsOf(record.LastUpdateTimestamp), pieces: [...pieces, text.slice(end)], gaps };
}

function gapFor(
  found: string,
  { Agent }: ContactRecord,
  ids: readonly string[],
  { dialed, from }: Pick<Call, "dialed" | "from">,
): (replay: Replay) => string {
  const contact = ids.indexOf(found);
  if (contact >= 0) return ({ serial }) => contactId(serial, contact);
  if (found === dialed) return (replay) => replay.dialed;
  if (found === from) return (replay) => replay.from ?? found;
  if (MOMENT.test(found)) return moment(secondsOf(found), (iso) => `${iso.slice(0, 19)}Z`);
  // A recording begins with the talk; its place tells the minute only.
  const began = secondsOf(Agent?.ConnectedToAgentTimestamp ?? "");
  return found.includes("/")
    ? moment(began, (iso) => iso.slice(0, 10).replaceAll("-", "/"))
    : moment(began, (iso) => iso.slice(0, 16).replaceAll("-", ""));
}

const moment =
  (seconds: number, written: (iso: string) => string) =>
  ({ laterBy }: Replay): string =>
    written(stamp(seconds + laterBy));

/** An id in the service's form; two contacts never share one. */
export const contactId = (serial: number, contact: number): string =>
  `${hex(serial, 8)}-${hex(contact, 4)}-4${hex(scattered(serial), 8).slice(0, 3)}-a${hex(scattered(serial), 8).slice(3, 6)}-${hex(scattered(serial + contact), 12)}`;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
/** Spreads neighbouring numbers over 32 bits. */
const scattered = (value: number): number => Math.imul(value + 1, 0x9e3779b1) >>> 0;

/** A template as one replay has it. */
export function filledIn({ pieces, gaps }: RecordTemplate, replay: Replay): string {
  let text = pieces[0] as string;
  for (const [index, gap] of gaps.entries()) text += gap(replay) + (pieces[index + 1] as string);
  return text;
}

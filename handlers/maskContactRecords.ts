import { createHmac } from "node:crypto";
import { namesNobody } from "./shared/callerNumber";
import { everyText, maskDigits } from "./shared/maskDigits";
import { fieldsOf, malformed } from "./shared/malformedEvent";

/** What Firehose sends to a transform: records as they came, in base64. */
export interface TransformEvent {
  readonly records: readonly { readonly recordId: string; readonly data: string }[];
}

/** @throws MalformedEvent for what Firehose does not send */
export function checkedTransform(event: unknown): TransformEvent {
  const { records } = fieldsOf(event, "it is no object");
  if (!Array.isArray(records)) throw malformed("records");
  for (const record of records) {
    const { recordId, data } = fieldsOf(record, "a record");
    if (typeof recordId !== "string" || typeof data !== "string") throw malformed("a record");
  }
  return event as TransformEvent;
}

/** What Firehose reads back: every record, by its id, in any order. */
export interface TransformAnswer {
  readonly records: readonly {
    readonly recordId: string;
    readonly result: "Ok" | "ProcessingFailed";
    readonly data: string;
  }[];
}

export interface MaskSettings {
  /** Key of the hash: without it the few numbers that there are could all be tried. */
  readonly secret: string;
  /** The contact attributes that are kept; all others may say something about a person. */
  readonly attributes: readonly string[];
}

/**
 * Contact records as they may be stored: phone numbers replaced by a keyed hash, attributes by the
 * allow-list, and of long numbers, which a caller may have keyed in, no digit. A record that is none
 * goes to the errors of the archive; the others are not held up.
 */
export const maskContactRecords = ({ records }: TransformEvent, settings: MaskSettings): TransformAnswer => ({
  records: records.map(({ recordId, data }) => {
    try {
      const masked = maskContactRecord(JSON.parse(Buffer.from(data, "base64").toString("utf8")), settings);
      return { recordId, result: "Ok", data: Buffer.from(JSON.stringify(masked)).toString("base64") };
    } catch {
      return { recordId, result: "ProcessingFailed", data };
    }
  }),
});

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Fields = Readonly<Record<string, Json>>;

/** A phone number in E.164, wherever it stands in a text. */
const PHONE_NUMBER = /\+[1-9]\d{6,14}/g;

/** A number in any form, or an address of mail. */
const IDENTIFIES = /\d{5}|@/;

/**
 * Whether a caller's address tells who it is. `anonymous`, and a number that stands for it, tells nobody, and must stay
 * equal to no caller's.
 */
const identifies = (address: string): boolean => IDENTIFIES.test(address) && !namesNobody(address);

/**
 * What flows and others set as they please, so that whatever a caller keyed may stand there. All else the service
 * writes, and its long numbers are ids.
 */
const SET_BY_FLOWS = ["Attributes", "References", "SegmentAttributes", "Tags"] as const;

/**
 * One contact record without what tells who the caller is. The company's own number stays: it is the
 * system's endpoint, and reports count by it. Equal numbers get equal hashes, so that repeat callers
 * can be counted.
 * @throws Error when the value is no contact record
 */
export function maskContactRecord(record: unknown, { secret, attributes }: MaskSettings): Fields {
  if (!isFields(record) || typeof record["ContactId"] !== "string") throw new Error("This is no contact record.");
  const hash = (text: string): string => `h:${createHmac("sha256", secret).update(text).digest("hex")}`;
  const own = isFields(record["SystemEndpoint"]) ? record["SystemEndpoint"]["Address"] : undefined;
  const maskText = (text: string): string =>
    text.replace(PHONE_NUMBER, (number) => (number === own || namesNobody(number) ? number : hash(number)));
  const address = (endpoint: Json): Json =>
    isFields(endpoint) && typeof endpoint["Address"] === "string" && identifies(endpoint["Address"])
      ? { ...endpoint, Address: hash(endpoint["Address"]) }
      : endpoint;
  const fields: Fields = {
    ...record,
    Attributes: isFields(record["Attributes"])
      ? Object.fromEntries(Object.entries(record["Attributes"]).filter(([name]) => attributes.includes(name)))
      : null,
    CustomerEndpoint: address(record["CustomerEndpoint"] ?? null),
    CustomerId: typeof record["CustomerId"] === "string" ? hash(record["CustomerId"]) : null,
  };
  // Before numbers become hashes: those are long as well.
  const unkeyed = SET_BY_FLOWS.filter((name) => name in fields).map((name) => [
    name,
    everyText(fields[name], maskDigits),
  ]);
  return everyText({ ...fields, ...(Object.fromEntries(unkeyed) as Fields) }, maskText);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

import { contactRecordFields, type RecordField, type Treatment } from "./contactRecordFields";
import { hashOf, identityOf, NOBODY } from "./shared/customerAddress";
import { namesNobody } from "./shared/callerNumber";
import { fieldsOf, malformed } from "./shared/malformedEvent";
import { UUID } from "./shared/uuid";

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
 * Contact records as they may be stored: the fields of the allow-list alone. A record that is none goes to the errors
 * of the archive; the others are not held up.
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

/**
 * One contact record without what tells who the caller is: of each field of `contactRecordFields` what its treatment
 * lets stand, null where that is nothing, and no other field.
 * @throws Error when the value is no contact record
 */
export function maskContactRecord(record: unknown, settings: MaskSettings): Fields {
  if (!isFields(record) || typeof record["ContactId"] !== "string") throw new Error("This is no contact record.");
  return keptOf({ struct: contactRecordFields }, record, settings) as Fields;
}

function keptOf(field: RecordField, value: Json, settings: MaskSettings): Json {
  if (typeof field === "string") return treated(field, value, settings);
  if ("list" in field) return Array.isArray(value) ? value.map((one: Json) => keptOf(field.list, one, settings)) : null;
  if (!isFields(value)) return null;
  return Object.fromEntries(
    Object.entries("struct" in field ? field.struct : field.entries)
      .filter(([name]) => Object.hasOwn(value, name))
      .map(([name, inner]) => [name, keptOf(inner, value[name] as Json, settings)]),
  );
}

/** Who is named by digits has six of them at least, however they are written; who has mail has an `@`. */
const NUMBER = String.raw`\p{Nd}(?:\P{Nd}{0,3}\p{Nd}){5}`;
const IDENTIFIES = new RegExp(`[@＠﹫]|${NUMBER}`, "u");

const ON_INSTANCE = `(?:${UUID}|[a-z-]{1,36})`;

const form = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "u");

/** What a text has to be, whole, to stay as it is. */
const FORMS = {
  account: form(String.raw`\d{12}`),
  word: form("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*|connect:[A-Za-z]+"),
  participant: form("All|Agent|Customer|Manager|Supervisor|Thirdparty"),
  id: form(String.raw`${UUID}|(?!.*${NUMBER})[0-9a-f\-]{1,36}`),
  arn: form(
    String.raw`arn:aws[a-z\-]*:connect:[a-z]+(?:-[a-z]+)+-\d:\d{12}:instance/${ON_INSTANCE}(?:/[a-z\-]+/${ON_INSTANCE})*`,
  ),
  moment: form(String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+\-]\d\d:\d\d)`),
  day: form(String.raw`\d{4}-\d\d-\d\d`),
  fragment: form(String.raw`\d{20,}`),
  recording: form(
    String.raw`[a-z][a-z0-9.\-]*(?:/(?:${UUID}|[A-Za-z][\w\-]*))*/\d{4}/\d\d/\d\d/${UUID}_\d{8}T\d\d:\d\d_UTC\.[a-z0-9]{3,4}`,
  ),
  ownNumber: form(String.raw`\+[1-9]\d{6,14}`),
  name: form(".{1,256}"),
  agent: form(String.raw`[\w.\-]{1,100}`),
} as const satisfies Partial<Record<Treatment, RegExp>>;

/** Forms that a number fits as well. */
const LOOSE: ReadonlySet<Treatment> = new Set<Treatment>(["word", "name", "agent"]);

/** The largest count. A contact lasts ninety days at most, which are fewer seconds. */
const MOST = 9_999_999;

/**
 * The values of attributes: a key of the content, a word, a code, a language tag, a single key, or a way through the
 * menus of these. What a caller said or keyed in at length is none.
 */
const ATTRIBUTE = /^(?:[a-z][\w.-]*|[A-Z]{2,3}|[\d#*]{1,5})(?:>(?:[a-z][\w.-]*|[\d#*]))*$/;
/** Those that hold longer numbers, which no caller chooses. */
const ATTRIBUTE_FORMS: Readonly<Record<string, RegExp>> = { payment_amount: /^(?:none|\d{1,9})$/ };

function treated(treatment: Treatment, value: Json, { secret, attributes }: MaskSettings): Json {
  if (treatment === "attributes") return isFields(value) ? attributesOf(value, attributes) : null;
  if (treatment === "count")
    return Number.isInteger(value) && 0 <= Number(value) && Number(value) <= MOST ? value : null;
  if (typeof value !== "string" || value === "") return null;
  if (treatment === "address") {
    const identity = identityOf(value);
    if (identity !== undefined) return hashOf(identity, secret);
    return namesNobody(value) ? value : NOBODY;
  }
  if (treatment === "person") return hashOf(value, secret);
  if (FORMS[treatment].test(value) && !(LOOSE.has(treatment) && IDENTIFIES.test(value))) return value;
  return treatment === "id" || treatment === "agent" ? hashOf(value, secret) : null;
}

const attributesOf = (values: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => names.includes(name) && typeof value === "string" && isWord(name, value),
    ),
  );

function isWord(name: string, value: string): boolean {
  if (Object.hasOwn(ATTRIBUTE_FORMS, name)) return ATTRIBUTE_FORMS[name]?.test(value) === true;
  return ATTRIBUTE.test(value) && !IDENTIFIES.test(value);
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

import { type Fields, fieldsOf, isAbsent, isText, malformed } from "./malformedEvent";
import { UUID } from "./uuid";

/** The part of a Connect event that the lookups read. Endpoints are null when a number is withheld. */
export interface LookupEvent {
  readonly Details: {
    readonly ContactData: {
      readonly ContactId: string;
      /** The first contact of the chain that transfers made. */
      readonly InitialContactId?: string | null;
      readonly CustomerEndpoint?: { readonly Address: string } | null;
      readonly SystemEndpoint?: { readonly Address: string } | null;
    };
    readonly Parameters: Readonly<Record<string, string | undefined>>;
  };
}

/**
 * The longest value of a parameter, in bytes of UTF-8: every key of a table has room for one and a short prefix, the
 * sort keys of DynamoDB for 1,024 bytes.
 */
const LONGEST_VALUE = 1000;
/**
 * Of what callers keyed, encrypted: for an RSA key of 4096 bits some 1,200. And of the way through the menus, which
 * names as many menus as a call may have choices.
 */
const LONGEST_LONG_VALUE = 8192;
const LONG_VALUES: ReadonlySet<string> = new Set([
  "accountNumber",
  "pin",
  "code",
  "cardNumber",
  "expiry",
  "securityCode",
  "menuPath",
]);
/** Of all names and values: as much as a contact may have in attributes. */
const LONGEST_TOGETHER = 32_768;
/** The service's own limit for the id of a contact. Addresses are shorter. */
const LONGEST_ID = 256;

/**
 * The event, when it has the parts of one. What stands in a part is checked where it is read: the laptop's explorer
 * observes what a function reads, and takes no more for what its answer depends on.
 * @throws MalformedEvent
 */
export function checkedEvent(event: unknown): LookupEvent {
  const details = fieldsOf(fieldsOf(event, "it is no object")["Details"], "Details");
  fieldsOf(details["ContactData"], "ContactData");
  fieldsOf(details["Parameters"], "Parameters");
  return event as LookupEvent;
}

/** An id of a contact. @throws MalformedEvent */
export function checkedId(id: unknown, part: string): string {
  if (!isText(id, LONGEST_ID)) throw malformed(part);
  return id;
}

/** The address of an endpoint, or undefined where there is none. @throws MalformedEvent */
export function checkedAddress(endpoint: unknown, part: string): string | undefined {
  if (isAbsent(endpoint)) return undefined;
  const address = fieldsOf(endpoint, part)["Address"];
  return isAbsent(address) || address === "" ? undefined : checkedId(address, part);
}

/** The value of a parameter, or undefined where a reference led to nothing. @throws MalformedEvent */
export function checkedParameter(name: string, value: unknown): string | undefined {
  if (isAbsent(value) || value === "") return undefined;
  if (typeof value !== "string") throw malformed("a parameter is no text");
  if (Buffer.byteLength(value) > (LONG_VALUES.has(name) ? LONGEST_LONG_VALUE : LONGEST_VALUE))
    throw malformed("a parameter is too long");
  return value;
}

/** All parameters. @throws MalformedEvent */
export function checkedParameters(parameters: Fields): Readonly<Record<string, string | undefined>> {
  const checked = Object.entries(parameters).map(([name, value]) => [name, checkedParameter(name, value)] as const);
  const together = checked.reduce(
    (sum, [name, value = ""]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (together > LONGEST_TOGETHER) throw malformed("its parameters are too long together");
  return Object.fromEntries(checked);
}

/** A contact's id as the service makes them. What looks otherwise may be anything, and is not written down. */
const CONTACT_ID = new RegExp(`^${UUID}$`, "i");

/** The contact's id of whatever was sent, where it may be written down. */
export function contactIdOf(event: unknown): string | undefined {
  const id: unknown = (event as Partial<LookupEvent> | null | undefined)?.Details?.ContactData?.ContactId;
  return typeof id === "string" && CONTACT_ID.test(id) ? id : undefined;
}

import type { LookupEvent } from "./lookup";
import { type Fields, fieldsOf, isAbsent, isText, malformed } from "./malformedEvent";

/**
 * The longest value of a parameter, in bytes of UTF-8: every key of a table has room for one and a short prefix, the
 * sort keys of DynamoDB for 1,024 bytes.
 */
const LONGEST_VALUE = 1000;
/** What callers keyed, encrypted: for an RSA key of 4096 bits some 1,200. */
const LONGEST_MESSAGE = 8192;
const MESSAGES: ReadonlySet<string> = new Set(["accountNumber", "pin", "code", "cardNumber", "expiry", "securityCode"]);
/** Of all names and values: as much as a contact may have in attributes. */
const LONGEST_TOGETHER = 32_768;
/** The service's own limit for the id of a contact. Addresses are shorter. */
const LONGEST_ID = 256;

/**
 * The event, when it is one that a handler can read. What else stands in it is not looked at.
 * @throws MalformedEvent
 */
export function checkedEvent(event: unknown): LookupEvent {
  const details = fieldsOf(fieldsOf(event, "it is no object")["Details"], "Details");
  const contact = fieldsOf(details["ContactData"], "ContactData");
  if (!isText(contact["ContactId"], LONGEST_ID)) throw malformed("ContactId");
  const first = contact["InitialContactId"];
  if (!isAbsent(first) && !isText(first, LONGEST_ID)) throw malformed("InitialContactId");
  for (const name of ["CustomerEndpoint", "SystemEndpoint"]) checkEndpoint(contact[name], name);
  checkParameters(fieldsOf(details["Parameters"], "Parameters"));
  return event as LookupEvent;
}

function checkEndpoint(endpoint: unknown, name: string): void {
  if (isAbsent(endpoint)) return;
  const address = fieldsOf(endpoint, name)["Address"];
  if (!isAbsent(address) && address !== "" && !isText(address, LONGEST_ID)) throw malformed(name);
}

function checkParameters(parameters: Fields): void {
  let together = 0;
  for (const [name, value] of Object.entries(parameters)) {
    if (isAbsent(value)) continue;
    if (typeof value !== "string") throw malformed("a parameter is no text");
    const bytes = Buffer.byteLength(value);
    if (bytes > (MESSAGES.has(name) ? LONGEST_MESSAGE : LONGEST_VALUE)) throw malformed("a parameter is too long");
    together += bytes + Buffer.byteLength(name);
  }
  if (together > LONGEST_TOGETHER) throw malformed("its parameters are too long together");
}

/** A contact's id as the service makes them. What looks otherwise may be anything, and is not written down. */
const CONTACT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The contact's id of whatever was sent, where it may be written down. */
export function contactIdOf(event: unknown): string | undefined {
  const id: unknown = (event as Partial<LookupEvent> | null | undefined)?.Details?.ContactData?.ContactId;
  return typeof id === "string" && CONTACT_ID.test(id) ? id : undefined;
}

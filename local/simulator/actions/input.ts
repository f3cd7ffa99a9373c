import type { Action } from "connect-ivr/flow";
import { HIDDEN, maskKeys } from "connect-ivr/internal/handlers/shared/maskDigits";
import { type Contact, frameOf, setSlot } from "../contact";
import { encryptedInput } from "../encryption";
import { PAUSE } from "../keys";
import { keyedNumber, LONGEST_NUMBER } from "../phoneNumbers";
import { textOf } from "../resolve";
import type { World } from "../world";
import { end, error, type Executor, failed, next, type Outcome, value } from "./outcome";
import { record, sayAny } from "./prompts";
import { SimulatorError } from "../../shared/errors";

/** What one block asks for (reference 2.1). */
interface Input extends KeyRules {
  readonly stores: boolean;
  /** Until the first key. */
  readonly seconds: number;
  readonly interdigitSeconds: number;
  readonly encrypted: boolean;
  /** Present for a phone number; its country where the caller keys it in the local format. */
  readonly phoneNumber?: { readonly country: string | undefined };
}

const INTERDIGIT_SECONDS = 5;
/** What ends the input where the flow does not say: the key of the designer's own block. */
const TERMINATOR = "#";

interface Validation {
  readonly CustomValidation?: { readonly MaximumLength?: string };
  readonly PhoneNumberValidation?: { readonly NumberFormat?: string; readonly CountryCode?: string };
}
interface KeyConfiguration {
  readonly InputTerminationSequence?: string;
  readonly DisableCancelKey?: string;
  readonly InterdigitTimeLimitSeconds?: string;
}

function inputOf({ parameters }: Action): Input {
  const stores = parameters["StoreInput"] === "True";
  const { InputTerminationSequence, DisableCancelKey, InterdigitTimeLimitSeconds } = (parameters["DTMFConfiguration"] ??
    {}) as KeyConfiguration;
  const base = {
    stores,
    seconds: Number(parameters["InputTimeLimitSeconds"]),
    encrypted: parameters["InputEncryption"] !== undefined,
  };
  if (!stores) return { ...base, maximum: 1, terminator: undefined, cancels: false, interdigitSeconds: 0 };
  const rules = {
    terminator: InputTerminationSequence ?? TERMINATOR,
    cancels: DisableCancelKey !== "True",
    interdigitSeconds: Number(InterdigitTimeLimitSeconds ?? INTERDIGIT_SECONDS),
  };
  const { CustomValidation: custom, PhoneNumberValidation: phone } = (parameters["InputValidation"] ??
    {}) as Validation;
  if (custom?.MaximumLength !== undefined) return { ...base, ...rules, maximum: Number(custom.MaximumLength) };
  if (phone === undefined)
    throw new SimulatorError(
      "The input has no InputValidation that is known. Give it CustomValidation or PhoneNumberValidation.",
    );
  return {
    ...base,
    ...rules,
    maximum: LONGEST_NUMBER,
    phoneNumber: { country: phone.NumberFormat === "Local" ? (phone.CountryCode ?? "") : undefined },
  };
}

const getParticipantInput: Executor = async (action, contact, world) => {
  // A chat takes the error branch (admin guide, Store customer input).
  if (contact.channel === "CHAT") return failed;
  const { EnableDTMFBuffer: buffers } = action.parameters;
  if (buffers !== undefined) {
    contact.buffer = { keys: "", on: buffers === "True" };
    return next;
  }
  const input = inputOf(action);
  const ahead = takeKeys(contact.buffer.keys, input);
  const message = contact.buffer.keys === "" ? sayAny(action, contact, world) : 0;
  if (message === undefined) return failed;
  return ahead.complete ? taken(ahead, input, action, contact, world) : ask(action, input, message, contact, world);
};

/** Asks the caller for keys, behind those that were pressed ahead. */
async function ask(action: Action, input: Input, message: number, contact: Contact, world: World): Promise<Outcome> {
  const ahead = contact.buffer.keys;
  const { flow } = frameOf(contact);
  const digits = input.maximum - ahead.length;
  const done = await world.caller({
    flow: flow.name,
    block: action.identifier,
    seconds: input.seconds,
    digits,
    ...(!input.stores && { keys: action.conditions.map(({ operands }) => operands[0] ?? "") }),
  });
  const { keys, bargesIn }: { keys: string; bargesIn?: true } = typeof done === "string" ? { keys: "" } : done;
  if (bargesIn !== true) contact.now += message;
  if (done === "hangUp") return end({ end: "hangup" });
  if (keys !== "") record(contact, world, "caller", writtenKeys(keys, input, contact));
  return taken(takeKeys(ahead + keys, input), input, action, contact, world);
}

/** Keys as they are written down: of what is encrypted, or keyed while the flow keeps its log off, only how many. */
const writtenKeys = (keys: string, { encrypted }: Input, { logging }: Contact): string =>
  encrypted || logging === false ? HIDDEN.repeat(keys.replaceAll(PAUSE, "").length) : maskKeys([keys]).join("");

function taken(
  { entry, complete, rest }: KeyEntry,
  input: Input,
  action: Action,
  contact: Contact,
  world: World,
): Outcome {
  contact.buffer = { ...contact.buffer, keys: contact.buffer.on ? rest.replaceAll(PAUSE, "") : "" };
  if (!complete) contact.now += (entry === "" ? input.seconds : input.interdigitSeconds) * 1000;
  if (!input.stores) return entry === "" ? error("InputTimeLimitExceeded") : value(entry);
  if (entry === "") return silentStore(contact, world);
  return input.phoneNumber === undefined
    ? store(entry, action, contact, world)
    : storeNumber(entry, input.phoneNumber.country, contact, world);
}

function store(entry: string, { parameters }: Action, contact: Contact, world: World): Outcome {
  const encryption = parameters["InputEncryption"] as { EncryptionKeyId?: unknown; Key?: unknown } | undefined;
  if (encryption === undefined) return stored(entry, contact);
  const [id, certificate] = [
    textOf(encryption.EncryptionKeyId, contact, world),
    textOf(encryption.Key, contact, world),
  ];
  const { securityKeys } = world.instance;
  if (securityKeys !== undefined && !securityKeys.has(id)) return failed;
  const message = encryptedInput(entry, { id, certificate, securityKey: securityKeys?.get(id) }, contact.id);
  return message === undefined ? failed : stored(message, contact);
}

function storeNumber(entry: string, country: string | undefined, contact: Contact, world: World): Outcome {
  const number = keyedNumber(entry, country);
  if (number === undefined) return error("InvalidPhoneNumber");
  return stored(world.behaviour("storedPhoneNumber") === "e164" ? number : entry, contact);
}

function stored(input: string, contact: Contact): Outcome {
  setSlot(frameOf(contact), "StoredCustomerInput", input);
  return next;
}

const silentStore = (contact: Contact, world: World): Outcome =>
  world.behaviour("storedSilence") === "error" ? failed : stored("Timeout", contact);

export const inputActions: Readonly<Record<string, Executor>> = { GetParticipantInput: getParticipantInput };

/** How the keys of one input are taken (reference 2.1). */
interface KeyRules {
  /** Keys that end the input; they are not part of it. A menu has none. */
  readonly terminator: string | undefined;
  readonly maximum: number;
  /** Whether * takes back what was keyed so far. */
  readonly cancels: boolean;
}

interface KeyEntry {
  readonly entry: string;
  /** Ended by its terminator or its length; otherwise the service waits for another key. */
  readonly complete: boolean;
  /** The keys behind it. */
  readonly rest: string;
}

/** Takes keys until the terminator, the longest length, or a pause that outlasts the inter-digit time limit. */
export function takeKeys(keys: string, { terminator, maximum, cancels }: KeyRules): KeyEntry {
  let entry = "";
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] as string;
    const rest = keys.slice(at + 1);
    if (key === PAUSE) {
      // Nothing is keyed yet (or no more): the time until the first key is a longer one.
      if (entry !== "") return { entry, complete: false, rest };
    } else if (key === "*" && cancels) entry = "";
    else entry += key;
    if (terminator !== undefined && entry.endsWith(terminator))
      return { entry: entry.slice(0, -terminator.length), complete: true, rest };
    if (entry.length - begun(entry, terminator) >= maximum)
      return { entry: entry.slice(0, maximum), complete: true, rest: entry.slice(maximum) + rest };
  }
  return { entry, complete: false, rest: "" };
}

/** How many keys at the end of an entry may yet turn out to be the terminator. */
function begun(entry: string, terminator = ""): number {
  for (let length = terminator.length - 1; length > 0; length--)
    if (entry.endsWith(terminator.slice(0, length))) return length;
  return 0;
}

import type { Decryptor } from "./decrypt";

/** Works with bytes that are overwritten whatever becomes of the work. */
export async function overwritten<Result>(bytes: Buffer, work: (bytes: Buffer) => Promise<Result>): Promise<Result> {
  try {
    return await work(bytes);
  } finally {
    bytes.fill(0);
  }
}

/**
 * Works with what callers keyed, which exists for as long as the work takes.
 * @param messages by name, as the flow stored them
 * @throws Undecipherable when one of them is none of ours
 */
export async function opened<Name extends string, Result>(
  decryptor: Decryptor,
  messages: Readonly<Record<Name, string>>,
  work: (keyed: Readonly<Record<Name, Buffer>>) => Promise<Result>,
): Promise<Result> {
  const keyed: Partial<Record<Name, Buffer>> = {};
  try {
    for (const name of Object.keys(messages) as Name[]) keyed[name] = await decryptor.decrypt(messages[name]);
    return await work(keyed as Record<Name, Buffer>);
  } finally {
    for (const bytes of Object.values<Buffer | undefined>(keyed)) bytes?.fill(0);
  }
}

const [ZERO, NINE] = [0x30, 0x39];

/** Whether bytes are digits alone, and as many as there may be. */
export const areDigits = (bytes: Buffer, minimum: number, maximum = minimum): boolean =>
  bytes.length >= minimum && bytes.length <= maximum && bytes.every((byte) => byte >= ZERO && byte <= NINE);

/** What `jsonBytes` writes: Buffers hold digits and become a text, several become one. */
export type Digits = Buffer | readonly Buffer[];
export interface SecretJson {
  readonly [name: string]: string | number | Digits | SecretJson;
}

/**
 * An object as JSON, in bytes that can be overwritten: digits of Buffers never become a string,
 * which nobody could take back.
 * @throws TypeError when a Buffer holds anything but digits
 */
export const jsonBytes = (value: SecretJson): Buffer => Buffer.concat(partsOf(value));

function partsOf(value: SecretJson): Buffer[] {
  const members = Object.entries(value).flatMap(([name, member], index) => [
    Buffer.from(`${index === 0 ? "" : ","}${JSON.stringify(name)}:`),
    ...memberOf(member),
  ]);
  return [Buffer.from("{"), ...members, Buffer.from("}")];
}

function memberOf(member: SecretJson[string]): Buffer[] {
  if (typeof member === "string" || typeof member === "number") return [Buffer.from(JSON.stringify(member))];
  if (!Buffer.isBuffer(member) && !isList(member)) return partsOf(member);
  const digits = Buffer.isBuffer(member) ? [member] : member;
  if (!digits.every((bytes) => areDigits(bytes, 0, Infinity))) throw new TypeError("Only digits can be written.");
  return [QUOTE, ...digits, QUOTE];
}

const QUOTE = Buffer.from('"');
const isList = (member: Digits | SecretJson): member is readonly Buffer[] => Array.isArray(member);

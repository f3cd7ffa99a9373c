import type { Json } from "./block";

/** A map of JSON, its keys in the order of the text. */
export type JsonObject = { readonly [key: string]: Json };

/** Deeper structures are in no flow, and would exhaust whoever walks them. */
const MAXIMUM_DEPTH = 100;

/** A document that cannot be read as a flow: one message for the person whose file it is. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads JSON, with or without a byte order mark.
 * @throws DocumentError that says where the text stops being JSON
 */
export function readJson(text: string): Json {
  const json = text.replace(/^\uFEFF/, "");
  if (json.trim() === "") throw new DocumentError("The file is empty. Save the content of the flow in it.");
  let value: Json;
  try {
    value = JSON.parse(json) as Json;
  } catch {
    throw new DocumentError(describeFault(json));
  }
  if (isDeeperThan(value, MAXIMUM_DEPTH))
    throw new DocumentError(
      `The JSON is nested deeper than ${MAXIMUM_DEPTH} levels, which no flow is. Take the content that describe-contact-flow returns.`,
    );
  return value;
}

function isDeeperThan(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((one): Json[] =>
      typeof one === "object" && one !== null ? Object.values<Json>(one as JsonObject) : [],
    );
  }
  return false;
}

function describeFault(text: string): string {
  const offset = faultIn(text);
  if (endOf(CUT_OFF, text, offset) !== undefined)
    return `The JSON ends at line ${lineOf(text, offset)} before it is complete. The file is cut off: fetch it again.`;
  const column = offset - text.lastIndexOf("\n", offset - 1);
  const sign = JSON.stringify(String.fromCodePoint(text.codePointAt(offset) as number));
  return `Malformed JSON at line ${lineOf(text, offset)}, column ${column}: ${sign} is not expected there. Correct it, or export the flow again.`;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** The beginning of a word or number, or nothing, at the end of the text. */
const CUT_OFF = /(?:tr?u?|fa?l?s?|nu?l?|-|[.eE][+-]?)?$/y;
const STRING_PART = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The end of what the pattern matches right there, or undefined. */
const endOf = (pattern: RegExp, text: string, from: number): number | undefined => {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
};

function endOfString(text: string, from: number): { readonly at: number; readonly closed: boolean } {
  let at = from + 1;
  for (let end = endOf(STRING_PART, text, at); end !== undefined; end = endOf(STRING_PART, text, at)) at = end;
  return text[at] === '"'
    ? { at: at + 1, closed: true }
    : { at: text[at] === "\\" && text.length - at < 6 ? text.length : at, closed: false };
}

type Expected = "value" | "valueOrEnd" | "key" | "keyOrEnd" | "colon" | "separator";
const CLOSING = { "{": "}", "[": "]" } as const;

/**
 * Where the text stops being JSON; its length, when something is missing at the end. No engine's own message tells it
 * reliably.
 */
function faultIn(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  for (let at = 0; ;) {
    at = endOf(SPACE, text, at) as number;
    const sign = text[at];
    const around = open.at(-1);
    const isKey: boolean = expected === "key" || expected === "keyOrEnd";
    if (expected === "separator" && around === undefined) return at;
    if (around !== undefined && sign === CLOSING[around] && /separator|OrEnd/.test(expected)) {
      open.pop();
      expected = "separator";
      at++;
    } else if (expected === "separator" || expected === "colon") {
      if (sign !== (expected === "colon" ? ":" : ",")) return at;
      expected = expected === "separator" && around === "{" ? "key" : "value";
      at++;
    } else if (sign === '"') {
      const end = endOfString(text, at);
      if (!end.closed) return end.at;
      expected = isKey ? "colon" : "separator";
      at = end.at;
    } else if (!isKey && (sign === "{" || sign === "[")) {
      open.push(sign);
      expected = sign === "{" ? "keyOrEnd" : "valueOrEnd";
      at++;
    } else {
      const end = isKey ? undefined : endOf(SCALAR, text, at);
      if (end === undefined) return at;
      expected = "separator";
      at = end;
    }
  }
}

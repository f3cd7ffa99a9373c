import { PAUSE } from "./keys";

/** How the keys of one input are taken (reference 2.1). */
export interface KeyRules {
  /** Keys that end the input; they are not part of it. A menu has none. */
  readonly terminator: string | undefined;
  readonly maximum: number;
  /** Whether * takes back what was keyed so far. */
  readonly cancels: boolean;
}

export interface KeyEntry {
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

import { maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { World } from "./world";

/** Between keys: the caller hesitates for longer than the inter-digit time limit. */
export const PAUSE = ",";

const ENTRY = /^(?:<?[0-9*#]+(?:,[0-9*#]+)*|w|h)$/;

/**
 * A caller who follows a script: one entry for each input asked for, separated by spaces. An entry is
 * keys (`4711#`), pressed when the message has been said. A comma in it (`12,34`) is a pause that
 * outlasts the inter-digit time limit; a `<` before it (`<1`) cuts the message short; keys that an
 * input does not take count for the next one only where the flow has turned the buffer of keys on.
 * `w` waits out one time-out, `h` hangs up, and after the last entry there is silence.
 * @throws Error that names the first entry which is none of these
 */
export function scriptedCaller(keys: string): World["caller"] {
  const entries = keys.split(/\s+/).filter((entry) => entry !== "");
  const wrong = entries.find((entry) => !ENTRY.test(entry));
  if (wrong !== undefined)
    throw new Error(
      `"${maskDigits(wrong)}" cannot be keyed. Write digits, * or # (with , for a pause between them, < before them to cut the message short), w to wait, h to hang up; one entry for each input, separated by spaces.`,
    );
  let position = 0;
  return () => {
    const entry = entries[position++] ?? "w";
    if (entry === "w") return "silence";
    if (entry === "h") return "hangUp";
    return entry.startsWith("<") ? { keys: entry.slice(1), bargesIn: true } : { keys: entry };
  };
}

import type { World } from "./world";

const ENTRY = /^(?:[0-9*#]+|w|h)$/;

/**
 * A caller who follows a script: one entry for each input asked for, separated by spaces; `w` waits
 * out one time-out, `h` hangs up, and after the last entry there is silence.
 * @throws Error that names the first entry which is none of these
 */
export function scriptedCaller(keys: string): World["caller"] {
  const entries = keys.split(/\s+/).filter((entry) => entry !== "");
  const wrong = entries.find((entry) => !ENTRY.test(entry));
  if (wrong !== undefined) throw new Error(`"${wrong}" cannot be keyed. Write digits, * or #, w to wait, h to hang up; one entry for each input, separated by spaces.`);
  let position = 0;
  return () => {
    const entry = entries[position++] ?? "w";
    if (entry === "w") return "silence";
    return entry === "h" ? "hangUp" : { keys: entry };
  };
}

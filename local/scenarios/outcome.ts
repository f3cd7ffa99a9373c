import type { Scenario } from "connect-ivr/content";
import { everyText, maskDigits } from "connect-ivr/internal/handlers/shared/maskDigits";
import type { CallResult } from "../simulator/call";
import { type Miss, textMatches } from "./story";
import type { Utterance } from "../shared/transcript";

/** One thing that a scenario says and that did not come true. */
export interface Finding {
  readonly line: number;
  readonly says: string;
  readonly expected: string;
  /** The nearest thing that did. */
  readonly actual?: string;
}

/**
 * What of a call did not come true: the first step that was missed, or else what is wrong with the end. It is for a
 * reader, so long numbers are masked in it.
 */
export const findingsOf = (scenario: Scenario, result: CallResult, miss: Miss | undefined): Finding[] =>
  everyText(untrue(scenario, result, miss), maskDigits);

function untrue(scenario: Scenario, result: CallResult, miss: Miss | undefined): Finding[] {
  if (result.end === "error")
    return [
      {
        line: scenario.line,
        says: "The simulator stopped.",
        expected: `the call ends in ${scenario.ends.in}`,
        actual: result.problem ?? "",
      },
    ];
  return miss === undefined ? endFindings(scenario, result) : [stepFinding(miss, result)];
}

/** A heard prompt as a finding shows it. */
const heardText = ({ text, language, voice }: Utterance): string => `${text} (${language}, ${voice})`;

const DEEDS = { waits: "waits", hangsUp: "hangs up", pressesTheCode: "presses the code, once one was sent" } as const;

function stepFinding({ step, heard }: Miss, { end, route }: CallResult): Finding {
  const ended = `The call ended in ${end}${route === null ? "" : ` ${route.key}`}.`;
  if (step.does !== "hears") {
    const expected = step.does === "presses" ? `presses ${step.keys}` : DEEDS[step.does];
    return { line: step.line, says: "The caller was not asked for a key again.", expected, actual: ended };
  }
  const expected = [step.texts.join(" … "), [step.language, step.voice].filter(Boolean).join(", ")].filter(
    (part) => part !== "",
  );
  const wanted = {
    line: step.line,
    expected: expected.length > 1 ? `${expected[0]} (${expected[1]})` : (expected[0] ?? ""),
  };
  const spoken = heard.find((utterance) => textMatches(step, utterance));
  if (step.how === "next")
    return {
      ...wanted,
      says: "The caller heard something else next.",
      actual: heard[0] === undefined ? ended : heardText(heard[0]),
    };
  if (spoken !== undefined)
    return { ...wanted, says: "The caller heard this in another language or voice.", actual: heardText(spoken) };
  const close = nearest(step.texts.join(" "), heard);
  return { ...wanted, says: "The caller did not hear this.", actual: close === undefined ? ended : heardText(close) };
}

function endFindings(
  { ends, line, problem }: Scenario,
  { end, route, attributes, contactRecord }: CallResult,
): Finding[] {
  const at = (...path: string[]): number => problem(["ends", ...path], "", "").line ?? line;
  const differs = (path: string[], says: string, expected: unknown, actual: unknown): Finding[] =>
    // A scenario that was recorded has long numbers masked.
    expected === undefined || expected === actual || expected === everyText(actual, maskDigits)
      ? []
      : [
          {
            line: at(...path),
            says: `The call ended with another ${says}.`,
            expected: shown(expected),
            actual: shown(actual),
          },
        ];
  return [
    ...differs(["in"], "end", ends.in, end),
    ...differs(["queue"], "queue", ends.queue, route?.key),
    ...differs(["number"], "number", ends.number, route?.key),
    ...Object.entries(ends.attributes).flatMap(([name, value]) =>
      differs(["attributes", name], `contact attribute ${name}`, value, attributes[name]),
    ),
    ...Object.entries(ends.record).flatMap(([path, value]) =>
      differs(["record", path], `${path} in the contact record`, value, inside(contactRecord, path)),
    ),
  ];
}

const shown = (value: unknown): string =>
  value === undefined ? "(none)" : typeof value === "string" ? value : JSON.stringify(value);

/** The value at a path such as `Queue.Name`; undefined where there is none. */
function inside(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (current, key) =>
        current !== null && typeof current === "object" ? (current as Record<string, unknown>)[key] : undefined,
      value,
    );
}

/** Which of the things heard is most like the words that were expected. */
function nearest(words: string, heard: readonly Utterance[]): Utterance | undefined {
  const wanted = pairs(words);
  let best: { utterance: Utterance; likeness: number } | undefined;
  for (const utterance of heard) {
    const likeness = shared(wanted, pairs(utterance.text)) / wanted.length;
    if (best === undefined || likeness > best.likeness) best = { utterance, likeness };
  }
  return best?.utterance;
}

/** Pairs of neighbouring characters: they compare languages with and without spaces alike. */
const pairs = (text: string): string[] =>
  Array.from({ length: Math.max(1, text.length - 1) }, (_, index) => text.slice(index, index + 2).toLowerCase());

function shared(wanted: readonly string[], heard: readonly string[]): number {
  const left = new Map<string, number>();
  for (const pair of heard) left.set(pair, (left.get(pair) ?? 0) + 1);
  return wanted.filter((pair) => {
    const count = left.get(pair) ?? 0;
    left.set(pair, count - 1);
    return count > 0;
  }).length;
}

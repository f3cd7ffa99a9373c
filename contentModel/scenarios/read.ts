import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { maskDigits } from "../../handlers/shared/maskDigits";
import { ContentError, type ContentProblem } from "../problem";
import { readSource, type Path, type Source } from "../source";
import { type ScenarioEnd, scenariosSchema, type WrittenScenario, type WrittenStep, type WrittenWorld } from "./schema";

/** Something that the caller hears or does, and the line that says so. */
export type ScenarioStep = { readonly line: number } & (
  | {
      readonly does: "hears";
      /**
       * `some`: the texts stand in one prompt, others may come before it; `exactly`: the prompt is the text; `next`:
       * the prompt is the very next one.
       */
      readonly how: "some" | "exactly" | "next";
      readonly texts: readonly string[];
      readonly language?: string;
      readonly voice?: string;
    }
  | { readonly does: "presses"; readonly keys: string }
  /** `pressesTheCode`: the one-time code that was sent last. */
  | { readonly does: "waits" | "hangsUp" | "pressesTheCode" }
);

/** A caller's story: given a call and a world, what happens, and how it ends. */
export interface Scenario {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Undefined where any stack will do. */
  readonly stack?: string;
  /** `from` is E.164, and undefined for a number that is withheld. */
  readonly call: { readonly number: string; readonly from?: string; readonly at?: string };
  readonly world: WrittenWorld;
  readonly steps: readonly ScenarioStep[];
  readonly ends: ScenarioEnd;
  /** A problem at one of its keys. */
  readonly problem: (path: Path, message: string, remedy: string) => ContentProblem;
}

export interface ScenarioFile {
  readonly path: string;
  /** How the file is called in messages. */
  readonly name: string;
}

/** The files of scenarios in a folder and below, by name; none where the folder is not there. */
export function scenarioFiles(folder: string): ScenarioFile[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
  return names.sort().map((file) => ({ path: join(folder, file), name: join(basename(folder), file) }));
}

/**
 * Reads scenarios; one with `for` gives one for each entry.
 * @throws ContentError with every problem of every file: line, key and remedy
 */
export function readScenarios(files: readonly ScenarioFile[]): Scenario[] {
  const problems: ContentProblem[] = [];
  const scenarios = files.flatMap(({ path, name }) => {
    const source = readSource(path, name, scenariosSchema, problems);
    return source === undefined
      ? []
      : source.data.flatMap((written, index) => expand(written, index, source, problems));
  });
  problems.push(...sameNames(scenarios));
  if (problems.length > 0) throw new ContentError(problems);
  return scenarios;
}

function expand(
  written: WrittenScenario,
  index: number,
  source: Source<WrittenScenario[]>,
  problems: ContentProblem[],
): Scenario[] {
  const { for: entries = [{}], ...rest } = written;
  const unknown = new Set<string>();
  const scenarios = entries.map((entry) => scenarioOf(fill(rest, entry, unknown), index, source));
  for (const name of unknown)
    problems.push(
      source.problem([index], `<${name}> is not in every entry of for.`, "Add it there, or correct its spelling."),
    );
  const found = new Map(
    scenarios.flatMap(formatProblems).map((problem) => [`${problem.key} ${problem.message}`, problem]),
  );
  problems.push(...found.values());
  return scenarios;
}

/** Every text with its `<name>`s filled in. */
function fill<T>(value: T, entry: Readonly<Record<string, string>>, unknown: Set<string>): T {
  const filled = (text: string): string =>
    text.replaceAll(/<(\w+)>/g, (whole, name: string) => {
      const text = Object.hasOwn(entry, name) ? entry[name] : undefined;
      if (text === undefined) unknown.add(name);
      return text ?? whole;
    });
  const inside = (inner: unknown): unknown => {
    if (typeof inner === "string") return filled(inner);
    if (Array.isArray(inner)) return inner.map(inside);
    return inner === null || typeof inner !== "object"
      ? inner
      : Object.fromEntries(Object.entries(inner).map(([key, one]) => [filled(key), inside(one)]));
  };
  return inside(value) as T;
}

function scenarioOf(
  { name, stack, call, world, steps, ends }: Omit<WrittenScenario, "for">,
  index: number,
  source: Source<unknown>,
): Scenario {
  const problem: Scenario["problem"] = (path, message, remedy) => source.problem([index, ...path], message, remedy);
  const lineOf = (path: Path): number => problem(path, "", "").line ?? 0;
  return {
    name,
    file: problem([], "", "").file,
    line: lineOf([]),
    ...(stack !== undefined && { stack }),
    call: {
      number: call.number,
      ...(call.from !== undefined && { from: bare(call.from) }),
      ...(call.at !== undefined && { at: call.at }),
    },
    world,
    steps: steps.map((step, position) => stepOf(step, lineOf(["steps", position]))),
    ends,
    problem,
  };
}

/** A telephone number as people write it, without what only parts its digits. */
export const bare = (number: string): string => number.replace(/[\s().-]/g, "");

const WORDS = { waits: "waits", "hangs up": "hangsUp", "presses the code": "pressesTheCode" } as const;

function stepOf(step: WrittenStep, line: number): ScenarioStep {
  if (typeof step === "string") return { does: WORDS[step], line };
  if ("presses" in step) return { does: "presses", keys: step.presses, line };
  const common = {
    does: "hears",
    line,
    ...(step.language !== undefined && { language: step.language }),
    ...(step.voice !== undefined && { voice: step.voice }),
  } as const;
  if ("hears exactly" in step) return { ...common, how: "exactly", texts: [step["hears exactly"]] };
  return "hears next" in step
    ? { ...common, how: "next", texts: [step["hears next"]].flat() }
    : { ...common, how: "some", texts: [step.hears].flat() };
}

const KEYS = /^[0-9*#]+$/;
const E164 = /^\+[1-9]\d{6,14}$/;

/** What can only be checked once the entries of `for` are filled in. */
function formatProblems({ call, steps, ends, problem }: Scenario): ContentProblem[] {
  const isQueue = ends.in === "queue" || ends.in === "callback";
  return [
    ...(call.from === undefined || E164.test(call.from)
      ? []
      : [
          problem(
            ["call", "from"],
            `${call.from} is not in E.164.`,
            'Write +, country code and number, in quotes, such as "+1 418 555 0143".',
          ),
        ]),
    ...steps.flatMap((step, position) =>
      step.does === "presses" && !KEYS.test(step.keys)
        ? [
            problem(
              ["steps", position, "presses"],
              `"${maskDigits(step.keys)}" cannot be keyed.`,
              "Write digits, * or #.",
            ),
          ]
        : [],
    ),
    ...(ends.queue !== undefined && !isQueue
      ? [
          problem(
            ["ends", "queue"],
            `A call that ends in ${ends.in} is in no queue.`,
            "Remove the key, or correct `in`.",
          ),
        ]
      : []),
    ...(ends.number !== undefined && ends.in !== "transfer"
      ? [
          problem(
            ["ends", "number"],
            `A call that ends in ${ends.in} goes to no number.`,
            "Remove the key, or correct `in`.",
          ),
        ]
      : []),
  ];
}

/** Reports and test cases know a scenario by its name. */
function sameNames(scenarios: readonly Scenario[]): ContentProblem[] {
  const seen = new Map<string, Scenario>();
  return scenarios.flatMap((scenario) => {
    const first = seen.get(scenario.name);
    seen.set(scenario.name, first ?? scenario);
    return first === undefined
      ? []
      : [
          scenario.problem(
            ["name"],
            `"${scenario.name}" is also the name of ${first.file}:${first.line}.`,
            "Give each its own; under for, put a <name> of its entries into it.",
          ),
        ];
  });
}

import { writeFileSync } from "node:fs";
import { type Scenario, ContentError, readScenarios, scenarioFiles } from "connect-ivr/content";
import { HIDDEN } from "connect-ivr/internal/handlers/shared/maskDigits";
import { type Project, readProject } from "../../engine/project";
import { e164Of, startLaptop } from "../../laptop";
import { type Coverage, coverageOf } from "../../scenarios/coverage";
import {
  describeCoverage,
  describeEdge,
  describeFailure,
  describeSummary,
  describeUncovered,
  junitReport,
} from "../../scenarios/describe";
import { deployedIn } from "../../scenarios/plan";
import { type Played, playAll } from "../../scenarios/play";
import { recordScenario } from "../../scenarios/record";
import type { DeployedFlow } from "../../simulator/instance";
import { callerOf } from "../keys";
import { requireCaller, requireE164 } from "../numbers";
import { during, print, printError, printJson } from "../output";
import { momentOf } from "../../shared/time";
import { InputError } from "../../shared/errors";
import { join, relative, resolve } from "node:path";

export interface TestOptions {
  /** Where a scenario is played that names no stack. */
  readonly stack: string;
  readonly junit?: string;
  /** Name of the scenario that a call is written down as. */
  readonly record?: string;
  readonly dial?: string;
  readonly from?: string;
  readonly keys?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/**
 * Plays scenarios and measures which edges of the flows they take.
 * @returns the exit code: 1 when a scenario did not come true
 */
export async function test(files: readonly string[], options: TestOptions): Promise<number> {
  const project = readProject(process.cwd(), options.stack);
  if (options.record !== undefined) return record(options.record, options, project);
  const stray = (["dial", "from", "keys", "at"] as const).find((option) => options[option] !== undefined);
  if (stray !== undefined)
    throw new InputError(`--${stray} goes with --record. Add --record and a name, or leave it out.`);
  const scenarios = scenariosOf(project.folder, files);
  const stackOf = ({ stack }: Scenario): string => stack ?? options.stack;
  const stacks = [...new Set(scenarios.map(stackOf))];
  const runs = await during(
    `Playing ${scenarios.length} scenarios on ${stacks.join(", ")}`,
    Promise.all(
      stacks.map((stack) =>
        playOn(
          readProject(project.folder, stack),
          scenarios.filter((scenario) => stackOf(scenario) === stack),
        ),
      ),
    ),
  );
  const played = runs.flatMap((run) => run.played);
  const coverage = coverageOf(
    runs.flatMap(({ flows }) => flows),
    played.map(({ steps }) => steps),
  );
  if (options.junit !== undefined) writeReport(options.junit, played);
  if (options.json) printJson(asJson(played, coverage));
  else
    print(
      [
        ...uncovered(coverage),
        ...played.filter(failed).map((one) => `${describeFailure(one)}\n`),
        describeCoverage(coverage),
        "",
        describeSummary(played),
      ].join("\n"),
    );
  return played.some(failed) ? 1 : 0;
}

const uncovered = (coverage: Coverage): string[] =>
  coverage.taken === coverage.edges ? [] : ["Taken by no scenario:", describeUncovered(coverage), ""];

const failed = ({ findings }: Played): boolean => findings.length > 0;

async function playOn(
  project: Project,
  scenarios: readonly Scenario[],
): Promise<{ played: Played[]; flows: DeployedFlow[] }> {
  const laptop = await startLaptop(project);
  try {
    return { played: await playAll(scenarios, project.stack, laptop), flows: deployedIn(laptop.instance) };
  } catch (error) {
    throw asInput(error);
  } finally {
    await laptop.close();
  }
}

function writeReport(file: string, played: readonly Played[]): void {
  try {
    writeFileSync(file, junitReport(played));
  } catch (error) {
    throw new InputError(
      `--junit ${file} cannot be written: ${(error as Error).message}. Name a file in a folder that exists.`,
    );
  }
}

const asJson = (played: readonly Played[], { edges, taken, flows }: Coverage) => ({
  scenarios: played.map(({ scenario: { name, file, line }, stack, findings, transcript }) => ({
    name,
    file,
    line,
    stack,
    passed: findings.length === 0,
    ...(findings.length > 0 && { findings, transcript }),
  })),
  coverage: {
    edges,
    taken,
    flows: flows.map(({ uncovered, ...counts }) => ({ ...counts, uncovered: uncovered.map(describeEdge) })),
  },
});

async function record(name: string, { dial, from, keys, at, stack }: TestOptions, project: Project): Promise<number> {
  if (dial === undefined) throw new InputError("--record needs --dial. Add the number to dial.");
  const caller = callerOf(keys);
  const laptop = await during(`Evaluating stack ${stack}`, startLaptop(project));
  try {
    const dialed = requireE164(dial, "--dial", laptop.numbers);
    const number = laptop.numbers.find((row) => e164Of(row) === dialed);
    const call = {
      dialed,
      at: momentOf(at, number),
      ...(from !== undefined && { from: requireCaller(from, "--from") }),
    };
    const { yaml, result, isMasked } = await recordScenario(name, stack, call, caller, laptop);
    print(yaml.trimEnd());
    if (isMasked)
      printError(
        `What the caller keyed in secret is not written down. Put keys of a test in the place of each ${HIDDEN}.`,
      );
    if (result.end === "error")
      printError(`The simulator stopped: ${result.problem ?? ""} No scenario can end so: mend that first.`);
    return result.end === "error" ? 1 : 0;
  } finally {
    await laptop.close();
  }
}

const FOLDER = "scenarios";

/**
 * Reads the scenarios of a project, or those of the files named.
 * @param folder that of Pulumi.yaml; `scenarios` is looked for in it, and files are called by their path from it
 * @throws InputError with every problem of every file
 */
export function scenariosOf(folder: string, files: readonly string[]): Scenario[] {
  const found =
    files.length > 0
      ? files.map((file) => ({ path: resolve(file), name: relative(folder, resolve(file)) }))
      : scenarioFiles(join(folder, FOLDER));
  if (found.length === 0)
    throw new InputError(
      `There are no scenarios: no ${FOLDER}/*.yaml beside Pulumi.yaml. Write one (docs/scenarios.md), or have one written: ivr test --record "A caller …" --dial +…`,
    );
  return refusing(() => readScenarios(found));
}

/** Problems of scenarios are bad input of the command. */
export function refusing<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asInput(error);
  }
}

export const asInput = (error: unknown): unknown =>
  error instanceof ContentError
    ? new InputError(error.message.replace("The content has", "The scenarios have"))
    : error;

import { join, relative, resolve } from "node:path";
import { ContentError, readScenarios, type Scenario, scenarioFiles } from "../../contentModel";
import { InputError } from "../engine/project";

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

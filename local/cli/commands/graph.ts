import { evaluate } from "../../engine/evaluate";
import { isSecret, type Mode, plain } from "../../engine/graph";
import { readProject } from "../../engine/project";
import { during, printJson } from "../output";
import { InputError } from "../../shared/errors";

export interface GraphOptions {
  readonly stack: string;
  readonly mode: string;
}

/** Prints the resources that a stack would deploy. @returns the exit code */
export async function graph({ stack, mode }: GraphOptions): Promise<number> {
  if (mode !== "preview" && mode !== "up") throw new InputError(`--mode ${mode} is not known. Write preview or up.`);
  const { resources } = await during(
    `Evaluating stack ${stack}`,
    evaluate(readProject(process.cwd(), stack), mode satisfies Mode),
  );
  printJson(
    resources.map(({ urn, type, inputs, parent, dependencies }) => ({
      urn,
      type,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([key, value]) => [key, isSecret(value) ? "(secret)" : plain(value)]),
      ),
      parent: parent ?? null,
      dependencies,
    })),
  );
  return 0;
}

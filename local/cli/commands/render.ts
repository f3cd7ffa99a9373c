import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { readProject } from "../../engine/project";
import { flowOfFile, flowsOfGraph, type ShownFlow } from "../../render/sources";
import { type Format, rendered, writeFlows } from "../../render/write";
import { during, print } from "../output";
import { InputError } from "../../shared/errors";

export interface RenderOptions {
  readonly stack: string;
  /** Folder for the files. Default: the flows are printed. */
  readonly out?: string;
  /** Default: text when they are printed; every format, and a page that shows them, when they are written. */
  readonly format?: string;
}

/** What the service takes in one flow; a diagram of more is neither read by anyone nor laid out in good time. */
const MOST_BLOCKS = 250;

/**
 * Shows flows as text that a person can review, and as diagrams.
 * @param files files of flow JSON; with none, the flows of the stack are shown
 * @returns the exit code
 */
export async function render(files: readonly string[], { stack, out, format }: RenderOptions): Promise<number> {
  if (format !== undefined && format !== "text" && format !== "svg")
    throw new InputError(`--format ${format} is not known. Write text or svg.`);
  if (out !== undefined && existsSync(out) && !statSync(out).isDirectory())
    throw new InputError(`--out ${out} is a file. Name a folder.`);
  const flows = files.length > 0 ? files.map(flowOfFile) : await flowsOfStack(stack);
  const large = flows.find(({ content }) => content.actions.size > MOST_BLOCKS);
  if (large !== undefined && (format ?? (out === undefined ? "text" : "svg")) === "svg")
    throw new InputError(
      `${large.name} has ${large.content.actions.size} blocks, too many for a diagram; the service takes ${MOST_BLOCKS} in a flow. Move a part to a module, or ask for --format text.`,
    );
  if (out === undefined) {
    const shown: Format = format ?? "text";
    if (shown === "svg" && flows.length > 1)
      throw new InputError(
        `${flows.length} diagrams cannot be printed as one. Name a folder with --out, or a single file.`,
      );
    print(flows.map(rendered[shown]).join("\n").trimEnd());
    return 0;
  }
  const written = writeFlows(
    flows,
    format === undefined ? ["text", "svg"] : [format],
    out,
    files.length > 0 ? "Flows" : `The flows of stack ${stack}`,
  );
  print(
    `${written.length} files of ${flows.length} ${flows.length === 1 ? "flow" : "flows"} in ${out}${format === undefined ? `; open ${join(out, "index.html")}` : ""}`,
  );
  return 0;
}

async function flowsOfStack(stack: string): Promise<ShownFlow[]> {
  const project = readProject(process.cwd(), stack);
  // Files are shown without the engine, whose packages take a second to load.
  const { evaluate } = module.require("../../engine/evaluate") as typeof import("../../engine/evaluate");
  const flows = flowsOfGraph(await during(`Evaluating stack ${stack}`, evaluate(project, "up")));
  if (flows.length === 0)
    throw new InputError(`Stack ${stack} deploys no flow. Add one to its ConnectFlowSet, or name files of flow JSON.`);
  return flows;
}

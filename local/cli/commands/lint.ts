import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import {
  checkRead,
  DocumentError,
  FLOW_TYPES,
  type FlowDocument,
  type FlowType,
  type Problem,
  read,
} from "connect-ivr/flow";
import { whyUnreadable } from "../flowFiles";
import { print, printJson } from "../output";
import { InputError } from "../../shared/errors";

export interface LintOptions {
  /** The type of the flows that do not tell theirs. Default: CONTACT_FLOW. */
  readonly type?: string;
  readonly json?: boolean;
}

/** What became of one file: it was checked, or could not be read. */
type Result =
  | {
      readonly file: string;
      readonly type: FlowType;
      readonly notes: readonly string[];
      readonly problems: readonly Problem[];
    }
  | { readonly file: string; readonly unreadable: string };

/**
 * Checks flow JSON from anywhere: no project and no stack is needed. One file that cannot be read
 * does not keep the others from being checked.
 * @returns the exit code: 0 without errors, 1 with errors, 2 when a file cannot be read
 * @throws InputError for an unknown type
 */
export async function lint(files: readonly string[], { type, json }: LintOptions): Promise<number> {
  if (type !== undefined && !isFlowType(type))
    throw new InputError(`--type ${type} is not known. Write one of ${FLOW_TYPES.join(", ")}.`);
  const results = await Promise.all(files.map((file) => lintFile(file, type)));
  if (json) printJson(results);
  else print([...results.map(describeResult), summaryOf(results)].join("\n\n"));
  if (results.some((result) => "unreadable" in result)) return 2;
  return errorsIn(results) > 0 ? 1 : 0;
}

const isFlowType = (type: string): type is FlowType => (FLOW_TYPES as readonly string[]).includes(type);

async function lintFile(file: string, otherwise: FlowType | undefined): Promise<Result> {
  try {
    const document = read(await textOf(file));
    const { type, notes } = typeOf(document, otherwise);
    return {
      file: nameOf(file),
      type,
      notes,
      problems: checkRead(document, document.name ?? basename(nameOf(file)), type),
    };
  } catch (error) {
    if (error instanceof DocumentError) return { file: nameOf(file), unreadable: error.message };
    throw error;
  }
}

const STANDARD_INPUT = "-";
const nameOf = (file: string): string => (file === STANDARD_INPUT ? "standard input" : file);

async function textOf(file: string): Promise<string> {
  try {
    return await (file === STANDARD_INPUT ? text(process.stdin) : readFile(file, "utf8"));
  } catch (error) {
    throw new DocumentError(whyUnreadable(error));
  }
}

/** The type that the document tells, else the one given, else that of most flows. */
function typeOf({ type: told }: FlowDocument, otherwise: FlowType | undefined): { type: FlowType; notes: string[] } {
  if (told !== undefined && isFlowType(told)) return { type: told, notes: [] };
  const type = otherwise ?? "CONTACT_FLOW";
  if (told !== undefined)
    return { type, notes: [`It calls itself a ${told}, which is not known here: checked as ${type}.`] };
  return {
    type,
    notes: otherwise === undefined ? [`It does not tell its type: checked as ${type}. Name another with --type.`] : [],
  };
}

function describeResult(result: Result): string {
  if ("unreadable" in result) return `${result.file}\n  cannot be read: ${result.unreadable}`;
  const { file, type, notes, problems } = result;
  return [
    `${file} (${type})`,
    ...notes.map((note) => `  note: ${note}`),
    ...problems.map(describeProblem),
    ...(problems.length === 0 ? ["  no problem"] : []),
  ].join("\n");
}

const describeProblem = ({ severity, block, message, says, remedy, rule }: Problem): string =>
  [
    `  ${severity}: ${block === undefined ? "The flow" : block} ${message} [${rule}]`,
    ...(says === undefined ? [] : [`    The service says: ${says}`]),
    `    ${remedy}`,
  ].join("\n");

const problemsIn = (results: readonly Result[]): Problem[] =>
  results.flatMap((result) => ("problems" in result ? result.problems : []));
const errorsIn = (results: readonly Result[]): number =>
  problemsIn(results).filter(({ severity }) => severity === "error").length;

function summaryOf(results: readonly Result[]): string {
  const errors = errorsIn(results);
  const unreadable = results.filter((result) => "unreadable" in result).length;
  const counts = [
    counted(results.length, "file"),
    counted(errors, "error"),
    counted(problemsIn(results).length - errors, "warning"),
  ];
  return `${[...counts, ...(unreadable === 0 ? [] : [`${unreadable} not read`])].join(", ")}.`;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

import { type CallResult, placeCall } from "../../simulator/call";
import type { DeployedFlow } from "../../simulator/instance";
import { isE164 } from "../../simulator/phoneNumbers";
import { worldOf } from "../../simulator/script";
import { readFlowFiles, textOf } from "../flowFiles";
import { type FileInstance, instanceOfFiles, moduleCircle } from "../flowInstance";
import { callerOf } from "../keys";
import { namesNobody } from "../withheld";
import { callAsJson, describeCall } from "../describeCall";
import { print, printError, printJson } from "../output";
import { momentOf } from "../../shared/time";
import { InputError } from "../../shared/errors";
import { describeUtterance } from "../../shared/transcript";
import type { Functions } from "../../simulator/functions";

export interface SimulateOptions {
  /** The flow that the call begins in. Default: the first. */
  readonly start?: string;
  readonly keys?: string;
  readonly lambda?: readonly string[];
  readonly answer?: readonly string[];
  readonly force?: readonly string[];
  readonly attribute?: readonly string[];
  readonly dial: string;
  readonly from?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/**
 * Places one call into flows of files: no project and no stack is needed.
 * @returns the exit code: 1 when the call ends in an error
 * @throws InputError for a file or an option that cannot be used
 */
export async function simulate(files: readonly string[], options: SimulateOptions): Promise<number> {
  const loaded = instanceOfFiles(readFlowFiles(files));
  const circle = moduleCircle(loaded);
  if (circle !== undefined)
    throw new InputError(
      `Module ${circle[0]} calls itself: ${circle.join(" → ")}. The service nests modules five levels deep, and lets none call itself. Take the call out.`,
    );
  const functions = cannedFunctions(
    new Map(
      pairsOf("--lambda", options.lambda).map(([name, file]) => [name, jsonOf(`--lambda ${name}`, textOf(file))]),
    ),
  );
  const world = worldOf(loaded.instance, functions, {
    caller: callerOf(options.keys),
    force: Object.fromEntries(pointsOf("--force", options.force, loaded)),
    answers: Object.fromEntries(
      pointsOf("--answer", options.answer, loaded).map(([point, json]) => [point, jsonOf(`--answer ${point}`, json)]),
    ),
  });
  const from = options.from === undefined || namesNobody(options.from) ? options.from : e164("--from", options.from);
  const call = {
    dialed: e164("--dial", options.dial),
    at: momentOf(options.at, undefined),
    attributes: new Map(pairsOf("--attribute", options.attribute)),
    ...(from !== undefined && { from }),
  };
  const entry = entryOf(loaded, options.start);
  const result = await placeCall(call, entry, world);
  report(result, [...loaded.notes, ...notesOf(result)], entry, call.at, options.json === true);
  return result.end === "error" ? 1 : 0;
}

function entryOf({ deployed }: FileInstance, start: string | undefined): DeployedFlow {
  const flows = deployed.filter(({ type }) => type !== "MODULE");
  const names = flows.map(({ name }) => name).join(", ");
  if (flows.length === 0)
    throw new InputError(
      "None of the files is a flow: a module runs only when a flow calls it. Add the file of one that does.",
    );
  const entry =
    start === undefined ? flows[0] : flows.find(({ name, arn }) => name === start || arn.endsWith(`/${start}`));
  if (entry === undefined) throw new InputError(`--start ${start} is none of the flows: ${names}.`);
  return entry;
}

function report(result: CallResult, notes: readonly string[], entry: DeployedFlow, at: Date, json: boolean): void {
  if (json) return printJson({ ...callAsJson(result), notes });
  print(
    [entry.name, at.toISOString(), "", ...result.transcript.map(describeUtterance), "", describeCall(result)].join(
      "\n",
    ),
  );
  for (const note of notes) printError(`note: ${note}`);
}

/** Functions that no option answers for. */
const notesOf = ({ lookups }: CallResult): string[] =>
  [
    ...new Set(
      lookups
        .filter(({ error }) => error?.startsWith("The instance may not call") === true)
        .map((lookup) => lookup.function),
    ),
  ].map(
    (name) =>
      `function ${name} has no answer: its error branch is taken. Give it one with --lambda ${name.split(":")[6] ?? name}=<file>.`,
  );

/** What an option gives as `name=value`, as often as it stands there. */
function pairsOf(option: string, given: readonly string[] = []): [string, string][] {
  return given.map((text) => {
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
      throw new InputError(`${option} ${text} has no name and value. Write ${option} name=value.`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
}

/** The same for blocks, each as `flow/block`. */
function pointsOf(
  option: string,
  given: readonly string[] | undefined,
  { deployed }: FileInstance,
): [string, string][] {
  const points = new Set(
    deployed.flatMap(({ name, content }) => [...content.actions.keys()].map((block) => `${name}/${block}`)),
  );
  const pairs = pairsOf(option, given);
  const wrong = pairs.find(([point]) => !points.has(point));
  if (wrong !== undefined)
    throw new InputError(
      `${option} ${wrong[0]} is no block of the files. Write flow/block, such as ${[...points][0]}.`,
    );
  return pairs;
}

function jsonOf(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${what}: this is no JSON: ${(error as Error).message}.`);
  }
}

function e164(option: string, number: string): string {
  if (!isE164(number))
    throw new InputError(`${option} ${number} is not in E.164: +, country code, number, such as +14165550143.`);
  return number;
}

/** Functions that always answer the same, by name or ARN. */
export function cannedFunctions(answers: ReadonlyMap<string, unknown>): Functions {
  const nameOf = (arn: string): string | undefined => [arn, arn.split(":")[6] ?? ""].find((name) => answers.has(name));
  let calls = 0;
  return {
    nameOf,
    logs: [],
    invoke: (arn) => Promise.resolve({ id: ++calls, answer: answers.get(nameOf(arn) ?? arn) }),
    close: () => Promise.resolve(),
  };
}

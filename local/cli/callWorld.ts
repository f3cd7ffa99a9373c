import { resourcesOf } from "../engine/graph";
import type { Laptop } from "../laptop";
import { isCalled, type Script } from "../simulator/script";
import { unconfirmed, type Wait } from "../simulator/world";
import { InputError } from "../shared/errors";

/** What of the world around a call the command line tells. */
export interface WorldOptions {
  readonly wait?: string;
  readonly hangUpAfter?: string;
  readonly full: readonly string[];
  readonly fail: readonly string[];
  readonly force: readonly string[];
  readonly assume: readonly string[];
}

/**
 * The script that the options tell.
 * @throws InputError for what the stack does not have
 */
export function toldWorld(options: WorldOptions, laptop: Laptop): Omit<Script, "caller"> {
  const wait = waitOf(options);
  return {
    ...(wait !== undefined && { wait }),
    queues: Object.fromEntries(
      options.full.map((key) => [
        oneOf(
          "--full",
          key,
          [...laptop.instance.queues.keys()].map((arn) => laptop.instance.logicalKeys.get(arn) ?? arn),
        ),
        { full: true },
      ]),
    ),
    failingFunctions: options.fail.map((name) => functionOf(name, laptop)),
    force: Object.fromEntries(options.force.map((entry) => forceOf(entry, laptop))),
    behaviours: Object.fromEntries(options.assume.map(assumption)),
  };
}

function waitOf({ wait, hangUpAfter }: WorldOptions): Wait | undefined {
  if (wait !== undefined && hangUpAfter !== undefined)
    throw new InputError("--wait and --hang-up-after exclude each other: give the one that comes first.");
  if (wait !== undefined) return { seconds: secondsOf("--wait", wait), then: "answered" };
  return hangUpAfter === undefined ? undefined : { seconds: secondsOf("--hang-up-after", hangUpAfter), then: "hangUp" };
}

function secondsOf(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text))
    throw new InputError(`${option} ${text} is no number of seconds. Write a whole number, such as ${option} 40.`);
  return Number(text);
}

function functionOf(given: string, { graph }: Laptop): string {
  const names = resourcesOf(graph, "aws:lambda/function:Function").map(({ outputs }) => String(outputs["name"]));
  if (!names.some((name) => isCalled(name, given))) oneOf("--fail", given, names);
  return given;
}

function forceOf(entry: string, { instance }: Laptop): [string, string] {
  const [point, error] = halves("--force", entry, "mainFlow/enterQueue=QueueAtCapacity");
  const [flow = "", block = ""] = [point.slice(0, point.indexOf("/")), point.slice(point.indexOf("/") + 1)];
  const flows = [...instance.flows.values(), ...instance.modules.values()];
  const found = flows.find(({ name }) => name === flow);
  if (found === undefined)
    throw new InputError(
      `--force ${entry}: there is no flow or module ${flow}. There are ${listed(flows.map(({ name }) => name))}.`,
    );
  oneOf(`--force ${flow}/`, block, [...found.content.actions.keys()]);
  return [point, error];
}

function assumption(entry: string): [string, string] {
  const [name, value] = halves("--assume", entry, "storedSilence=error");
  const values: readonly string[] | undefined = Object.hasOwn(unconfirmed, name)
    ? unconfirmed[name as keyof typeof unconfirmed]
    : undefined;
  oneOf("--assume", name, Object.keys(unconfirmed));
  return [name, oneOf(`--assume ${name}=`, value, values ?? [])];
}

function halves(option: string, entry: string, example: string): [string, string] {
  const at = entry.lastIndexOf("=");
  if (at < 1 || at === entry.length - 1)
    throw new InputError(`${option} ${entry} has no value. Write ${option} ${example}.`);
  return [entry.slice(0, at), entry.slice(at + 1)];
}

function oneOf(option: string, given: string, known: readonly string[]): string {
  if (known.includes(given)) return given;
  throw new InputError(`${option}${/[=/]$/.test(option) ? "" : " "}${given} is not known. There are ${listed(known)}.`);
}

const listed = (names: readonly string[]): string => [...names].sort().join(", ");

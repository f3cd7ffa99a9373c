import { type ContentProblem, numberOf, type Scenario } from "connect-ivr/content";
import { suggest } from "connect-ivr/internal/contentModel/checks/suggest";
import { APIS } from "connect-ivr/internal/handlers/rows";
import { describedOperations } from "../emulator/backend/description";
import { FAULTS } from "../emulator/backend/faults";
import { plain, resourcesOf } from "../engine/graph";
import type { Laptop } from "../laptop";
import type { Call } from "../simulator/call";
import type { DeployedFlow, Instance } from "../simulator/instance";
import { unconfirmed } from "../simulator/world";
import { InputError } from "../shared/errors";
import type { NumberRow } from "connect-ivr/handlers";
import { momentOf } from "../shared/time";

/** What of a running stack the names in a scenario are found in. */
export interface Site extends Pick<Laptop, "instance" | "numbers"> {
  /** What the last part of a function's name calls it by: `getPrompts`. */
  readonly roles: readonly string[];
}

export const siteOf = ({ instance, numbers, graph }: Pick<Laptop, "instance" | "numbers" | "graph">): Site => ({
  instance,
  numbers,
  roles: resourcesOf(graph, "aws:lambda/function:Function").map(
    ({ inputs }) => String(plain(inputs["name"])).split("-").at(-1) ?? "",
  ),
});

/** A scenario whose names are all found on a stack. */
export interface Plan {
  readonly scenario: Scenario;
  readonly call: Call;
}

/** Finds the number and the moment of each scenario, and adds what is wrong with its names to `problems`. */
export function planOf(scenario: Scenario, site: Site, problems: ContentProblem[]): Plan | undefined {
  const { call, problem } = scenario;
  const dialed = numberOf(call.number, site.numbers);
  const found = "message" in dialed ? [problem(["call", "number"], dialed.message, dialed.remedy)] : [];
  const at = "message" in dialed ? undefined : momentIn(scenario, dialed.row, found);
  found.push(...worldProblems(scenario, site), ...endProblems(scenario, site.instance));
  problems.push(...found);
  if ("message" in dialed || at === undefined || found.length > 0) return undefined;
  return { scenario, call: { dialed: dialed.e164, at, ...(call.from !== undefined && { from: call.from }) } };
}

function momentIn(
  { call, problem }: Scenario,
  row: Parameters<typeof scenarioMoment>[1],
  problems: ContentProblem[],
): Date | undefined {
  try {
    return scenarioMoment(call.at ?? ORDINARY_TIME, row);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [message = "", ...remedy] = error.message.split(/(?<=\.) /);
    problems.push(problem(["call", "at"], message, remedy.join(" ")));
    return undefined;
  }
}

const queuesOf = ({ queues, logicalKeys }: Instance): string[] =>
  [...queues].map(([arn, { name }]) => logicalKeys.get(arn) ?? name);

/** The company's systems, whole or by operation. */
const systems = (): string[] => [...APIS, ...describedOperations().map(({ id }) => id)];

function worldProblems({ world, problem }: Scenario, { instance, roles }: Site): ContentProblem[] {
  const unknown = (path: readonly string[], what: string, name: string, known: readonly string[]): ContentProblem[] =>
    known.includes(name)
      ? []
      : [problem(["world", ...path], `The ${what} ${name} is not known.`, suggest(name, known))];
  return [
    ...(world.failing ?? []).flatMap((name) => unknown(["failing"], "function", name, roles)),
    ...Object.keys(world.answers ?? {}).flatMap((name) => unknown(["answers", name], "function", name, roles)),
    ...(world.full ?? []).flatMap((name) => unknown(["full"], "queue", name, queuesOf(instance))),
    ...Object.entries(world.outsideNumbers ?? {}).flatMap(([number, outcome]) =>
      unknown(["outsideNumbers", number], "outcome", outcome, [
        "answered",
        "CallFailed",
        "ConnectionTimeLimitExceeded",
      ]),
    ),
    ...Object.entries(world.service ?? {}).flatMap(([name, choice]) =>
      Object.hasOwn(unconfirmed, name)
        ? unknown(["service", name], "behaviour", choice, unconfirmed[name as keyof typeof unconfirmed])
        : unknown(["service", name], "behaviour", name, Object.keys(unconfirmed)),
    ),
    ...Object.entries(world.systems ?? {}).flatMap(([name, fault]) => [
      ...unknown(["systems", name], "system", name, systems()),
      ...unknown(["systems", name], "fault", fault, FAULTS),
    ]),
    ...Object.entries(world.force ?? {}).flatMap(([point, error]) => forceProblems(point, error, instance, unknown)),
  ];
}

/** The flows and modules of an instance. */
export const deployedIn = ({ flows, modules }: Instance): DeployedFlow[] => [...flows.values(), ...modules.values()];

function forceProblems(
  point: string,
  error: string,
  instance: Instance,
  unknown: (path: readonly string[], what: string, name: string, known: readonly string[]) => ContentProblem[],
): ContentProblem[] {
  const [flowName = "", block = ""] = point.split("/");
  const flows = deployedIn(instance);
  const flow = flows.find(({ name }) => name === flowName);
  if (flow === undefined)
    return unknown(
      ["force", point],
      "flow",
      flowName,
      flows.map(({ name }) => name),
    );
  const action = flow.content.actions.get(block);
  if (action === undefined)
    return unknown(["force", point], `block of ${flowName}`, block, [...flow.content.actions.keys()]);
  return unknown(["force", point], `error branch of ${point}`, error, Object.keys(action.errors));
}

const endProblems = ({ ends, problem }: Scenario, instance: Instance): ContentProblem[] =>
  ends.queue === undefined || queuesOf(instance).includes(ends.queue)
    ? []
    : [problem(["ends", "queue"], `The queue ${ends.queue} is not known.`, suggest(ends.queue, queuesOf(instance)))];

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

const DAY = /^([a-z]+) (([01]\d|2[0-3]):[0-5]\d)$/;

const DAY_MS = 86_400_000;

const WITHOUT_HOLIDAYS = "2026-01-01";

/** When a scenario that says nothing of it takes place. */
const ORDINARY_TIME = "monday 10:00";

/**
 * The moment of a scenario, on the clock of the dialed number. The same content gives the same moment on any day:
 * `holiday` is the first holiday of the number's row, a weekday the first one after it that is no holiday.
 * @param text a weekday or `holiday` with a time of day (`monday 10:00`), or ISO 8601
 * @throws InputError for anything else, and for `holiday` where the number has none
 */
export function scenarioMoment(text: string, number: NumberRow | undefined): Date {
  if (text === "now") throw new InputError('"now" is another time in every run. Write a day and a time.');
  const [, day, time] = DAY.exec(text) ?? [];
  if (day === undefined || (day !== "holiday" && !DAYS.includes(day))) return isoMoment(text, number);
  const holidays = number?.holidays?.split(" ") ?? [];
  const [first] = holidays;
  if (day !== "holiday")
    return momentOf(`${weekdayAfter(first ?? WITHOUT_HOLIDAYS, DAYS.indexOf(day), holidays)}T${time}`, number);
  if (first === undefined) throw new InputError("The number has no holidays. Write a date.");
  return momentOf(`${first}T${time}`, number);
}

function isoMoment(text: string, number: NumberRow | undefined): Date {
  try {
    return momentOf(text, number);
  } catch {
    throw new InputError(
      `"${text}" is no time. Write monday 10:00, holiday 11:00, or 2026-12-24T15:30; all on the number's clock.`,
    );
  }
}

function weekdayAfter(start: string, weekday: number, holidays: readonly string[]): string {
  for (let day = Date.parse(`${start}T12:00:00Z`); ; day += DAY_MS) {
    const date = new Date(day).toISOString().slice(0, "2026-01-01".length);
    if (new Date(day).getUTCDay() === weekday && !holidays.includes(date)) return date;
  }
}

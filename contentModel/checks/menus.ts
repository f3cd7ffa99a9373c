import { FLOW_REASONS, ROUTE_TYPES } from "../../handlers/contracts";
import { destinationOf, languagesByMenu, menusBehind, queueKeys, usualMenuOf } from "../content";
import type { ContentProblem } from "../problem";
import type { MenuOption } from "../schema";
import type { Path } from "../source";
import { suggest } from "./suggest";
import { calledProblems, telephoneProblems } from "./telephone";
import type { ContentContext, ContentSources } from "../sources";
import { promptRows } from "../rows/prompts";
import { ssmlProblems } from "../ssml";

/** The rows of voices are kept beside those of prompt sets. */
const VOICE_SET = "voice";

/** Every option leads to one place that exists, every menu is heard by someone and leads out. */
export function checkMenus(sources: ContentSources, context: ContentContext): ContentProblem[] {
  const { menus } = sources;
  const all = menus.data.menus;
  const heard = languagesByMenu(sources);
  const everyLanguage = new Set(Object.keys(sources.languages.data.languages));
  const leadOut = menusThatLeadOut(all);
  const setNames = new Set([...context.promptSets.map(({ name }) => name), VOICE_SET]);
  return Object.entries(all).flatMap(([menu, options]) => [
    ...(setNames.has(menu)
      ? [menus.problem(["menus", menu], `${menu} is also the name of a prompt set.`, "Give the menu another name.")]
      : []),
    ...(Object.keys(options).length === 0
      ? [menus.problem(["menus", menu], "The menu has no options.", "Add one.")]
      : []),
    ...(heard.has(menu)
      ? []
      : [
          menus.problem(
            ["menus", menu],
            "No number and no menu leads to this menu.",
            "Lead something to it, or remove it.",
          ),
        ]),
    ...(leadOut.has(menu)
      ? []
      : [
          menus.problem(
            ["menus", menu],
            "Its options lead to menus only, and those back to it.",
            "Add an option that leads to a queue, flow or module.",
          ),
        ]),
    ...Object.entries(options).flatMap(([key, option]) =>
      reasonProblems(menus, ["menus", menu, key, "reason"], option),
    ),
    ...Object.entries(options).flatMap(([key, option]) =>
      overdueProblems(sources, ["menus", menu, key, "overdue"], option),
    ),
    ...Object.entries(options).flatMap(([key, option]) =>
      optionProblems(menu, key, option, sources, context, heard.get(menu) ?? everyLanguage),
    ),
  ]);
}

/** A reason of the flows' own would send the caller another way than the option says. */
const reasonProblems = (menus: ContentSources["menus"], path: Path, { reason }: MenuOption): ContentProblem[] =>
  (FLOW_REASONS as readonly string[]).includes(reason)
    ? [menus.problem(path, `The reason ${reason} is the flows' own.`, "Name what the caller wants.")]
    : [];

/** Callers with an overdue balance are led to another menu than the others, and only to a menu. */
function overdueProblems(sources: ContentSources, path: Path, { menu, overdue }: MenuOption): ContentProblem[] {
  if (overdue === undefined) return [];
  const { menus } = sources;
  const known = Object.keys(menus.data.menus);
  if (menu === undefined)
    return [menus.problem(path, "The option leads to no menu for the others.", "Name their menu, or remove it.")];
  if (menu === overdue)
    return [
      menus.problem(
        path,
        `Callers with an overdue balance are led to ${overdue} like all others.`,
        "Name another menu, or remove it.",
      ),
    ];
  const usual = usualMenuOf(sources, overdue);
  if (usual !== menu)
    return [
      menus.problem(
        path,
        `The menu ${overdue} already stands in the place of ${usual ?? "none"}, which callers come back to once they have paid.`,
        "Give each menu one of its own.",
      ),
    ];
  return known.includes(overdue)
    ? []
    : [menus.problem(path, `The menu ${overdue} is not known.`, suggest(overdue, known))];
}

function optionProblems(
  menu: string,
  key: string,
  option: MenuOption,
  sources: ContentSources,
  context: ContentContext,
  languages: ReadonlySet<string>,
): ContentProblem[] {
  const { menus } = sources;
  const given = ROUTE_TYPES.filter((type) => option[type] !== undefined);
  const destination = destinationOf(option);
  if (given.length !== 1 || destination === undefined)
    return [
      menus.problem(
        ["menus", menu, key],
        given.length === 0 ? "The option leads nowhere." : `The option names ${given.join(" and ")}.`,
        `Name exactly one of ${ROUTE_TYPES.join(", ")}.`,
      ),
    ];
  const { type, target } = destination;
  if (option.fictional !== undefined && type !== "number")
    return [
      menus.problem(
        ["menus", menu, key, "fictional"],
        "The option leads to no number.",
        "Remove it: it marks numbers.",
      ),
    ];
  if (type === "number") {
    const path = ["menus", menu, key, type];
    const misspelt = telephoneProblems(menus, path, target);
    return misspelt.length > 0 ? misspelt : calledProblems(sources, path, target);
  }
  const queues = queueKeys(sources);
  const known: Record<typeof type, ReadonlySet<string>> = {
    queue: queues,
    callback: queues,
    menu: new Set(Object.keys(menus.data.menus)),
    flow: new Set(context.flows),
    module: new Set(context.modules),
  };
  const targets = target.includes("{language}")
    ? [...languages].map((language) => target.replace("{language}", language))
    : [target];
  const unknown = targets.find((candidate) => !known[type].has(candidate));
  return unknown === undefined
    ? []
    : [
        menus.problem(
          ["menus", menu, key, type],
          `The ${type === "callback" ? "queue" : type} ${unknown} is not known.`,
          suggest(unknown, known[type]),
        ),
      ];
}

function menusThatLeadOut(all: Readonly<Record<string, Readonly<Record<string, MenuOption>>>>): Set<string> {
  const out = new Set<string>();
  for (let before = -1; before !== out.size;) {
    before = out.size;
    for (const [menu, options] of Object.entries(all))
      if (
        Object.values(options).some(
          (option) => option.menu === undefined || menusBehind(option).every((next) => out.has(next)),
        )
      )
        out.add(menu);
  }
  return out;
}

/**
 * Menus are put together from phrases: each may be right, and the whole too long to be spoken. Needs content without
 * gaps.
 */
export function checkMenuTexts(sources: ContentSources, { environments }: ContentContext): ContentProblem[] {
  const { menus, languages } = sources;
  return promptRows(sources, [], environments).flatMap((row) => {
    const menu = row.promptSet.split("@")[0] as string;
    if (!("prompts" in row) || !(menu in menus.data.menus)) return [];
    const engine = languages.data.languages[row.language]?.engine ?? "Neural";
    return Object.values(row.prompts)
      .flatMap((text) => ssmlProblems(text, engine))
      .map((problem) =>
        menus.problem(
          ["menus", menu],
          `Put together in ${row.language}, the menu ${problem}.`,
          "Shorten its phrases, or move options to another menu.",
        ),
      );
  });
}

import { FLOW_REASONS, promptNameOf } from "../../handlers/contracts";
import { environmentsIn, languagesByMenu } from "../content";
import type { ContentProblem } from "../problem";
import type { MenuOption } from "../schema";
import { isSsml, referenceProblems, ssmlProblems, toSsml } from "../ssml";
import { suggest } from "./suggest";
import type { ContentContext, ContentSources, PromptSetShape } from "../sources";

type PromptFile = ContentSources["prompts"][number];
type KnownSet = PromptSetShape;

/** The phrases that menus are put together from: their names are the content's own. */
export const OPTIONS_SET = "options";
/** Added to every menu: key 0 and key 9. */
export const FIXED_OPTIONS = ["agent", "repeat"];

/**
 * Why callers call, as agents hear it: their names are the reasons of the menus, and the flows' own. Each is spoken
 * within another prompt.
 */
export const REASONS_SET = "reasons";

/** A set whose prompts the menus name. */
interface MenuSet {
  readonly name: string;
  /** Prompts that it has whatever the menus say. */
  readonly always: readonly string[];
  readonly named: (option: MenuOption) => string;
  readonly placeholders: readonly string[];
}
const MENU_SETS: readonly MenuSet[] = [
  { name: OPTIONS_SET, always: FIXED_OPTIONS, named: ({ say }) => say, placeholders: ["key"] },
  {
    name: REASONS_SET,
    always: FLOW_REASONS.map(promptNameOf),
    named: ({ reason }) => promptNameOf(reason),
    placeholders: [],
  },
];

/** Every prompt that a flow plays is there in every language, nothing else is, and a voice can speak it. */
export const checkPrompts = (
  sources: ContentSources,
  { promptSets, environments }: ContentContext,
): ContentProblem[] => [
  ...fileProblems(sources, environments),
  ...promptFindings(sources, promptSets).flatMap(({ gaps, problems }) => [...gaps, ...problems]),
];

/** What is wrong inside one file of prompts. */
export interface PromptFindings {
  readonly source: PromptFile;
  /** Prompts that flows or menus play and the file does not have. */
  readonly gaps: readonly ContentProblem[];
  /** Prompts that nothing plays, and texts that cannot be spoken as they stand. */
  readonly problems: readonly ContentProblem[];
}

/** What is wrong in each file of prompts, in the order of the files. */
export function promptFindings(sources: ContentSources, promptSets: readonly PromptSetShape[]): PromptFindings[] {
  const isMenuSet = ({ name }: PromptSetShape): boolean => MENU_SETS.some((set) => set.name === name);
  const ownSets = promptSets.filter((set) => !isMenuSet(set));
  // A company's own flow gives reasons that no menu names, so its set adds to the menus'.
  const added = (name: string): readonly string[] =>
    promptSets.filter((set) => set.name === name).flatMap(({ prompts }) => prompts);
  const menuSets = MENU_SETS.map((set) => ({
    ...set,
    storedIn: "table" as const,
    said: saidBy({ ...set, always: [...set.always, ...added(set.name)] }, sources),
  }));
  const known = new Map(
    [
      ...ownSets,
      ...menuSets.map((set) => ({
        ...set,
        prompts: [...new Set([...set.said.values()].flatMap((names) => [...names]))],
      })),
    ].map((set) => [set.name, set]),
  );
  return sources.prompts.map((source) => ({
    source,
    gaps: gaps(source, [
      ...ownSets,
      ...menuSets.map(({ name, said }) => ({ name, prompts: [...(said.get(source.data.language) ?? [])] })),
    ]),
    problems: layersOf(source).flatMap(({ path, sets }) => layerProblems(source, path, sets, known, sources)),
  }));
}

/**
 * Files of a language that is not known, a second file of a language, and layers that nothing reads because
 * their country or environment is not known. The environments of every stack are: files of prompts serve them all.
 * @param hosted the environments of the stack
 */
export function fileProblems(sources: ContentSources, hosted: readonly string[]): ContentProblem[] {
  const { prompts, languages, countries } = sources;
  const known = Object.keys(languages.data.languages);
  const codes = Object.keys(countries.data.countries);
  const environments = [...new Set([...hosted, ...environmentsIn(sources)])];
  return prompts.flatMap((file, index) => [
    ...(known.includes(file.data.language)
      ? []
      : [
          file.problem(
            ["language"],
            `The language ${file.data.language} is not known.`,
            suggest(file.data.language, known),
          ),
        ]),
    ...(prompts.findIndex(({ data }) => data.language === file.data.language) < index
      ? [
          file.problem(
            ["language"],
            `Another file has prompts in ${file.data.language} too.`,
            "Keep one file a language.",
          ),
        ]
      : []),
    ...Object.keys(file.data.countries).flatMap((code) =>
      unknownName(file, ["countries", code], "country", code, codes),
    ),
    ...Object.keys(file.data.environments).flatMap((key) => {
      const [environment = "", code] = key.split("#");
      return [
        ...unknownName(file, ["environments", key], "environment", environment, environments),
        ...(code === undefined ? [] : unknownName(file, ["environments", key], "country", code, codes)),
      ];
    }),
  ]);
}

const unknownName = (
  file: PromptFile,
  path: readonly string[],
  what: string,
  name: string,
  known: readonly string[],
): ContentProblem[] =>
  known.includes(name) ? [] : [file.problem(path, `The ${what} ${name} is not known.`, suggest(name, known))];

/** The prompts of a set that the menus heard in each language name. */
function saidBy({ always, named }: MenuSet, sources: ContentSources): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>();
  for (const [menu, languages] of languagesByMenu(sources))
    for (const language of languages) {
      const names = said.get(language) ?? new Set(always);
      for (const option of Object.values(sources.menus.data.menus[menu] ?? {})) names.add(named(option));
      said.set(language, names);
    }
  return said;
}

function gaps(file: PromptFile, needed: readonly Pick<KnownSet, "name" | "prompts">[]): ContentProblem[] {
  return needed.flatMap(({ name, prompts }) =>
    prompts
      .filter((prompt) => file.data.prompts[name]?.[prompt] === undefined)
      .map((prompt) =>
        file.problem(
          ["prompts", name, prompt],
          `The prompt ${prompt} is missing in ${file.data.language}.`,
          "Write it.",
        ),
      ),
  );
}

const layersOf = ({ data }: PromptFile) => [
  { path: ["prompts"], sets: data.prompts },
  ...Object.entries(data.environments).map(([environment, sets]) => ({ path: ["environments", environment], sets })),
  ...Object.entries(data.countries).map(([country, sets]) => ({ path: ["countries", country], sets })),
];

function layerProblems(
  file: PromptFile,
  path: readonly string[],
  sets: Readonly<Record<string, Readonly<Record<string, string>>>>,
  known: ReadonlyMap<string, KnownSet>,
  { languages }: ContentSources,
): ContentProblem[] {
  const engine = languages.data.languages[file.data.language]?.engine ?? "Neural";
  return Object.entries(sets).flatMap(([set, prompts]) => {
    const shape = known.get(set);
    if (shape?.storedIn === "flow" && path[0] !== "prompts")
      return [
        file.problem(
          [...path, set],
          `${set} is part of the flows, which are the same for every country and environment.`,
          "Move the text to prompts, or remove it.",
        ),
      ];
    if (shape === undefined)
      return [file.problem([...path, set], `No flow plays the prompt set ${set}.`, suggest(set, known.keys()))];
    return Object.entries(prompts).flatMap(([name, text]) => [
      ...(shape.prompts.includes(name)
        ? []
        : [file.problem([...path, set, name], "Nothing plays this prompt.", suggest(name, shape.prompts))]),
      ...(set === REASONS_SET && isSsml(text)
        ? [
            file.problem(
              [...path, set, name],
              "The text is SSML, and a reason is spoken within another prompt.",
              "Write it as plain words.",
            ),
          ]
        : []),
      ...[
        ...[...ssmlProblems(toSsml(text), engine), ...referenceProblems(text)].map((problem) => `The text ${problem}.`),
        ...placeholderProblems(shape, text),
      ].map((message) => file.problem([...path, set, name], message, "Change the text.")),
    ]);
  });
}

function placeholderProblems({ placeholders: allowed }: KnownSet, text: string): string[] {
  const used = [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] as string);
  const keys = used.filter((name) => name === "key").length;
  return [
    ...used
      .filter((name) => !allowed.includes(name))
      .map(
        (name) =>
          `The placeholder {${name}} is not filled here${allowed.length > 0 ? ` (${allowed.map((one) => `{${one}}`).join(", ")} are)` : ""}.`,
      ),
    ...(allowed.includes("key") && keys !== 1 ? ["The key to press, {key}, has to stand in the text once."] : []),
  ];
}

import type { PromptRow, VoiceRow } from "../../handlers";
import { FIXED_OPTIONS, OPTIONS_SET, REASONS_SET } from "../checks/prompts";
import { languagesByMenu, languagesOf, menuOf, menusBehind } from "../content";
import type { LanguagePrompts } from "../schema";
import { joinSsml, toSsml } from "../ssml";
import type { ContentSources, PromptSetShape } from "../sources";

/** A layer of prompts: the base (`""`), a country (`#CH`), an environment (`staging`) or both (`staging#CH`). */
interface Layer {
  readonly suffix: string;
  readonly sets: LanguagePrompts["prompts"];
}

const layersOf = (file: LanguagePrompts, environments: readonly string[]): Layer[] => [
  { suffix: "", sets: file.prompts },
  ...Object.entries(file.countries).map(([country, sets]) => ({ suffix: `#${country}`, sets })),
  ...Object.entries(file.environments)
    .filter(([key]) => environments.includes(key.split("#")[0] as string))
    .map(([suffix, sets]) => ({ suffix, sets })),
];

/** The rows of the prompts table: voices, the sets that flows fetch, and the menus put together from their options. */
export function promptRows(
  sources: ContentSources,
  promptSets: readonly PromptSetShape[],
  environments: readonly string[],
): (PromptRow | VoiceRow)[] {
  const fetched = new Set(promptSets.filter(({ storedIn }) => storedIn === "table").map(({ name }) => name));
  const spoken = new Set(sources.numbers.data.numbers.flatMap((number) => languagesOf(sources, number)));
  spoken.add(sources.languages.data.defaultLanguage);
  return sources.prompts
    .filter(({ data }) => spoken.has(data.language))
    .flatMap(({ data }) => {
      const { language } = data;
      const { voice, engine } = sources.languages.data.languages[language] as { voice: string; engine: string };
      const layers = layersOf(data, environments);
      return [
        { language, promptSet: "voice@" as const, voice, engine },
        ...layers.flatMap(({ suffix, sets }) =>
          Object.entries(sets)
            .filter(([set]) => fetched.has(set) || set === REASONS_SET)
            // A reason becomes part of another prompt, and is escaped there.
            .map(([set, texts]) => ({
              language,
              promptSet: `${set}@${suffix}`,
              prompts: set === REASONS_SET ? texts : mapValues(texts, toSsml),
            })),
        ),
        ...menuRows(sources, language, layers),
      ];
    });
}

function menuRows(sources: ContentSources, language: string, layers: readonly Layer[]): PromptRow[] {
  const served = countriesByMenu(sources, language);
  return [...languagesByMenu(sources)]
    .filter(([, languages]) => languages.has(language))
    .flatMap(([menu]) => {
      const spoken: SpokenOption[] = [
        ...sources.menus
          .keys(["menus", menu])
          .map((key): SpokenOption => [key, (sources.menus.data.menus[menu]?.[key] as { say: string }).say]),
        ["0", FIXED_OPTIONS[0] as string],
        ["9", FIXED_OPTIONS[1] as string],
      ];
      return suffixesFor(spoken, layers)
        .filter((suffix) => isServed(suffix, served.get(menu)))
        .map((suffix) => {
          const phrases = Object.assign({}, ...below(suffix, layers).map(({ sets }) => sets[OPTIONS_SET])) as Record<
            string,
            string
          >;
          const options = joinSsml(spoken.map(([key, say]) => toSsml((phrases[say] as string).replace("{key}", key))));
          return { language, promptSet: `${menu}@${suffix}`, prompts: { options } };
        });
    });
}

type SpokenOption = readonly [key: string, say: string];

/**
 * The layers that need a row of a menu: those that change one of its phrases. A menu is one prompt, so
 * where a country and an environment each change a phrase, the two together need a row as well.
 */
function suffixesFor(spoken: readonly SpokenOption[], layers: readonly Layer[]): string[] {
  const changed = layers
    .filter(({ sets }) => spoken.some(([, say]) => sets[OPTIONS_SET]?.[say] !== undefined))
    .map(({ suffix }) => suffix);
  const countries = changed.filter((suffix) => suffix.startsWith("#"));
  const environments = changed.filter((suffix) => suffix !== "" && !suffix.includes("#"));
  return [
    ...new Set([
      "",
      ...changed,
      ...environments.flatMap((environment) => countries.map((country) => environment + country)),
    ]),
  ];
}

/** The layers that a row is put together from: base, country, environment, both. */
function below(suffix: string, layers: readonly Layer[]): Layer[] {
  const [environment = "", country] = suffix.split("#");
  const wanted = ["", ...(country === undefined ? [] : [`#${country}`]), environment, suffix];
  return [...new Set(wanted)].flatMap((name) => layers.find((layer) => layer.suffix === name) ?? []);
}

const isServed = (suffix: string, countries: ReadonlySet<string> = new Set()): boolean => {
  const country = suffix.split("#")[1];
  return country === undefined || countries.has(country);
};

/** In which countries each menu is heard in this language. */
function countriesByMenu(sources: ContentSources, language: string): Map<string, Set<string>> {
  const served = new Map<string, Set<string>>();
  const visit = (menu: string, country: string): void => {
    const countries = served.get(menu) ?? new Set();
    if (countries.has(country)) return;
    served.set(menu, countries.add(country));
    for (const option of Object.values(sources.menus.data.menus[menu] ?? {}))
      for (const next of menusBehind(option)) visit(next, country);
  };
  for (const number of sources.numbers.data.numbers) {
    const menu = menuOf(sources, number);
    if (menu !== undefined && languagesOf(sources, number).includes(language)) visit(menu, number.country);
  }
  return served;
}

const mapValues = (
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

import {
  type ContentProblem,
  type ContentSources,
  languagesOf,
  promptRows,
  type PromptSetShape,
  toSsml,
} from "connect-ivr/content";
import { FIXED_OPTIONS, OPTIONS_SET } from "connect-ivr/internal/contentModel/checks/prompts";

type PromptFile = ContentSources["prompts"][number];

/** One text that a stack can speak in one language: of its rows or of its flows. */
export interface SpokenPrompt {
  readonly language: string;
  readonly voice: string;
  /** In Connect's spelling, such as `Neural`. */
  readonly engine: string;
  /** The prompt set; a menu is a set with the one prompt `options`. */
  readonly set: string;
  readonly name: string;
  /** `""` for the base, else `CH`, `staging` or `staging-CH`. */
  readonly layer: string;
  /** With its placeholders. */
  readonly ssml: string;
  /** Something to say about the text, at the place where its author can mend it. */
  readonly problem: (message: string, remedy: string) => ContentProblem;
}

/**
 * What a stack speaks in the language of a file: the rows of its prompts table, the texts that are part of
 * its flows, and the offer of the language on its numbers. A menu with a phrase that is missing is left out.
 * @param missing the prompts of the file that are gaps
 */
export function spokenPrompts(
  sources: ContentSources,
  file: PromptFile,
  missing: readonly ContentProblem[],
  promptSets: readonly PromptSetShape[],
  environments: readonly string[],
): SpokenPrompt[] {
  const { language } = file.data;
  const voice = sources.languages.data.languages[language];
  if (voice === undefined) return [];
  const spoken = (set: string, name: string, suffix: string, text: string): SpokenPrompt => ({
    language,
    voice: voice.voice,
    engine: voice.engine,
    set,
    name,
    layer: suffix.replace(/^#/, "").replace("#", "-"),
    ssml: toSsml(text),
    problem: (message, remedy) =>
      set in sources.menus.data.menus
        ? sources.menus.problem(["menus", set], message, remedy)
        : file.problem([...pathOf(suffix), set, name], message, remedy),
  });
  const phrases = new Set(
    missing
      .filter(({ key }) => key.startsWith(`prompts.${OPTIONS_SET}.`))
      .map(({ key }) => key.split(".").at(-1) as string),
  );
  const stored = (where: PromptSetShape["storedIn"]) =>
    promptSets.filter(({ storedIn }) => storedIn === where).map(({ name }) => name);
  return [
    ...stored("flow").flatMap((set) =>
      Object.entries(file.data.prompts[set] ?? {}).map(([name, text]) => spoken(set, name, "", text)),
    ),
    ...stored("number").flatMap((set) =>
      offers(sources, file, set).map(([name, suffix, text]) => spoken(set, name, suffix, text)),
    ),
    ...promptRows({ ...sources, prompts: [withPhrases(file, phrases)] }, promptSets, environments).flatMap((row) => {
      const [set = "", suffix = ""] = row.promptSet.split("@");
      return "prompts" in row && isComplete(sources, set, phrases)
        ? Object.entries(row.prompts).map(([name, ssml]) => spoken(set, name, suffix, ssml))
        : [];
    }),
  ];
}

const pathOf = (suffix: string): string[] =>
  suffix === "" ? ["prompts"] : suffix.startsWith("#") ? ["countries", suffix.slice(1)] : ["environments", suffix];

/**
 * The texts of the rows of numbers: the base, each environment, and each country where a number speaks the language.
 */
function offers(
  sources: ContentSources,
  { data }: PromptFile,
  set: string,
): [name: string, suffix: string, text: string][] {
  const countries = new Set(
    sources.numbers.data.numbers
      .filter((number) => languagesOf(sources, number).includes(data.language))
      .map(({ country }) => country),
  );
  if (countries.size === 0) return [];
  const layers = [
    ["", data.prompts] as const,
    ...Object.entries(data.countries)
      .filter(([country]) => countries.has(country))
      .map(([country, sets]) => [`#${country}`, sets] as const),
    ...Object.entries(data.environments),
  ];
  return layers.flatMap(([suffix, sets]) =>
    Object.entries(sets[set] ?? {}).map(([name, text]): [string, string, string] => [name, suffix, text]),
  );
}

/** Rows can only be put together from a file without gaps. */
const withPhrases = (file: PromptFile, phrases: ReadonlySet<string>): PromptFile => ({
  ...file,
  data: {
    ...file.data,
    prompts: {
      ...file.data.prompts,
      [OPTIONS_SET]: {
        ...file.data.prompts[OPTIONS_SET],
        ...Object.fromEntries([...phrases].map((phrase) => [phrase, ""])),
      },
    },
  },
});

const isComplete = (sources: ContentSources, menu: string, missing: ReadonlySet<string>): boolean => {
  const options = sources.menus.data.menus[menu];
  return (
    options === undefined ||
    [...FIXED_OPTIONS, ...Object.values(options).map(({ say }) => say)].every((phrase) => !missing.has(phrase))
  );
};

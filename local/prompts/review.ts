import { standardPromptSets } from "connect-ivr/internal/callFlows/promptSets";
import {
  type ContentProblem,
  type ContentSources,
  describeProblem,
  ssmlProblems,
  type PromptSetShape,
} from "connect-ivr/content";
import { checkLanguages } from "connect-ivr/internal/contentModel/checks/countries";
import {
  fileProblems,
  OPTIONS_SET,
  promptFindings,
  REASONS_SET,
} from "connect-ivr/internal/contentModel/checks/prompts";
import { type SpokenPrompt, spokenPrompts } from "./spoken";

/** The prompts of one language, and what is wrong with them. */
export interface LanguageReview {
  readonly language: string;
  /** The file of prompts; left out where a language has none. */
  readonly file?: string;
  /** Amazon Polly voice and engine; left out for a language that `languages.yaml` does not name. */
  readonly voice?: string;
  readonly engine?: string;
  /** Whether a native speaker has approved the file. */
  readonly reviewed: boolean;
  readonly prompts: readonly SpokenPrompt[];
  /** Prompts that are missing. */
  readonly gaps: readonly ContentProblem[];
  /** Texts that cannot be spoken as they stand, voices that do not exist, prompts that nothing plays. */
  readonly problems: readonly ContentProblem[];
}

/**
 * The prompts of a stack by language. The sets checked are the standard ones and, because no program is
 * evaluated, whatever the languages have in common beside them (see `ownSets`).
 * @param environments those that the stack hosts: layers of others are checked, but not spoken
 */
export function reviewPrompts(sources: ContentSources, environments: readonly string[]): LanguageReview[] {
  const promptSets = [...standardPromptSets, ...ownSets(sources)];
  const ofFiles = fileProblems(sources, environments);
  const ofLanguages = checkLanguages(sources);
  const about = (language: string): ContentProblem[] =>
    ofLanguages.filter(({ key }) => `${key}.`.startsWith(`languages.${language}.`));
  const withFile = promptFindings(sources, promptSets).map(({ source, gaps, problems }): LanguageReview => {
    const { language, reviewed } = source.data;
    const prompts = spokenPrompts(sources, source, gaps, promptSets, environments);
    return {
      language,
      file: source.file,
      ...voiceOf(sources, language),
      reviewed,
      prompts,
      gaps,
      problems: [
        ...ofFiles.filter(({ file }) => file === source.file),
        ...about(language),
        ...problems,
        ...menuProblems(sources, prompts, problems),
      ],
    };
  });
  const withoutFile = Object.keys(sources.languages.data.languages)
    .filter((language) => withFile.every((review) => review.language !== language))
    .map((language): LanguageReview => ({
      language,
      ...voiceOf(sources, language),
      reviewed: false,
      prompts: [],
      gaps: about(language),
      problems: [],
    }));
  return [...withFile, ...withoutFile];
}

const voiceOf = ({ languages }: ContentSources, language: string): { voice?: string; engine?: string } => {
  const { voice, engine } = languages.data.languages[language] ?? {};
  return voice === undefined || engine === undefined ? {} : { voice, engine };
};

/** Phrases that can each be spoken may still make a menu that cannot. */
function menuProblems(
  { menus }: ContentSources,
  prompts: readonly SpokenPrompt[],
  known: readonly ContentProblem[],
): ContentProblem[] {
  if (known.some(({ key }) => key.split(".").includes(OPTIONS_SET))) return [];
  return prompts
    .filter(({ set }) => set in menus.data.menus)
    .flatMap(({ ssml, engine, language, layer, problem }) =>
      ssmlProblems(ssml, engine).map((fault) =>
        problem(
          `The menu, put together in ${language}${layer === "" ? "" : ` for ${layer}`}, ${fault}.`,
          "Shorten its phrases, or lead some options to a second menu.",
        ),
      ),
    );
}

/** Whether there is nothing to mend. */
export const isClean = (reviews: readonly LanguageReview[]): boolean =>
  reviews.every(({ gaps, problems }) => gaps.length + problems.length === 0);

/** The review as a content author reads it: a line for each language, what is wrong below it, and the sum. */
export function describeReview(reviews: readonly LanguageReview[]): string {
  const count = (number: number, what: string): string =>
    `${number === 0 ? "no" : number} ${what}${number === 1 ? "" : "s"}`;
  const sum = (of: (review: LanguageReview) => readonly unknown[]): number =>
    reviews.reduce((total, review) => total + of(review).length, 0);
  return [
    ...reviews.flatMap(
      ({ language, file = "no file", voice = "no voice", engine = "", reviewed, prompts, gaps, problems }) => [
        `${language}  ${`${voice} ${engine}`.padEnd(18)} ${String(prompts.length).padStart(4)} prompts  ${reviewed ? "reviewed    " : "not reviewed"}  ${file}`,
        ...[...gaps, ...problems].map((problem) => `  ${describeProblem(problem)}`),
      ],
    ),
    "",
    `${count(reviews.length, "language")}, ${count(
      sum(({ prompts }) => prompts),
      "prompt",
    )}, ${count(
      sum(({ gaps }) => gaps),
      "gap",
    )}, ${count(
      sum(({ problems }) => problems),
      "problem",
    )}.`,
  ].join("\n");
}

/** What at least half of the lists hold: enough to tell what is meant from what one author misspelt or forgot. */
const common = (lists: readonly (readonly string[])[]): string[] =>
  [...new Set(lists.flat())].filter((name) => lists.filter((list) => list.includes(name)).length * 2 >= lists.length);

const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] as string);

/**
 * The sets of a company's own flows, as far as the content shows them: those that are not standard and
 * stand in at least half of the languages. Nothing says here which prompts such a flow plays, so the
 * languages are measured by each other: what at least half of the files have, the others have to have too.
 */
function ownSets({ prompts: files }: ContentSources): PromptSetShape[] {
  const standard = [OPTIONS_SET, REASONS_SET, ...standardPromptSets.map(({ name }) => name)];
  return common(files.map(({ data }) => Object.keys(data.prompts)))
    .filter((name) => !standard.includes(name))
    .map((name) => {
      const versions = files.map(({ data }) => data.prompts[name]).filter((texts) => texts !== undefined);
      return {
        name,
        prompts: common(versions.map((texts) => Object.keys(texts))),
        placeholders: common(versions.map((texts) => Object.values(texts).flatMap(placeholdersIn))),
        storedIn: "table",
      };
    });
}

import { standardPromptSets } from "../../callFlows/promptSets";
import type { ContentSources, PromptSetShape } from "../../contentModel";
import { OPTIONS_SET, REASONS_SET } from "../../contentModel/checks/prompts";

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
export function ownSets({ prompts: files }: ContentSources): PromptSetShape[] {
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

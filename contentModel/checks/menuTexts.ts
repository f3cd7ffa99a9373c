import type { ContentContext, ContentSources } from "../load";
import type { ContentProblem } from "../problem";
import { promptRows } from "../rows/prompts";
import { ssmlProblems } from "../ssml";

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

import type { ContentProblem } from "../problem";
import { checkCountries, checkLanguages } from "./countries";
import { checkMenus } from "./menus";
import { checkCallers, checkNumbers } from "./numbers";
import { checkPrompts } from "./prompts";
import type { ContentContext, ContentSources } from "../sources";

/** Every problem that no single file shows: references between files, gaps, duplicates. */
export const checkContent = (sources: ContentSources, context: ContentContext): ContentProblem[] => [
  ...checkLanguages(sources),
  ...checkCountries(sources),
  ...checkNumbers(sources, context),
  ...checkCallers(sources),
  ...checkMenus(sources, context),
  ...checkPrompts(sources, context),
];

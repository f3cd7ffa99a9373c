import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type * as v from "valibot";
import { ContentError, type ContentProblem } from "./problem";
import {
  callersSchema,
  countriesSchema,
  holidaysSchema,
  languagesSchema,
  linesOfBusinessSchema,
  menusSchema,
  numbersSchema,
  promptsSchema,
  skillsSchema,
} from "./schema";
import { readSource } from "./source";
import type { ContentSources, ContentContext } from "./sources";
import { checkMenuTexts, checkMenus } from "./checks/menus";
import { checkCountries, checkLanguages } from "./checks/countries";
import { checkCallers, checkNumbers } from "./checks/numbers";
import { checkPrompts } from "./checks/prompts";

/**
 * Loads the content of a stack from a folder of YAML files and checks it whole.
 * @param folder see `readContent`
 * @throws ContentError with every problem: file, line, key and remedy
 */
export function loadContent(folder: string, context: ContentContext): ContentSources {
  const sources = readContent(folder, context.stack);
  const found = checkContent(sources, context);
  if (found.length > 0) throw new ContentError(found);
  const tooLong = checkMenuTexts(sources, context);
  if (tooLong.length > 0) throw new ContentError(tooLong);
  return sources;
}

/**
 * Reads the content of a stack without checking what one file says of another.
 * @param folder holds languages, countries, linesOfBusiness and menus `.yaml`, the folders numbers, prompts
 *   and holidays, and, where wanted, skills and callers `.yaml`
 * @param stack names the file of numbers, `numbers/<stack>.yaml`
 * @throws ContentError for files that are missing, no YAML, or of the wrong shape
 */
export function readContent(folder: string, stack: string): ContentSources {
  const problems: ContentProblem[] = [];
  const read = <S extends v.GenericSchema>(file: string, schema: S) =>
    readSource(join(folder, file), join(basename(folder), file), schema, problems);
  const readAll = <S extends v.GenericSchema>(subfolder: string, schema: S, except?: string) =>
    yamlFiles(join(folder, subfolder))
      .filter((file) => file !== except)
      .map((file) => read(join(subfolder, file), schema))
      .filter((source) => source !== undefined);
  const readIfThere = <S extends v.GenericSchema>(file: string, schema: S) =>
    existsSync(join(folder, file)) ? read(file, schema) : undefined;
  const languages = read("languages.yaml", languagesSchema);
  const countries = read("countries.yaml", countriesSchema);
  const linesOfBusiness = read("linesOfBusiness.yaml", linesOfBusinessSchema);
  const menus = read("menus.yaml", menusSchema);
  const numbers = read(join("numbers", `${stack}.yaml`), numbersSchema);
  const otherStacks = readAll("numbers", numbersSchema, `${stack}.yaml`);
  const prompts = readAll("prompts", promptsSchema);
  const holidays = readAll("holidays", holidaysSchema);
  const skills = readIfThere("skills.yaml", skillsSchema);
  const callers = readIfThere("callers.yaml", callersSchema);
  if (!languages || !countries || !linesOfBusiness || !menus || !numbers || problems.length > 0)
    throw new ContentError(problems);
  return {
    languages,
    countries,
    linesOfBusiness,
    menus,
    numbers,
    otherStacks,
    prompts,
    holidays,
    ...(skills && { skills }),
    ...(callers && { callers }),
  };
}

const yamlFiles = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".yaml"))
        .sort()
    : [];

/** Every problem that no single file shows: references between files, gaps, duplicates. */
const checkContent = (sources: ContentSources, context: ContentContext): ContentProblem[] => [
  ...checkLanguages(sources),
  ...checkCountries(sources),
  ...checkNumbers(sources, context),
  ...checkCallers(sources),
  ...checkMenus(sources, context),
  ...checkPrompts(sources, context),
];

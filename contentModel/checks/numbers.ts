import { hasNumbers } from "../../handlers/shared/callable";
import { languagesOf, queueKeys, queueOf } from "../content";
import type { ContentProblem } from "../problem";
import type { DialedNumber } from "../schema";
import { languageListProblems } from "./countries";
import { suggest } from "./suggest";
import { telephoneProblems } from "./telephone";
import type { ContentContext, ContentSources } from "../sources";

/** Every number is a number, stands once, and all that it names is known. */
export function checkNumbers(sources: ContentSources, context: ContentContext): ContentProblem[] {
  const { numbers } = sources;
  const all = numbers.data.numbers;
  const defaultEnvironment = numbers.data.environment;
  return [
    ...(context.environments.includes(defaultEnvironment)
      ? []
      : [
          numbers.problem(
            ["environment"],
            `The stack does not host the environment ${defaultEnvironment}.`,
            suggest(defaultEnvironment, context.environments),
          ),
        ]),
    ...repeated(all, "e164").map((index) =>
      numbers.problem(
        ["numbers", index],
        `${all[index]?.e164} stands here twice.`,
        "A number has one row; remove the other.",
      ),
    ),
    ...repeated(all, "name").map((index) =>
      numbers.problem(
        ["numbers", index],
        `The name ${all[index]?.name} is used twice.`,
        "Give each number its own name.",
      ),
    ),
    ...all.flatMap((number, index) => numberProblems(number, index, sources, context)),
  ];
}

const repeated = <Field extends string>(rows: readonly { readonly [F in Field]: string }[], field: Field): number[] => {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => (seen.has(row[field]) ? [index] : (seen.add(row[field]), [])));
};

function numberProblems(
  number: DialedNumber,
  index: number,
  sources: ContentSources,
  context: ContentContext,
): ContentProblem[] {
  const { numbers, countries, linesOfBusiness, menus } = sources;
  const at = (field: keyof DialedNumber, message: string, remedy: string): ContentProblem =>
    numbers.problem(["numbers", index, field], message, remedy);
  const known = (
    field: keyof DialedNumber,
    value: string | undefined,
    names: readonly string[],
    what: string,
  ): ContentProblem[] =>
    value === undefined || names.includes(value)
      ? []
      : [at(field, `The ${what} ${value} is not known.`, suggest(value, names))];
  const codes = Object.keys(countries.data.countries);
  const queue = queueOf(sources, number);
  const queues = queueKeys(sources);
  const languages = languagesOf(sources, number);
  return [
    ...telephoneProblems(numbers, ["numbers", index, "e164"], number.e164),
    ...known("country", number.country, codes, "country"),
    ...known("hours", number.hours, codes, "country"),
    ...(number.callbackCountries ?? [])
      .filter((country) => !hasNumbers(country))
      .map((country) =>
        at("callbackCountries", `No country has the code ${country}.`, "Write codes of ISO 3166-1, such as CA."),
      ),
    ...known(
      "lineOfBusiness",
      number.lineOfBusiness,
      Object.keys(linesOfBusiness.data.linesOfBusiness),
      "line of business",
    ),
    ...known("environment", number.environment, context.environments, "environment"),
    ...known("menu", number.menu, Object.keys(menus.data.menus), "menu"),
    ...known("flow", number.flow, context.flows, "flow"),
    ...(number.languages
      ? languageListProblems(numbers, ["numbers", index, "languages"], number.languages, sources)
      : []),
    ...languages
      .map((language) => queue?.replace("{language}", language))
      .flatMap((key) =>
        key === undefined || queues.has(key)
          ? []
          : [at("queue", `The queue ${key} is not known.`, suggest(key, queues))],
      ),
  ];
}

/** Known callers are told apart, and their language is one of ours. */
export function checkCallers({ callers, languages }: ContentSources): ContentProblem[] {
  if (!callers) return [];
  const known = Object.keys(languages.data.languages);
  const all = callers.data.callers;
  return [
    ...repeated(all, "e164").map((index) =>
      callers.problem(["callers", index], "This caller stands here twice.", "Keep one line."),
    ),
    ...repeated(all, "customerId").map((index) =>
      callers.problem(["callers", index, "customerId"], "Two callers share this customerId.", "Give each their own."),
    ),
    ...all.flatMap(({ language }, index) =>
      known.includes(language)
        ? []
        : [
            callers.problem(
              ["callers", index, "language"],
              `The language ${language} is not known.`,
              suggest(language, known),
            ),
          ],
    ),
  ];
}

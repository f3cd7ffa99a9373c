import { MAXIMUM_LANGUAGES } from "../../handlers/contracts";
import type { ContentProblem } from "../problem";
import type { Path, Source } from "../source";
import { voicesFor } from "../voices";
import { suggest } from "./suggest";
import type { ContentSources } from "../sources";

/** The service keeps at most this many overrides on one hours of operation. */
const MAXIMUM_HOLIDAYS = 50;

/** Every language has a voice that speaks it, and a file of prompts. */
export function checkLanguages({ languages, prompts }: ContentSources): ContentProblem[] {
  const known = Object.keys(languages.data.languages);
  const spoken = prompts.map(({ data }) => data.language);
  return [
    ...(known.includes(languages.data.defaultLanguage)
      ? []
      : [
          languages.problem(
            ["defaultLanguage"],
            `${languages.data.defaultLanguage} is not among the languages.`,
            suggest(languages.data.defaultLanguage, known),
          ),
        ]),
    ...Object.entries(languages.data.languages).flatMap(([language, { voice, engine }]) => {
      const voices = voicesFor(language, engine);
      return voices.includes(voice)
        ? []
        : [
            languages.problem(
              ["languages", language, "voice"],
              `${voice} does not speak ${language} with the ${engine} engine.`,
              voices.length > 0 ? `Use ${voices.join(" or ")}.` : "Choose another engine.",
            ),
          ];
    }),
    ...known
      .filter((language) => !spoken.includes(language))
      .map((language) =>
        languages.problem(
          ["languages", language],
          "There are no prompts in this language.",
          `Write prompts/${language}.yaml.`,
        ),
      ),
  ];
}

/** The languages of a number or country are known and can all be offered. */
export function languageListProblems(
  source: Source<unknown>,
  path: Path,
  list: readonly string[],
  { languages }: ContentSources,
): ContentProblem[] {
  const known = Object.keys(languages.data.languages);
  return [
    ...(list.length === 0 ? [source.problem(path, "No language is offered.", "Name at least one.")] : []),
    ...(list.length > MAXIMUM_LANGUAGES
      ? [
          source.problem(
            path,
            `${list.length} languages are offered; a caller is asked to choose among ${MAXIMUM_LANGUAGES} at most.`,
            "Leave some out.",
          ),
        ]
      : []),
    ...(new Set(list).size < list.length
      ? [source.problem(path, "A language is offered twice.", "Name it once.")]
      : []),
    ...list
      .filter((language) => !known.includes(language))
      .map((language) => source.problem(path, `The language ${language} is not known.`, suggest(language, known))),
  ];
}

/** Every country has languages, menus for each line of business, and holidays. */
export function checkCountries(sources: ContentSources): ContentProblem[] {
  const { countries, linesOfBusiness, menus, holidays, skills } = sources;
  const lines = Object.keys(linesOfBusiness.data.linesOfBusiness);
  const codes = Object.keys(countries.data.countries);
  return [
    ...Object.entries(countries.data.countries).flatMap(([code, country]) => [
      ...languageListProblems(countries, ["countries", code, "languages"], country.languages, sources),
      ...(["weekdays", "saturday"] as const).flatMap((days) => {
        const hours = country.open[days];
        return hours === undefined || hours.opens < hours.closes
          ? []
          : [
              countries.problem(
                ["countries", code, "open", days],
                `It opens at ${hours.opens} and closes at ${hours.closes}.`,
                "Close later than you open, on the same day.",
              ),
            ];
      }),
      ...lines
        .filter((line) => !(line in country.menus))
        .map((line) => countries.problem(["countries", code, "menus"], `There is no menu for ${line}.`, "Name one.")),
      ...Object.entries(country.menus).flatMap(([line, menu]) => [
        ...(lines.includes(line)
          ? []
          : [
              countries.problem(
                ["countries", code, "menus", line],
                `The line of business ${line} is not known.`,
                suggest(line, lines),
              ),
            ]),
        ...(menu in menus.data.menus
          ? []
          : [
              countries.problem(
                ["countries", code, "menus", line],
                `The menu ${menu} is not known.`,
                suggest(menu, Object.keys(menus.data.menus)),
              ),
            ]),
      ]),
      ...(holidays.some(({ data }) => data.country === code)
        ? []
        : [
            countries.problem(
              ["countries", code],
              "There are no holidays for this country.",
              `Write holidays/${code}.yaml.`,
            ),
          ]),
    ]),
    ...callingCodeProblems(sources),
    ...holidays.flatMap((source, index) => [
      ...holidayProblems(source, codes),
      ...(holidays.findIndex(({ data }) => data.country === source.data.country) < index
        ? [
            source.problem(
              ["country"],
              `Another file has holidays of ${source.data.country} too.`,
              "Keep one file a country.",
            ),
          ]
        : []),
    ]),
    ...Object.keys(skills?.data.countries ?? {})
      .filter((code) => !codes.includes(code))
      .flatMap(
        (code) => skills?.problem(["countries", code], `The country ${code} is not known.`, suggest(code, codes)) ?? [],
      ),
  ];
}

function holidayProblems(source: ContentSources["holidays"][number], codes: readonly string[]): ContentProblem[] {
  const { country, holidays } = source.data;
  const dates = holidays.map(({ date }) => date);
  return [
    ...(codes.includes(country)
      ? []
      : [source.problem(["country"], `The country ${country} is not known.`, suggest(country, codes))]),
    ...(holidays.length > MAXIMUM_HOLIDAYS
      ? [
          source.problem(
            ["holidays"],
            `${holidays.length} days; the service keeps ${MAXIMUM_HOLIDAYS}.`,
            "Remove past years.",
          ),
        ]
      : []),
    ...dates.flatMap((date, index) => [
      ...(dates.indexOf(date) < index
        ? [source.problem(["holidays", index], `${date} stands here twice.`, "Keep one of them.")]
        : []),
      ...(isDate(date) ? [] : [source.problem(["holidays", index, "date"], `${date} is no date.`, "Correct it.")]),
    ]),
  ];
}

/** JavaScript takes 30 February for 2 March. */
function isDate(date: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

/** A calling code that several countries share does not say which language its callers speak. */
function callingCodeProblems(sources: ContentSources): ContentProblem[] {
  const { countries } = sources;
  const { sharedCallingCodes } = countries.data;
  const codes = Object.values(countries.data.countries).map(({ callingCode }) => callingCode);
  const shared = new Set(codes.filter((code, index) => codes.indexOf(code) < index));
  return [
    ...[...shared]
      .filter((code) => !(code in sharedCallingCodes))
      .map((code) =>
        countries.problem(
          ["sharedCallingCodes"],
          `Several countries share the calling code ${code}.`,
          `Name the languages to speak: "${code}": [en-US].`,
        ),
      ),
    ...Object.entries(sharedCallingCodes).flatMap(([code, languages]) =>
      languageListProblems(countries, ["sharedCallingCodes", code], languages, sources),
    ),
  ];
}

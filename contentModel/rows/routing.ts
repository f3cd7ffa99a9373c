import type { CallerRow, LanguageOption, MenuRow, NumberRow } from "../../handlers";
import {
  destinationOf,
  environmentOf,
  languagesOf,
  menuOf,
  overdueMenuOf,
  promptsIn,
  queueOf,
  usualMenuOf,
} from "../content";
import type { Country, DialedNumber } from "../schema";
import { toSsml } from "../ssml";
import type { ContentSources } from "../sources";

/** A number that the company really has: it takes the place of the fictional one. */
export interface ClaimedNumber {
  readonly e164: string;
  readonly phoneNumberId: string;
}

export interface RoutingSite {
  /** Claimed numbers by the logical name of the content. */
  readonly claimed: Readonly<Record<string, ClaimedNumber>>;
  /** Whether numbers carry routing criteria by country. */
  readonly skillRouting: boolean;
}

/** The items of the routing table. */
export const routingRows = (sources: ContentSources, site: RoutingSite): (NumberRow | MenuRow | CallerRow)[] => [
  ...sources.numbers.data.numbers.map((number) => numberRow(sources, number, site)),
  ...Object.keys(sources.menus.data.menus).map((menu) => menuRow(sources, menu)),
  ...(sources.callers?.data.callers ?? []).map(({ e164, language, customerId }): CallerRow => ({
    key: `caller#${e164}`,
    language,
    customerId,
  })),
];

function numberRow(sources: ContentSources, number: DialedNumber, site: RoutingSite): NumberRow {
  const schedule = sources.countries.data.countries[number.hours ?? number.country] as Country;
  const languages = languagesOf(sources, number);
  const [option1, option2, option3, option4] = languages.map((language) => languageOption(sources, language, number));
  const holidays =
    sources.holidays.find(({ data }) => data.country === (number.hours ?? number.country))?.data.holidays ?? [];
  const callerLanguages = languagesByOrigin(sources, number, languages);
  const { saturday, weekdays } = schedule.open;
  const { greetByName, recording } = sources.countries.data.countries[number.country] as Country;
  return {
    key: `number#${site.claimed[number.name]?.e164 ?? number.e164}`,
    active: number.active ? "yes" : "no",
    environment: environmentOf(sources, number),
    country: number.country,
    ...(number.callbackCountries && { callbackCountries: number.callbackCountries.join(" ") }),
    kind: number.kind,
    languages: languages.join(" "),
    defaultLanguage: languages[0] as string,
    option1: option1 as LanguageOption,
    ...(option2 && { option2 }),
    ...(option3 && { option3 }),
    ...(option4 && { option4 }),
    ...(callerLanguages !== "" && { callerLanguages }),
    lineOfBusiness: number.lineOfBusiness,
    queue: queueOf(sources, number) as string,
    ...(site.skillRouting && sources.skills && { skills: routingCriteria(sources.skills.data, number.country) }),
    menu: menuOf(sources, number) as string,
    hours: number.hours ?? number.country,
    timeZone: schedule.timeZone,
    ...(holidays.length > 0 && { holidays: holidays.map(({ date }) => date).join(" ") }),
    opens: weekdays.opens,
    closes: weekdays.closes,
    ...(saturday && { saturdayOpens: saturday.opens, saturdayCloses: saturday.closes }),
    flow: number.flow,
    apiProfile: number.apiProfile,
    greetByName: greetByName ? "yes" : "no",
    recording,
  };
}

function languageOption(sources: ContentSources, language: string, number: DialedNumber): LanguageOption {
  const { voice, engine } = sources.languages.data.languages[language] as { voice: string; engine: string };
  const prompts = promptsIn(sources, language);
  const environment = environmentOf(sources, number);
  const layers = [
    prompts?.environments[`${environment}#${number.country}`],
    prompts?.environments[environment],
    prompts?.countries[number.country],
    prompts?.prompts,
  ];
  const text = layers.map((layer) => layer?.["language"]?.["choose"]).find((choose) => choose !== undefined);
  return { language, voice, engine, prompt: toSsml(text as string) };
}

/**
 * Which language a caller from another country is offered first, by calling code: the first language
 * of that country, where the number speaks it or another variety of it. Countries that share a code
 * count only where they agree, because the code does not tell them apart.
 */
function languagesByOrigin(sources: ContentSources, number: DialedNumber, languages: readonly string[]): string {
  const firstLanguages = new Map<string, Set<string>>();
  for (const { callingCode, languages: spoken } of Object.values(sources.countries.data.countries))
    firstLanguages.set(callingCode, (firstLanguages.get(callingCode) ?? new Set()).add(spoken[0] as string));
  const own = sources.countries.data.countries[number.country]?.callingCode;
  return [...firstLanguages]
    .filter(([code, spoken]) => code !== own && spoken.size === 1)
    .map(([code, spoken]) => [code, closest([...spoken][0] as string, languages)] as const)
    .filter(([, language]) => language !== undefined && language !== languages[0])
    .map(([code, language]) => `${code}=${language}`)
    .join(" ");
}

const base = (language: string): string => language.split("-")[0] as string;
const closest = (wanted: string, languages: readonly string[]): string | undefined =>
  languages.find((language) => language === wanted) ?? languages.find((language) => base(language) === base(wanted));

/**
 * Routing criteria as `UpdateContactRoutingCriteria` takes them: first the agents who know the
 * country, and from the expiry on anyone in the queue.
 */
function routingCriteria(
  { attribute, proficiency, expirySeconds, countries }: NonNullable<ContentSources["skills"]>["data"],
  country: string,
): string {
  const condition = {
    Name: attribute,
    Value: country,
    ProficiencyLevel: proficiency.toFixed(1),
    ComparisonOperator: "NumberGreaterOrEqualTo",
  };
  const seconds = countries[country]?.expirySeconds ?? expirySeconds;
  return JSON.stringify({
    Steps: [
      {
        Expression: { AndExpression: [{ AttributeCondition: condition }] },
        Expiry: { DurationInSeconds: String(seconds) },
      },
    ],
  });
}

function menuRow(sources: ContentSources, menu: string): MenuRow {
  const options = Object.entries(sources.menus.data.menus[menu] ?? {}).flatMap(([key, option]) => {
    const destination = destinationOf(option);
    return destination === undefined
      ? []
      : [
          [
            key,
            { ...destination, reason: option.reason, ...(option.overdue !== undefined && { overdue: option.overdue }) },
          ] as const,
        ];
  });
  const usual = usualMenuOf(sources, menu);
  const overdue = overdueMenuOf(sources, menu);
  return {
    key: `menu#${menu}`,
    ...(usual !== undefined && { usual }),
    ...(overdue !== undefined && { overdue }),
    routes: {
      ...Object.fromEntries(options),
      "0": { type: "queue", target: "{queue}", reason: "agent" },
      "9": { type: "menu", target: menu, reason: "repeat" },
      timeout: { type: "menu", target: menu, reason: "silence" },
    },
  };
}

import { ROUTE_TYPES, type RouteType } from "../handlers/contracts";
import type { DialedNumber, LanguagePrompts, MenuOption } from "./schema";
import type { ContentSources } from "./sources";

/** Where an option leads; undefined where it leads nowhere, which the checks refuse. */
export function destinationOf(option: MenuOption): { type: RouteType; target: string } | undefined {
  for (const type of ROUTE_TYPES) {
    const target = option[type];
    if (target !== undefined) return { type, target };
  }
  return undefined;
}

/** The menus that an option leads to, for one caller or another. */
export const menusBehind = ({ menu, overdue }: MenuOption): string[] =>
  [menu, overdue].filter((target) => target !== undefined);

/** The menu of all others, where a menu is for callers with an overdue balance. */
export const usualMenuOf = (sources: ContentSources, menu: string): string | undefined =>
  Object.values(sources.menus.data.menus)
    .flatMap((options) => Object.values(options))
    .find(({ overdue }) => overdue === menu)?.menu;

/** The menu of callers with an overdue balance, where a menu is for all others. */
export const overdueMenuOf = (sources: ContentSources, menu: string): string | undefined =>
  Object.values(sources.menus.data.menus)
    .flatMap((options) => Object.values(options))
    .find((option) => option.menu === menu && option.overdue !== undefined)?.overdue;

/** The countries that the company calls by itself: its own, and those that callbacks of a number may go to. */
export const calledCountries = (sources: ContentSources): string[] => [
  ...new Set([
    ...Object.keys(sources.countries.data.countries),
    ...sources.numbers.data.numbers.flatMap(({ callbackCountries = [] }) => callbackCountries),
  ]),
];

/** The languages that a number offers, in order. */
export const languagesOf = (sources: ContentSources, number: DialedNumber): readonly string[] =>
  number.languages ?? sources.countries.data.countries[number.country]?.languages ?? [];

/** The menu that a number begins with. */
export const menuOf = (sources: ContentSources, number: DialedNumber): string | undefined =>
  number.menu ?? sources.countries.data.countries[number.country]?.menus[number.lineOfBusiness];

/** The queue of callers that ask for a person. */
export const queueOf = (sources: ContentSources, number: DialedNumber): string | undefined =>
  number.queue ?? sources.linesOfBusiness.data.linesOfBusiness[number.lineOfBusiness]?.queue;

export const environmentOf = (sources: ContentSources, number: DialedNumber): string =>
  number.environment ?? sources.numbers.data.environment;

/** The environments that serve a number of any stack. */
export const environmentsIn = ({ numbers, otherStacks }: ContentSources): Set<string> =>
  new Set(
    [numbers, ...otherStacks].flatMap(({ data }) => [
      data.environment,
      ...data.numbers.flatMap(({ environment = [] }) => environment),
    ]),
  );

export const promptsIn = (sources: ContentSources, language: string): LanguagePrompts | undefined =>
  sources.prompts.find(({ data }) => data.language === language)?.data;

/** Which languages each menu can be heard in: those of the numbers that begin with it or can reach it. */
export function languagesByMenu(sources: ContentSources): Map<string, Set<string>> {
  const heard = new Map<string, Set<string>>();
  const visit = (menu: string, languages: readonly string[]): void => {
    const known = heard.get(menu) ?? new Set<string>();
    const added = languages.filter((language) => !known.has(language));
    if (added.length === 0) return;
    heard.set(menu, new Set([...known, ...added]));
    for (const option of Object.values(sources.menus.data.menus[menu] ?? {}))
      for (const next of menusBehind(option)) visit(next, languages);
  };
  for (const number of sources.numbers.data.numbers) {
    const menu = menuOf(sources, number);
    if (menu !== undefined) visit(menu, languagesOf(sources, number));
  }
  return heard;
}

/** The queue keys of the content: every line of business in every language, and the default queue. */
export const DEFAULT_QUEUE = "default";
export function queueKeys(sources: ContentSources): Set<string> {
  const languages = Object.keys(sources.languages.data.languages);
  const groups = Object.values(sources.linesOfBusiness.data.linesOfBusiness).map(({ queue }) => queue);
  return new Set([
    DEFAULT_QUEUE,
    ...groups.flatMap((queue) => languages.map((language) => queue.replace("{language}", language))),
  ]);
}

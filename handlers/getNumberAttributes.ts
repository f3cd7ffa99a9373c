import { NONE, type OptionPosition } from "./contracts";
import type { CallerRow, LanguageOption, NumberRow } from "./rows";
import { callerNumberOf, dialedNumberOf } from "./shared/callerNumber";
import { type Answer, answer, fill, languageOf, type LookupHandler, RowMissing, UnknownNumber } from "./shared/lookup";
import { dayPartOf, localTime, spokenTime } from "./shared/localTime";

/**
 * Looks up the attributes of the dialed number for this caller at this moment: the language offered
 * first is the caller's own where it is known, else that of the country called from.
 */
export const getNumberAttributes: LookupHandler = async (event, { tables, now }) => {
  const dialed = dialedNumberOf(event);
  if (dialed === undefined) throw new RowMissing("The contact has no dialed number.");
  const callerNumber = callerNumberOf(event);
  const { number, caller } = await tables.numberAndCaller(dialed, callerNumber);
  if (number === undefined) throw new UnknownNumber();
  if (number.active !== "yes") throw new RowMissing("The dialed number is not active.");
  const options = offeredOptions(number, caller, callerNumber);
  const first = options[0] as LanguageOption;
  const local = localTime(now(), number.timeZone);
  const language = languageOf(event) ?? first.language;
  const time = (value: string | undefined): string => (value === undefined ? NONE : spokenTime(value, language));
  return answer(event, {
    environment: number.environment,
    country: number.country,
    languages: options.map((option) => option.language).join(" "),
    defaultLanguage: first.language,
    defaultVoice: first.voice,
    defaultEngine: first.engine,
    lineOfBusiness: number.lineOfBusiness,
    queue: number.queue,
    skills: number.skills ?? NONE,
    menu: number.menu,
    hours: number.hours,
    flow: number.flow,
    apiProfile: number.apiProfile,
    dayPart: dayPartOf(local.hour),
    holiday: (number.holidays ?? "").split(" ").includes(local.date) ? "yes" : "no",
    opens: time(number.opens),
    closes: time(number.closes),
    saturdayOpens: time(number.saturdayOpens),
    saturdayCloses: time(number.saturdayCloses),
    identity: caller ? "known" : "unknown",
    customerId: caller?.customerId ?? NONE,
    greetByName: number.greetByName,
    recording: number.recording,
    optionCount: String(options.length),
    ...optionAnswers(options),
  });
};

function offeredOptions(
  number: NumberRow,
  caller: CallerRow | undefined,
  callerNumber: string | undefined,
): LanguageOption[] {
  const options = [number.option1, number.option2, number.option3, number.option4].filter(
    (option) => option !== undefined,
  );
  const wanted = [caller?.language, languageOfOrigin(number, callerNumber), number.defaultLanguage];
  const preferred = wanted.map((language) => language && preferredOption(options, language)).find((option) => option);
  return !preferred ? options : [preferred, ...options.filter((option) => option !== preferred)];
}

/** The very language, else another variety of it: a caller who speaks fr-FR is offered fr-CA. */
function preferredOption(options: readonly LanguageOption[], language: string): LanguageOption | undefined {
  const base = (tag: string): string => tag.split("-")[0] as string;
  return (
    options.find((option) => option.language === language) ??
    options.find((option) => base(option.language) === base(language))
  );
}

function languageOfOrigin(number: NumberRow, callerNumber: string | undefined): string | undefined {
  if (callerNumber === undefined || number.callerLanguages === undefined) return undefined;
  const pair = number.callerLanguages.split(" ").find((entry) => callerNumber.startsWith(`+${entry.split("=")[0]}`));
  return pair?.split("=")[1];
}

function optionAnswers(options: readonly LanguageOption[]): Answer {
  const positions: readonly OptionPosition[] = [1, 2, 3, 4];
  return Object.assign(
    {},
    ...positions.map((position): Answer => {
      const option = options[position - 1];
      return {
        [`option${position}Language`]: option?.language ?? NONE,
        [`option${position}Voice`]: option?.voice ?? NONE,
        [`option${position}Engine`]: option?.engine ?? NONE,
        [`option${position}Prompt`]: option === undefined ? NONE : fill(option.prompt, { key: String(position) }),
      };
    }),
  ) as Answer;
}

import { type Fragment, fragment, match, type Reference, say } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { hoursPrompts, prompts } from "../promptSets";

/** The answers of `getNumberAttributes` that the opening hours are said from. */
export const OPENING_TIMES = ["opens", "closes", "saturdayOpens", "saturdayCloses"] as const;

/** Says when the number is open: the week, and Saturday where there is one. */
export function openingHours<const Exit extends string>(
  times: { readonly [Time in (typeof OPENING_TIMES)[number]]: Reference },
  fallbackLanguage: string,
  to: { then: Exit; error: Exit },
): Fragment<"loadOpeningHours", Exit> {
  const { then, error }: Record<"then" | "error", string> = to;
  const hours = prompts(hoursPrompts, fallbackLanguage);
  const { opens, closes, saturdayOpens, saturdayCloses } = times;
  return fragment<"loadOpeningHours", Exit>({
    loadOpeningHours: hours.fetch(
      { then: "keepOpeningHours", error },
      { opens, closes, saturdayOpens, saturdayCloses },
    ),
    keepOpeningHours: hours.keep({ then: "sayWeek", error }),
    sayWeek: say(hours.kept.week, { then: "hasSaturday", error }),
    hasSaturday: match(saturdayOpens, { [contracts.NONE]: then }, "saySaturday"),
    saySaturday: say(hours.kept.saturday, { then, error }),
  });
}

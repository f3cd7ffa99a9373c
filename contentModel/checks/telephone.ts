import { PhoneNumberUtil } from "google-libphonenumber";
import { refusalOf } from "../../handlers/shared/callable";
import { calledCountries } from "../content";
import type { ContentProblem } from "../problem";
import type { Path, Source } from "../source";
import type { ContentSources } from "../sources";

/** A number in E.164 whose country does not exist, or that has too few or too many digits for it. */
export const telephoneProblems = (source: Source<unknown>, path: Path, e164: string): ContentProblem[] =>
  isPossible(e164) ? [] : [source.problem(path, `${e164} cannot be a telephone number.`, "Check its digits.")];

/** A number that callers are led to, and that the company does not call: the rule is that of callbacks. */
export function calledProblems(sources: ContentSources, path: Path, e164: string): ContentProblem[] {
  const { menus, numbers } = sources;
  if (numbers.data.numbers.some((number) => number.e164 === e164))
    return [menus.problem(path, `${e164} is a number of the company itself.`, "Lead to a menu, flow or queue.")];
  const refusal = refusalOf(e164, calledCountries(sources));
  return refusal === undefined
    ? []
    : [
        menus.problem(
          path,
          `${e164} is not called: ${refusal}.`,
          "Check its digits, or name its country under callbackCountries of the numbers that lead there.",
        ),
      ];
}

function isPossible(e164: string): boolean {
  const util = PhoneNumberUtil.getInstance();
  try {
    return util.isPossibleNumber(util.parse(e164));
  } catch {
    // The library throws at a calling code that no country has.
    return false;
  }
}

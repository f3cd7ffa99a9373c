import { PhoneNumberUtil } from "google-libphonenumber";
import type { ContentProblem } from "../problem";
import type { Path, Source } from "../source";

/** A number in E.164 whose country does not exist, or that has too few or too many digits for it. */
export const telephoneProblems = (source: Source<unknown>, path: Path, e164: string): ContentProblem[] =>
  isPossible(e164) ? [] : [source.problem(path, `${e164} cannot be a telephone number.`, "Check its digits.")];

function isPossible(e164: string): boolean {
  const util = PhoneNumberUtil.getInstance();
  try {
    return util.isPossibleNumber(util.parse(e164));
  } catch {
    // The library throws at a calling code that no country has.
    return false;
  }
}

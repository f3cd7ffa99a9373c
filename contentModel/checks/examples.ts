import { type ContentProblem, describeProblem } from "../problem";
import { isReservedNumber } from "../reservedNumbers";
import type { Source } from "../source";
import type { ContentSources } from "../sources";

/** What of the content is an example, and so has no place on an instance. */
export interface ContentExamples {
  /** Keys of the rows of fictional numbers: dialed ones that are not claimed, and callers'. */
  readonly rowKeys: readonly string[];
  /** What is to be done about them. */
  readonly rows: readonly string[];
  /** The numbers that callers would be transferred to, a line each. */
  readonly targets: readonly string[];
}

interface Numbered {
  readonly e164: string;
  readonly fictional?: "reserved" | "example" | undefined;
}

/**
 * The examples of the content: telephone numbers that are marked `fictional`, or kept for fiction whatever is said of
 * them.
 * @param claimed numbers that take the place of those in the content, by logical name
 */
export function contentExamples(
  { numbers, callers, menus }: ContentSources,
  claimed: Readonly<Record<string, unknown>>,
): ContentExamples {
  const dialed = numbers.data.numbers.map((number) => isFictional(number) && !(number.name in claimed));
  const calling = callers?.data.callers.map(isFictional) ?? [];
  return {
    rowKeys: [
      ...numbers.data.numbers.filter((_, index) => dialed[index]).map(({ e164 }) => `number#${e164}`),
      ...(callers?.data.callers ?? []).filter((_, index) => calling[index]).map(({ e164 }) => `caller#${e164}`),
    ],
    rows: [
      ...counted(
        numbers,
        "numbers",
        dialed,
        "Claim them under numbers of the stack file, remove them, or leave their rows out",
      ),
      ...(callers
        ? counted(callers, "callers", calling, "Put in your own testers, remove them, or leave their rows out")
        : []),
    ],
    targets: Object.entries(menus.data.menus).flatMap(([menu, options]) =>
      Object.entries(options).flatMap(([key, { number, fictional }]) =>
        number === undefined || !isFictional({ e164: number, fictional })
          ? []
          : [
              describeProblem(
                menus.problem(
                  ["menus", menu, key, "number"],
                  `${number} is fictional: it is nobody's, or that of somebody who knows nothing of it.`,
                  "Put in a number of your own, or lead the option elsewhere.",
                ),
              ),
            ],
      ),
    ),
  };
}

const isFictional = ({ e164, fictional }: Numbered): boolean => fictional !== undefined || isReservedNumber(e164);

/** One line for all: there may be hundreds. */
function counted(source: Source<unknown>, list: string, found: readonly boolean[], remedy: string): string[] {
  const problem = (index: number): ContentProblem =>
    source.problem(
      [list, index],
      `This is the first of ${found.filter((is) => is).length} that are fictional.`,
      `${remedy}: leaveOutFictionalNumbers.`,
    );
  const first = found.indexOf(true);
  return first === -1 ? [] : [describeProblem(problem(first))];
}

/**
 * For how many days CloudWatch keeps log lines: it takes these and no other (API reference, PutRetentionPolicy). The
 * provider's 0, for ever, is not among them: lines of calls have an end.
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What is wrong with a number of days that log lines shall be kept, as a sentence with its remedy. */
export function logRetentionProblem(days: number): string | undefined {
  if (LOG_RETENTION_DAYS.includes(days)) return undefined;
  const next = LOG_RETENTION_DAYS.find((longer) => longer > days) ?? LOG_RETENTION_DAYS.at(-1);
  return `CloudWatch does not keep log lines for ${days} days. Write ${next}, or another of ${LOG_RETENTION_DAYS.join(", ")}.`;
}

/** The same of an argument of a component, with its name. */
export const logRetentionProblems = (argument: string, days: number | undefined): string[] => {
  const problem = days === undefined ? undefined : logRetentionProblem(days);
  return problem === undefined ? [] : [`${argument}: ${problem}`];
};

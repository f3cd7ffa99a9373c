/** What is wrong with a number of invocations that are kept for a function. None at all would stop it. */
export const reservedConcurrencyProblem = (reserved: number): string | undefined =>
  Number.isInteger(reserved) && reserved >= 1
    ? undefined
    : "Write a whole number from 1 on: with 0 the function never runs.";

/** What is wrong with what is kept for several functions each. */
export const reservedConcurrencyProblems = (reserved: number | undefined): string[] => {
  const problem = reserved === undefined ? undefined : reservedConcurrencyProblem(reserved);
  return problem === undefined ? [] : [`reservedConcurrency: ${problem}`];
};

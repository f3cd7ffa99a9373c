/** What is wrong with a value that has to be a whole number within limits, as a sentence with its remedy. */
export const wholeBetween = (
  name: string,
  value: number,
  [minimum, maximum]: readonly [minimum: number, maximum: number],
): string[] =>
  Number.isInteger(value) && value >= minimum && value <= maximum
    ? []
    : [`${name} is ${value}. Write a whole number from ${minimum} to ${maximum}.`];

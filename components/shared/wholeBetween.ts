type Limits = readonly [minimum: number, maximum: number];

/** What is wrong with the fields of a policy, each of which has its limits and may be left out. */
export const fieldProblems = <Field extends string>(
  argument: string,
  policy: { readonly [Name in Field]?: number },
  limits: Readonly<Record<Field, Limits>>,
): string[] =>
  (Object.entries(policy) as [Field, number | undefined][]).flatMap(([name, value]) =>
    value === undefined ? [] : wholeBetween(`${argument}.${name}`, value, limits[name]),
  );

/** What is wrong with a value that has to be a whole number within limits, as a sentence with its remedy. */
export const wholeBetween = (name: string, value: number, [minimum, maximum]: Limits): string[] =>
  Number.isInteger(value) && value >= minimum && value <= maximum
    ? []
    : [`${name} is ${value}. Write a whole number from ${minimum} to ${maximum}.`];

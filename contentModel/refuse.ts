/** @throws Error with every problem under one heading, when there is any */
export function refuse(heading: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new Error([heading, ...problems].join("\n  "));
}

import type { Functions } from "../simulator/functions";

/** Functions that always answer the same, by name or ARN. */
export function cannedFunctions(answers: ReadonlyMap<string, unknown>): Functions {
  const nameOf = (arn: string): string | undefined => [arn, arn.split(":")[6] ?? ""].find((name) => answers.has(name));
  let calls = 0;
  return {
    nameOf,
    logs: [],
    invoke: (arn) => Promise.resolve({ id: ++calls, answer: answers.get(nameOf(arn) ?? arn) }),
    close: () => Promise.resolve(),
  };
}

/** What is filled in when an object is begun: `!{partitionKeyFromQuery:dt}`. */
export const EXPRESSION = /!\{([a-zA-Z-]+):([^}]*)\}/g;

/** What the expressions of a prefix stand for. */
export interface PrefixValues {
  /** By key, what the partition query answered. */
  readonly partition?: Readonly<Record<string, string>>;
  readonly errorType?: string;
  /** When the first record of the object arrived, in milliseconds. */
  readonly arrivedAt: number;
}

/** The parts of a moment that Java's patterns name, in UTC. */
const PATTERN = /yyyy|MM|dd|HH|mm|ss/g;

/** @throws Error for an expression that is not known here */
export const filled = (prefix: string, values: PrefixValues): string =>
  prefix.replace(EXPRESSION, (expression, namespace: string, argument: string) => {
    const value = valueOf(namespace, argument, values);
    if (value === undefined) throw new Error(`What ${expression} stands for is not known here.`);
    return value;
  });

function valueOf(
  namespace: string,
  argument: string,
  { partition, errorType, arrivedAt }: PrefixValues,
): string | undefined {
  if (namespace === "partitionKeyFromQuery") return partition?.[argument];
  if (namespace === "firehose" && argument === "error-output-type") return errorType;
  return namespace === "timestamp" && argument.replace(PATTERN, "").match(/[a-zA-Z]/) === null
    ? timeIn(argument, arrivedAt)
    : undefined;
}

/** A moment written by a pattern of `yyyy`, `MM`, `dd`, `HH`, `mm` and `ss`. */
export function timeIn(pattern: string, moment: number): string {
  const [yyyy, MM, dd, HH, mm, ss] = new Date(moment).toISOString().split(/[-T:.]/);
  return pattern.replace(PATTERN, (part) => ({ yyyy, MM, dd, HH, mm, ss })[part] as string);
}

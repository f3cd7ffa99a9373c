/** What is written to the logs meanwhile. */
export async function written(work: () => unknown): Promise<string> {
  const streams = [process.stdout, process.stderr];
  const own = streams.map((stream): unknown => Reflect.get(stream, "write"));
  let text = "";
  for (const stream of streams) stream.write = (part: string | Uint8Array) => ((text += String(part)), true);
  try {
    await work();
  } finally {
    for (const [index, stream] of streams.entries()) Reflect.set(stream, "write", own[index]);
  }
  return text;
}

/** A metric as CloudWatch has it: an alarm that names it otherwise watches nothing. */
export interface Counted {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What CloudWatch counts by the lines of a log (embedded metric format). */
export const countedIn = (log: string): Counted[] =>
  log
    .split("\n")
    .filter((line) => line.includes('"CloudWatchMetrics"'))
    .map((line) => JSON.parse(line) as Embedded)
    .flatMap((record) =>
      record._aws.CloudWatchMetrics.flatMap(({ Namespace: namespace, Dimensions, Metrics }) =>
        Metrics.flatMap(({ Name: metricName }) =>
          Dimensions.map((names) => ({
            namespace,
            metricName,
            dimensions: Object.fromEntries(names.map((name) => [name, record[name] as string])),
          })),
        ),
      ),
    );

interface Embedded {
  readonly [field: string]: unknown;
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

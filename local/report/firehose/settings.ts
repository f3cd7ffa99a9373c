import { type Graph, plain, resourcesOf } from "../../engine/graph";
import { EXPRESSION } from "./prefix";
import { InputError } from "../../shared/errors";

/** What a delivery stream does to the records that it is given, as far as their place and form in the bucket go. */
export interface DeliverySettings {
  readonly streamName: string;
  /** Of objects whose records have a partition, with `!{…}` expressions. */
  readonly prefix: string;
  readonly errorPrefix: string;
  /** Behind the name of each object. */
  readonly extension: string;
  readonly compressed: boolean;
  /** What stands behind each record. */
  readonly delimiter: string;
  /** The function that records are handed to first; none where they are kept as they come. */
  readonly transform?: {
    readonly arn: string;
    /** How often a batch is handed over again. */ readonly retries: number;
    readonly batchBytes: number;
  };
  /** The jq query whose answer is the partition of a record; none where records are not partitioned. */
  readonly partitionQuery?: string;
  /** Bytes of records, before compression, after which an object is closed. */
  readonly objectBytes: number;
}

interface Processor {
  readonly type: string;
  readonly parameters?: readonly { readonly parameterName: string; readonly parameterValue: string }[];
}

interface Destination {
  readonly prefix?: string;
  readonly errorOutputPrefix?: string;
  readonly fileExtension?: string;
  readonly compressionFormat?: string;
  readonly bufferingSize?: number;
  readonly customTimeZone?: string;
  readonly s3BackupMode?: string;
  readonly dataFormatConversionConfiguration?: unknown;
  readonly dynamicPartitioningConfiguration?: { readonly enabled?: boolean };
  readonly processingConfiguration?: { readonly enabled?: boolean; readonly processors?: readonly Processor[] };
}

const TYPE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
/** By default the service closes an object after 5 MB. */
const DEFAULT_MEGABYTES = 5;
/** By default the service gathers 1 MB for a function, and calls it four times at most. */
const DEFAULT_BATCH_MEGABYTES = 1;
const DEFAULT_RETRIES = 3;
/** Records of Connect come one by one, so that there is nothing to take apart. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(["RecordDeAggregation"]);

/**
 * The settings of the one delivery stream of a graph.
 * @throws InputError when there is none or more than one, or it has a setting that is not known here:
 * the archive on this machine would not be the one in the bucket
 */
export function deliverySettings(graph: Graph): DeliverySettings {
  const streams = resourcesOf(graph, TYPE);
  const [stream] = streams;
  if (stream === undefined)
    throw new InputError(
      `Stack ${graph.stack} has no archive of contact records with a delivery stream of its own. Add a ContactRecordArchive, or name another stack with --stack; where it adopts a delivery stream, read its files with --from.`,
    );
  if (streams.length > 1)
    throw new InputError(
      `Stack ${graph.stack} has ${streams.length} delivery streams, and only one can take the contact records.`,
    );
  const { destination, name, extendedS3Configuration } = plain(stream.outputs) as {
    destination: string;
    name?: string;
    extendedS3Configuration?: Destination;
  };
  if (destination !== "extended_s3" || extendedS3Configuration === undefined)
    throw notKnown(stream.name, `destination ${destination}`);
  return settingsOf(name ?? stream.name, extendedS3Configuration);
}

/** Where the objects of partitioned records lie, as a glob. */
export const objectsOf = ({ prefix }: DeliverySettings): string => `${prefix.replace(EXPRESSION, "*")}*`;

const notKnown = (stream: string, what: string): InputError =>
  new InputError(`The delivery stream ${stream} has ${what}, and what becomes of its records then is not known here.`);

function settingsOf(streamName: string, destination: Destination): DeliverySettings {
  const {
    prefix = "",
    errorOutputPrefix = "",
    compressionFormat = "UNCOMPRESSED",
    fileExtension,
    bufferingSize = DEFAULT_MEGABYTES,
  } = destination;
  if (!["GZIP", "UNCOMPRESSED"].includes(compressionFormat))
    throw notKnown(streamName, `the compression ${compressionFormat}`);
  for (const setting of ["customTimeZone", "dataFormatConversionConfiguration"] as const)
    if (destination[setting] !== undefined) throw notKnown(streamName, setting);
  const { partitionQuery, ...processed } = processing(streamName, destination.processingConfiguration);
  const isPartitioned = destination.dynamicPartitioningConfiguration?.enabled === true;
  if (isPartitioned !== (partitionQuery !== undefined))
    throw notKnown(
      streamName,
      isPartitioned ? "dynamic partitioning without a query" : "a partition query without dynamic partitioning",
    );
  return {
    streamName,
    prefix,
    errorPrefix: errorOutputPrefix,
    ...processed,
    extension: fileExtension ?? (compressionFormat === "GZIP" ? ".gz" : ""),
    compressed: compressionFormat === "GZIP",
    objectBytes: bufferingSize * 1024 * 1024,
    ...(partitionQuery !== undefined && { partitionQuery }),
  };
}

function processing(
  stream: string,
  configuration: Destination["processingConfiguration"],
): Pick<DeliverySettings, "delimiter" | "partitionQuery" | "transform"> {
  const processors = configuration?.enabled === true ? (configuration.processors ?? []) : [];
  let delimiter = "";
  let partitionQuery: string | undefined;
  let transform: DeliverySettings["transform"];
  for (const { type, parameters = [] } of processors) {
    const given = Object.fromEntries(
      parameters.map(({ parameterName, parameterValue }) => [parameterName, parameterValue]),
    );
    if (type === "AppendDelimiterToRecord") delimiter = (given["Delimiter"] ?? "\\n").replaceAll("\\n", "\n");
    else if (type === "MetadataExtraction" && given["JsonParsingEngine"] === "JQ-1.6")
      partitionQuery = given["MetadataExtractionQuery"];
    else if (type === "Lambda") transform = transformIn(given);
    else if (!WITHOUT_EFFECT.has(type)) throw notKnown(stream, `the processor ${type}`);
  }
  return {
    delimiter,
    ...(transform !== undefined && { transform }),
    ...(partitionQuery !== undefined && { partitionQuery }),
  };
}

/** An ARN may name a version behind the function, of which there is one here. */
const transformIn = ({
  LambdaArn = "",
  NumberOfRetries,
  BufferSizeInMBs,
}: Readonly<Record<string, string>>): NonNullable<DeliverySettings["transform"]> => ({
  arn: LambdaArn.split(":").slice(0, ARN_PARTS).join(":"),
  retries: Number(NumberOfRetries ?? DEFAULT_RETRIES),
  batchBytes: Number(BufferSizeInMBs ?? DEFAULT_BATCH_MEGABYTES) * 1024 * 1024,
});

/** `arn:aws:lambda:<region>:<account>:function:<name>` */
const ARN_PARTS = 7;

/** Folder of the records in the bucket; under it `dt=yyyy-MM-dd/`, the day (UTC) each contact began. */
export const RECORDS_PREFIX = "contact-records/";

/**
 * Folder of what could not be delivered as a record. It lies beside the records, never under them: a report would read
 * it.
 */
export const ERRORS_PREFIX = "errors/";

/**
 * The day of a record's partition, by jq. The day the contact began, because a record that comes
 * again days later then lies beside its first copy. The slice cannot fail where a conversion of the
 * timestamp would: on null or on fractions of a second.
 */
export const PARTITION_QUERY = '{dt:((.InitiationTimestamp // .LastUpdateTimestamp // "1970-01-01")[0:10])}';

/** The line feed behind each record, which Connect does not write, as the service takes it: in two characters. */
export const DELIMITER = "\\n";

/** A processor of a delivery stream; its values are texts, or come from resources. */
export interface Processor<Value> {
  type: string;
  parameters: { parameterName: string; parameterValue: Value }[];
}

/**
 * What the delivery stream does with a record, in order: the transform, where there is one, the line
 * end, the day.
 */
export function processors<Arn>(transformArn?: Arn): Processor<Arn | string>[] {
  return [
    ...(transformArn === undefined
      ? []
      : [{ type: "Lambda", parameters: [{ parameterName: "LambdaArn", parameterValue: transformArn }] }]),
    { type: "AppendDelimiterToRecord", parameters: [{ parameterName: "Delimiter", parameterValue: DELIMITER }] },
    {
      type: "MetadataExtraction",
      parameters: [
        { parameterName: "JsonParsingEngine", parameterValue: "JQ-1.6" },
        { parameterName: "MetadataExtractionQuery", parameterValue: PARTITION_QUERY },
      ],
    },
  ];
}

/** How records lie in the bucket: gzip, one record a line. 64 MB and 60 s are the least that partitions allow. */
export const delivery = {
  prefix: `${RECORDS_PREFIX}dt=!{partitionKeyFromQuery:dt}/`,
  errorOutputPrefix: `${ERRORS_PREFIX}!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/`,
  compressionFormat: "GZIP",
  fileExtension: ".json.gz",
  bufferingSize: 64,
  bufferingInterval: 300,
  dynamicPartitioningConfiguration: { enabled: true, retryDuration: 300 },
} as const;

import { getDeliveryStream, type GetDeliveryStreamResult } from "@pulumi/aws-native/kinesisfirehose";
import * as pulumi from "@pulumi/pulumi";
import { DELIMITER, delivery, ERRORS_PREFIX, PARTITION_QUERY, RECORDS_PREFIX } from "./layout";

/** How a delivery stream writes to a bucket, as the service tells it. */
export type Destination = NonNullable<GetDeliveryStreamResult["extendedS3DestinationConfiguration"]>;

/** Where reports will look for what the stream writes. */
export interface Expected {
  readonly bucketArn: string;
  readonly recordsPrefix: string;
}

/**
 * Asks the service how a stream that exists writes, and warns of all that a report would not read. @returns once it is
 * said
 */
export async function warnOfAdopted(streamName: string, expected: Expected, parent: pulumi.Resource): Promise<void> {
  const warn = (warning: string): Promise<void> =>
    pulumi.log.warn(`The delivery stream ${streamName} is adopted as it is. ${warning}`, parent);
  try {
    const { extendedS3DestinationConfiguration: destination } = await getDeliveryStream(
      { deliveryStreamName: streamName },
      { parent },
    );
    for (const warning of adoptionWarnings(destination, expected)) await warn(warning);
  } catch (error) {
    await warn(`${notSeen(expected)} ${(error as Error).message}`);
  }
}

const notSeen = ({ bucketArn, recordsPrefix }: Expected): string =>
  `How it writes cannot be seen. Reports need one JSON record a line, gzip or plain, in ${bucketArn} under ${recordsPrefix}dt=yyyy-MM-dd/ by the day (UTC) the contact began, and its errors in no folder below.`;

/** @returns a sentence for each setting with which reports would be wrong, or that hides whether they are */
export function adoptionWarnings(destination: Destination | undefined, expected: Expected): string[] {
  if (destination === undefined) return [notSeen(expected)];
  const {
    bucketArn,
    compressionFormat = "UNCOMPRESSED",
    dataFormatConversionConfiguration,
    errorOutputPrefix = ERRORS_PREFIX,
    prefix = "",
  } = destination;
  const processors =
    destination.processingConfiguration?.enabled === true ? (destination.processingConfiguration.processors ?? []) : [];
  const parameter = (type: string, name: string): string | undefined =>
    processors.find((one) => one.type === type)?.parameters?.find(({ parameterName }) => parameterName === name)
      ?.parameterValue;
  const has = (type: string): boolean => processors.some((one) => one.type === type);
  const endsLines =
    has("AppendDelimiterToRecord") &&
    [undefined, DELIMITER, "\n"].includes(parameter("AppendDelimiterToRecord", "Delimiter"));
  const folder = delivery.prefix.replace(RECORDS_PREFIX, expected.recordsPrefix);
  const query = parameter("MetadataExtraction", "MetadataExtractionQuery");
  return [
    ...(bucketArn === expected.bucketArn
      ? []
      : [`It writes to ${bucketArn}, and existingBucket is ${expected.bucketArn}.`]),
    ...(["GZIP", "UNCOMPRESSED"].includes(compressionFormat)
      ? []
      : [`It writes ${compressionFormat}; reports read gzip and plain text.`]),
    ...(dataFormatConversionConfiguration?.enabled === true
      ? ["It converts the records to another format; reports read JSON."]
      : []),
    ...(has("Lambda")
      ? ["A function changes the records: whether they are contact records still, one a line, cannot be seen."]
      : endsLines
        ? []
        : [
            "It ends no record with a line feed: reports find one record in each file. Give it the processor AppendDelimiterToRecord.",
          ]),
    ...(prefix === folder
      ? []
      : [
          `It writes below "${prefix}"; reports look below ${folder}. By any other day than the one the contact began, a record that comes again is counted twice.`,
        ]),
    ...(prefix !== folder || query === PARTITION_QUERY
      ? []
      : [
          `It takes the day from ${query ?? "no query"}. Where that is not the day the contact began, by ${PARTITION_QUERY}, a record that comes again is counted twice.`,
        ]),
    ...(errorOutputPrefix.startsWith(expected.recordsPrefix)
      ? [`Its errors lie below "${errorOutputPrefix}", where reports look for records.`]
      : []),
  ];
}

/** A record as Connect hands it over: JSON without anything behind it. */
export interface Arrival {
  readonly record: string;
  /** Milliseconds. */
  readonly at: number;
}

/** A record that is set aside, and why. */
export interface Failure {
  /** The record as it came. */
  readonly arrival: Arrival;
  /** The service's name for this kind of failure: the folder of the errors. */
  readonly type: "metadata-extraction-failed" | "processing-failed";
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  /** The function that failed, where one did. */
  readonly lambdaArn?: string;
}

/** How the service keeps a record that it set aside. */
export const keptAs = ({ arrival: { record, at }, code, message, attempts, lambdaArn }: Failure): string =>
  JSON.stringify({
    attemptsMade: attempts,
    arrivalTimestamp: at,
    errorCode: code,
    errorMessage: message,
    ...(lambdaArn !== undefined && { attemptEndingTimestamp: at }),
    rawData: Buffer.from(record).toString("base64"),
    ...(lambdaArn !== undefined && { lambdaArn }),
  });

import { InputError, SIGN_IN } from "../shared/errors";

/** What to say of a request to DynamoDB that failed. */
interface Remedies {
  /** Which tables are not there, or not as they should be. */
  readonly absent: string;
  /** The outputs of the stack that name the tables. */
  readonly outputs: string;
  /** What to check, and that the command may be run again. */
  readonly unanswered: string;
}

/** An error of DynamoDB for the person who typed a command. */
export function dynamoRefusal({ name, message }: Error, { absent, outputs, unanswered }: Remedies): InputError {
  if (name === "CredentialsProviderError") return new InputError(`There are no AWS credentials. ${SIGN_IN}`);
  if (name === "ResourceNotFoundException" || name === "ValidationException")
    return new InputError(
      `${absent}: ${message} Take the names from the outputs of the stack: pulumi stack output ${outputs}.`,
    );
  return new InputError(`DynamoDB does not answer: ${message} (${name}). ${unanswered}`);
}

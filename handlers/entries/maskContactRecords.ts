import { maskContactRecords, type TransformAnswer, type TransformEvent } from "../maskContactRecords";
import { environmentVariable } from "../shared/entry";
import { secretsManager } from "../shared/secrets";

const secrets = secretsManager();
const secretArn = environmentVariable("SECRET_ARN");
const attributes = environmentVariable("ATTRIBUTES").split(",");

/** When the secret cannot be read, Firehose tries the batch again; nothing is stored unmasked. */
export const handler = async (event: TransformEvent): Promise<TransformAnswer> =>
  maskContactRecords(event, { secret: await secrets.read(secretArn), attributes });

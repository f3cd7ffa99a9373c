import { Logger } from "@aws-lambda-powertools/logger";
import { checkedTransform, maskContactRecords, type TransformAnswer } from "../maskContactRecords";
import { environmentVariable } from "../shared/entry";
import { reasonOf } from "../shared/journal";
import { secretsManager } from "../shared/secrets";

const logger = new Logger({ serviceName: "maskContactRecords" });
const secrets = secretsManager(() => logger.warn("an outdated secret was used"));
const secretArn = environmentVariable("SECRET_ARN");
const attributes = environmentVariable("ATTRIBUTES").split(",");

/** When the secret cannot be read, Firehose tries the batch again; nothing is stored unmasked. */
export const handler = async (event: unknown): Promise<TransformAnswer> => {
  try {
    const records = checkedTransform(event);
    return maskContactRecords(records, { secret: await secrets.read(secretArn), attributes });
  } catch (error) {
    logger.error("contact records not masked", { reason: reasonOf(error) });
    throw error;
  }
};

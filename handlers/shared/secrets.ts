import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { cached } from "./cache";
import { sdkDeadline } from "./deadline";
import { SDK_LIMITS } from "./sdkLimits";

/** What only this function may read: tokens and private keys. */
export interface Secrets {
  /** The text of a secret's current version. @throws Error that holds nothing of the secret */
  read(arn: string): Promise<string>;
}

const MINUTE_MS = 60_000;
/** What was taken out of a secret, because somebody else may have it, is good for no longer than this. */
const USABLE_MS = 15 * MINUTE_MS;

/**
 * AWS Secrets Manager. A secret is remembered for five minutes, within which a rotation reaches callers; while the
 * service fails, for a quarter of an hour.
 * @param stale told of each secret that was given because the service did not answer
 */
export function secretsManager(stale: () => void): Secrets {
  const client = new SecretsManagerClient(SDK_LIMITS);
  return {
    read: cached(
      async (SecretId: string) => {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }), sdkDeadline());
        if (SecretString === undefined) throw new Error("The secret holds no text.");
        return SecretString;
      },
      { freshMs: 5 * MINUTE_MS, usableMs: USABLE_MS, stale },
    ),
  };
}

import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { cached } from "./cache";
import { sdkDeadline } from "./deadline";
import { SDK_LIMITS } from "./sdkLimits";

/** What only this function may read: tokens and private keys. */
export interface Secrets {
  /** The text of a secret's current version. @throws Error that holds nothing of the secret */
  read(arn: string): Promise<string>;
}

const LIFETIME_MS = 5 * 60_000;

/**
 * AWS Secrets Manager. A secret is remembered for five minutes, and longer while the service fails:
 * a rotation reaches callers within that time.
 */
export function secretsManager(): Secrets {
  const client = new SecretsManagerClient(SDK_LIMITS);
  return {
    read: cached(async (SecretId: string) => {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }), sdkDeadline());
      if (SecretString === undefined) throw new Error("The secret holds no text.");
      return SecretString;
    }, LIFETIME_MS),
  };
}

import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { ConnectInstance } from "connect-ivr/internal/callFlows/instance";
import { inputKeysSecretName } from "connect-ivr/internal/components/securityKeys/certificates";
import { InputError, SIGN_IN } from "../shared/errors";

/** Private keys in PEM by name, as the functions of the stack read them. */
export type NamedKeys = Readonly<Record<string, string>>;

/** The secret of a stack's private keys. What is written takes the place of all before it. */
export interface KeySecret {
  read(): Promise<NamedKeys>;
  write(keys: NamedKeys): Promise<void>;
  close(): void;
}

/**
 * AWS Secrets Manager as the SDK reaches it: credentials and endpoint come from its default chain. The ARN
 * names the account too, so that no key is ever written into another one.
 * @throws InputError, from each of its functions, that says what to do and holds nothing of the secret
 */
export function connectToKeySecret({ partition, region, account }: ConnectInstance, namePrefix: string): KeySecret {
  const name = inputKeysSecretName(namePrefix);
  const SecretId = `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}`;
  const client = new SecretsManagerClient({ region });
  return {
    read: async () => {
      try {
        const { SecretString = "{}" } = await client.send(new GetSecretValueCommand({ SecretId }));
        return JSON.parse(SecretString) as NamedKeys;
      } catch (error) {
        // A secret without a value, or no secret: writing tells which.
        if ((error as Error).name === "ResourceNotFoundException") return {};
        throw refusal(error, name);
      }
    },
    write: async (keys) => {
      try {
        await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(keys) }));
      } catch (error) {
        throw refusal(error, name);
      }
    },
    close: () => client.destroy(),
  };
}

const NOT_ALLOWED = [
  "AccessDeniedException",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "ExpiredTokenException",
];

function refusal(error: unknown, name: string): InputError {
  const { name: kind, message } = error as Error;
  if (error instanceof SyntaxError)
    return new InputError(
      `The secret ${name} is no JSON, so it was not written by ivr keys. Restore its previous version, or delete its value.`,
    );
  if (kind === "CredentialsProviderError") return new InputError(`There are no AWS credentials. ${SIGN_IN}`);
  if (kind === "ResourceNotFoundException")
    return new InputError(
      `There is no secret ${name} in the account and region of the instance. Deploy the stack first, which makes it; --prefix names another secret.`,
    );
  if (NOT_ALLOWED.includes(kind))
    return new InputError(
      `AWS Secrets Manager does not accept the credentials: ${firstLine(message)} (${kind}). Use some that allow secretsmanager:GetSecretValue and secretsmanager:PutSecretValue on ${name}, and its KMS key.`,
    );
  return new InputError(
    `AWS Secrets Manager cannot be reached or does not answer: ${firstLine(message)} (${kind}). Check the network and run the command again: that is safe.`,
  );
}

const firstLine = (message: string): string => (message.split("\n")[0] as string).replace(/\.$/, "");

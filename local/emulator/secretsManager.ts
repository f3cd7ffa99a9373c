import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, onLoopback } from "./loopback";
import { randomUUID } from "node:crypto";

/** An AWS Secrets Manager on this machine. */
export interface EmbeddedSecrets {
  /** What handlers find in `AWS_ENDPOINT_URL_SECRETS_MANAGER`. */
  readonly endpoint: string;
  readonly store: SecretStore;
  close(): Promise<void>;
}

const TARGET = /^secretsmanager\.(\w+)$/;
const SIGNED = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[a-z0-9-]+\/secretsmanager\/aws4_request,/;

/** Starts it in this process, on a free port of the loopback interface, with secrets that have no value yet. */
export async function startSecrets(secrets: readonly SecretDescription[]): Promise<EmbeddedSecrets> {
  const store = new SecretStore(secrets);
  const { url, close } = await onLoopback(createServer((request, response) => void answer(store, request, response)));
  return { endpoint: url, store, close };
}

/** AWS JSON 1.1: the operation is in a header, an error's name in its body. */
async function answer(store: SecretStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reply = (status: number, body: object): void =>
    void response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
  try {
    const body = await bodyOf(request);
    // The signature itself is taken as given.
    if (!SIGNED.test(request.headers.authorization ?? ""))
      throw new SecretsError("MissingAuthenticationTokenException", "Missing Authentication Token");
    reply(200, perform(store, TARGET.exec(String(request.headers["x-amz-target"]))?.[1], body));
  } catch (error) {
    if (error instanceof SecretsError) reply(400, { __type: error.name, Message: error.message });
    else reply(500, { __type: "InternalServiceError", Message: "An error occurred on the server side." });
  }
}

function perform(store: SecretStore, operation: string | undefined, body: string): object {
  if (operation !== "GetSecretValue" && operation !== "PutSecretValue")
    throw new SecretsError("UnknownOperationException", "");
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(body) as Record<string, unknown>;
  } catch {
    throw new SecretsError("SerializationException", "");
  }
  return operation === "GetSecretValue" ? store.get(fields) : store.put(fields);
}

/** A secret that exists: as the stack makes it, without a value. */
export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
}

/** An error by the service's own name. */
class SecretsError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

interface Version {
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
}

/** What the service keeps in one version, in bytes. */
const MAXIMUM_BYTES = 65_536;

type Request = Readonly<Record<string, unknown>>;

/**
 * Secrets with their current and previous version, by the rules of AWS Secrets Manager's API reference:
 * reading and writing values, nothing else. A request's fields are as the service names them.
 */
export class SecretStore {
  readonly #versions = new Map<string, Version[]>();

  constructor(private readonly secrets: readonly SecretDescription[]) {}

  /** @throws SecretsError */
  get({ SecretId, VersionStage = "AWSCURRENT" }: Request): Record<string, unknown> {
    const { arn, name } = this.#find(SecretId);
    const [current, previous] = this.#versions.get(arn) ?? [];
    const version = VersionStage === "AWSCURRENT" ? current : VersionStage === "AWSPREVIOUS" ? previous : undefined;
    if (version === undefined)
      throw new SecretsError(
        "ResourceNotFoundException",
        `Secrets Manager can't find the specified secret value for staging label: ${String(VersionStage)}`,
      );
    return {
      ARN: arn,
      Name: name,
      VersionId: version.id,
      VersionStages: [VersionStage],
      SecretString: version.text,
      CreatedDate: version.createdAt.getTime() / 1000,
    };
  }

  /** @throws SecretsError */
  put({ SecretId, SecretString, ClientRequestToken = randomUUID() }: Request): Record<string, unknown> {
    const { arn, name } = this.#find(SecretId);
    if (typeof SecretString !== "string" || SecretString === "")
      throw new SecretsError("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
    if (Buffer.byteLength(SecretString) > MAXIMUM_BYTES)
      throw new SecretsError("ValidationException", `Member must have length less than or equal to ${MAXIMUM_BYTES}`);
    const [current, previous] = this.#versions.get(arn) ?? [];
    const known = [current, previous].find((version) => version?.id === ClientRequestToken);
    if (known !== undefined && known.text !== SecretString)
      throw new SecretsError("ResourceExistsException", `A resource with the ID ${known.id} already exists`);
    if (known === undefined)
      this.#versions.set(arn, [
        { id: String(ClientRequestToken), text: SecretString, createdAt: new Date() },
        ...(current === undefined ? [] : [current]),
      ]);
    return { ARN: arn, Name: name, VersionId: ClientRequestToken, VersionStages: ["AWSCURRENT"] };
  }

  /** By name, by ARN, or by ARN without the six characters that the service puts behind the name. */
  #find(id: unknown): SecretDescription {
    const secret = this.secrets.find(({ arn, name }) =>
      [name, arn, arn.replace(/-[A-Za-z0-9]{6}$/, "")].includes(String(id)),
    );
    if (secret === undefined)
      throw new SecretsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    return secret;
  }
}

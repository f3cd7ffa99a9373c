import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { bodyOf, onLoopback } from "../loopback";
import { type SecretDescription, SecretsError, SecretStore } from "./secretStore";

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

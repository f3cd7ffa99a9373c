import { randomUUID } from "node:crypto";

/** A secret that exists: as the stack makes it, without a value. */
export interface SecretDescription {
  readonly arn: string;
  readonly name: string;
}

/** An error by the service's own name. */
export class SecretsError extends Error {
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

import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { after, before } from "mocha";
import { type EmbeddedSecrets, startSecrets } from "../../local/emulator/secretsManager";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme-dev/input-keys-abcdef";
const NAME = "acme-dev/input-keys";

describe("The Secrets Manager of this machine, asked by the SDK,", () => {
  let secrets: EmbeddedSecrets;
  let client: SecretsManagerClient;
  before(async () => {
    secrets = await startSecrets([
      { arn: ARN, name: NAME },
      { arn: ARN.replaceAll("dev", "prod"), name: "acme-prod/input-keys" },
    ]);
    client = new SecretsManagerClient({
      endpoint: secrets.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      maxAttempts: 1,
    });
  });
  after(async () => {
    client.destroy();
    await secrets.close();
  });
  const get = async (SecretId: string, VersionStage?: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage !== undefined && { VersionStage }) })))
      .SecretString;
  const put = async (SecretString: string, ClientRequestToken?: string) =>
    (
      await client.send(
        new PutSecretValueCommand({
          SecretId: NAME,
          SecretString,
          ...(ClientRequestToken !== undefined && { ClientRequestToken }),
        }),
      )
    ).VersionId;
  const refusal = (asked: Promise<unknown>) =>
    asked.then(
      () => "none",
      (error: Error) => `${error.name}: ${error.message}`,
    );

  it("has secrets without a value first", async () => {
    expect(await refusal(get(NAME))).to.equal(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    );
    expect(await refusal(get("acme-dev/other"))).to.equal(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
  });

  it("gives back what was put, by name, ARN and ARN without its end, and the version before it", async () => {
    await put("one");
    await put("two");
    expect(await Promise.all([get(NAME), get(ARN), get(ARN.slice(0, -7)), get(NAME, "AWSPREVIOUS")])).to.deep.equal([
      "two",
      "two",
      "two",
      "one",
    ]);
    expect(await refusal(get("acme-prod/input-keys")), "the other secret has none").to.include(
      "ResourceNotFoundException",
    );
  });

  it("takes the same request twice for one, and another one under its token for a mistake", async () => {
    const token = "11111111-2222-4333-8444-555555555555";
    expect(await put("three", token)).to.equal(token);
    await put("three", token);
    expect(await get(NAME, "AWSPREVIOUS")).to.equal("two");
    expect(await refusal(put("four", token))).to.include("ResourceExistsException");
  });

  it("refuses no text and more than 64 KB", async () => {
    expect(await refusal(put(""))).to.include("InvalidRequestException");
    expect(await refusal(put("x".repeat(65_537)))).to.include("ValidationException");
    expect(await put("x".repeat(65_536))).to.be.a("string");
  });

  it("knows no other operation, and nobody who does not sign", async () => {
    const ask = (target: string, headers: Record<string, string>) =>
      fetch(secrets.endpoint, { method: "POST", body: "{}", headers: { "X-Amz-Target": target, ...headers } }).then(
        (answer) => answer.json(),
      );
    const signed = {
      Authorization:
        "AWS4-HMAC-SHA256 Credential=local/20261123/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0",
    };
    expect(await ask("secretsmanager.ListSecrets", signed)).to.include({ __type: "UnknownOperationException" });
    expect(await ask("secretsmanager.GetSecretValue", {})).to.include({
      __type: "MissingAuthenticationTokenException",
    });
  });
});

import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { after, before } from "mocha";
import { decryptor } from "../../handlers/shared/decrypt";
import { privateKeys } from "../../handlers/shared/privateKeys";
import { secretsManager } from "../../handlers/shared/secrets";
import { type LocalCloud, startCloud } from "../../local/emulator/cloud";
import type { Graph, Resource } from "../../local/engine/graph";
import { encryptedInput } from "../../local/simulator/encryption";

const SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:acme-dev/input-keys-abcdef";
const resource = (type: string, name: string, outputs: Record<string, unknown>, parent?: string): Resource => ({
  urn: name,
  type,
  name,
  custom: parent !== undefined,
  inputs: outputs,
  outputs,
  ...(parent !== undefined && { parent }),
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  deleteBeforeReplace: undefined as never,
});
const table = (name: string, hashKey: string): Resource =>
  resource("aws:dynamodb/table:Table", name, { name, hashKey }, "tables");
const row = (environment: string, security?: object) =>
  resource(
    "aws:dynamodb/tableItem:TableItem",
    environment,
    {
      tableName: "environments",
      hashKey: "environment",
      item: JSON.stringify({ environment: { S: environment }, apis: { M: {} }, ...security }),
    },
    "rows",
  );

/** What a stack with two keys would deploy, as far as keys are concerned. */
const graph: Graph = {
  project: "acme",
  stack: "dev",
  mode: "up",
  outputs: {},
  messages: [],
  resources: [
    resource("connect-ivr:index:SecurityKeys", "keys", { keyIds: { spring: "id-1", autumn: "id-2" } }),
    resource(
      "aws-native:connect:SecurityKey",
      "keys-0123456789ab",
      { associationId: "id-1", key: "the stack's" },
      "keys",
    ),
    resource(
      "aws-native:connect:SecurityKey",
      "keys-ba9876543210",
      { associationId: "id-2", key: "the stack's" },
      "keys",
    ),
    resource("aws:secretsmanager/secret:Secret", "keys-secret", { arn: SECRET, name: "acme-dev/input-keys" }, "keys"),
    resource("aws:secretsmanager/secret:Secret", "another", { arn: `${SECRET}2`, name: "another" }, "others"),
    row("dev", { security: { M: { keyId: { S: "id-1" }, certificate: { S: "the stack's" } } } }),
    row("none"),
    table("environments", "environment"),
    table("callState", "key"),
  ],
};

describe("The cloud on this machine", () => {
  const environmentBefore = process.env;
  let cloud: LocalCloud;
  before(async () => {
    cloud = await startCloud(graph);
    process.env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_REGION: "us-east-1",
      ...cloud.environment,
    };
  });
  after(async () => {
    process.env = environmentBefore;
    await cloud.close();
  });
  const rowOf = async (environment: string) => {
    const client = new DynamoDBClient({});
    const { Item } = await client.send(
      new GetItemCommand({ TableName: "environments", Key: { environment: { S: environment } } }),
    );
    client.destroy();
    return Item;
  };

  it("encrypts with the certificate of a row, and the stack's secret opens it, whichever of its keys it is for", async () => {
    const certificate = (await rowOf("dev"))?.["security"]?.M?.["certificate"]?.S ?? "";
    const by = decryptor(
      privateKeys(
        secretsManager(() => undefined),
        SECRET,
        { "id-1": "spring", "id-2": "autumn" },
      ),
    );
    for (const id of ["id-1", "id-2"]) {
      const message =
        encryptedInput("4711", { id, certificate, securityKey: cloud.securityKeys.get(id) }, "contact") ?? "";
      expect((await by.decrypt(message)).toString()).to.equal("4711");
    }
  });

  it("forgets when it is reset what functions wrote, and keeps the rows of the stack", async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({ key: { S: `tries#${index}` } }));
    const client = new DynamoDBClient({});
    for (const Item of items) await client.send(new PutItemCommand({ TableName: "callState", Item }));
    const counted = async () => (await client.send(new ScanCommand({ TableName: "callState" }))).Count;
    expect(await counted()).to.equal(items.length);
    await cloud.reset();
    expect(await counted()).to.equal(0);
    client.destroy();
    expect(await rowOf("none")).to.include.keys("environment");
  });

  it("leaves rows without a key, and secrets of others, as they are", async () => {
    expect(await rowOf("none")).to.deep.equal({ environment: { S: "none" }, apis: { M: {} } });
    expect(
      await secretsManager(() => undefined)
        .read(`${SECRET}2`)
        .catch(String),
    ).to.include("ResourceNotFoundException");
  });
});

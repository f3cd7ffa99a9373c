import { EVALUATION } from "../../support";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { afterEach, before, beforeEach, after } from "mocha";
import { certificateOf, newPrivateKey } from "../../../local/keys/keyPair";
import { type EmbeddedSecrets, startSecrets } from "../../../local/emulator/secretsManager";
import type { Run } from "../../company";
import { ivr as run } from "../../prompts/run";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const SECRET = {
  arn: "arn:aws:secretsmanager:eu-west-2:123456789012:secret:ivr-dev/input-keys-abcdef",
  name: "ivr-dev/input-keys",
};
const TODAY = `dev-${new Date().toISOString().slice(0, 10)}`;

describe("ivr keys", function () {
  this.timeout(EVALUATION);

  const cwd = process.cwd();
  let folder: string;
  let secrets: EmbeddedSecrets;
  let readyMade: { privateKey: string; certificate: string };
  before(async () => {
    const privateKey = await newPrivateKey(2048);
    readyMade = { privateKey, certificate: await certificateOf(privateKey, "spring", 400) };
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "ivr-keys-"));
    mkdirSync(join(folder, "stacks", "keys"), { recursive: true });
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      "name: acme\nruntime: nodejs\nconfig:\n  instanceArn: { type: string }\n  inputKeys: { type: array, items: { type: object }, default: [] }\n",
    );
    declare([]);
    process.chdir(folder);
    secrets = await startSecrets([SECRET]);
  });
  afterEach(async () => {
    process.chdir(cwd);
    await secrets.close();
    rmSync(folder, { recursive: true });
  });
  after(() => process.chdir(cwd));

  const declare = (names: readonly string[], instanceArn = INSTANCE) =>
    writeFileSync(
      join(folder, "Pulumi.dev.yaml"),
      `config:\n  acme:instanceArn: ${instanceArn}\n  acme:inputKeys: [${names.map((name) => `{ name: ${name}, certificate: stacks/keys/${name}.pem }`).join(", ")}]\n`,
    );
  const certificateFile = (name: string): string => join(folder, "stacks", "keys", `${name}.pem`);
  const ivr = (...args: string[]): Promise<Run> =>
    run(["keys", ...args], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      AWS_MAX_ATTEMPTS: "1",
    });
  const inSecret = () =>
    JSON.parse(secrets.store.get({ SecretId: SECRET.name })["SecretString"] as string) as Record<string, string>;
  const put = (keys: Record<string, string>) =>
    secrets.store.put({ SecretId: SECRET.name, SecretString: JSON.stringify(keys) });

  it("new makes a pair: the private half is in the secret alone, the certificate in a file, and the lines for the stack file on the screen", async () => {
    const { code, out, err } = await ivr("new");
    expect([code, err]).to.deep.equal([0, ""]);
    const certificate = new X509Certificate(readFileSync(certificateFile(TODAY)));
    const privateKey = inSecret()[TODAY] ?? "";
    expect(certificate.checkPrivateKey(createPrivateKey(privateKey))).to.equal(true);
    expect([certificate.publicKey.asymmetricKeyDetails?.modulusLength, certificate.subject]).to.deep.equal([
      4096,
      `CN=${TODAY}`,
    ]);
    expect(Math.round((Date.parse(certificate.validTo) - Date.now()) / 86_400_000)).to.equal(730);
    expect(out)
      .to.include(`  acme:inputKeys:\n    - { name: ${TODAY}, certificate: stacks/keys/${TODAY}.pem }\n`)
      .and.not.include("PRIVATE KEY");
    expect(readdirSync(join(folder, "stacks", "keys"))).to.deep.equal([`${TODAY}.pem`]);
    expect(readFileSync(certificateFile(TODAY), "utf8")).not.to.include("PRIVATE");
  });

  it("new keeps the key that is in use, and says that the new one goes before it", async () => {
    put({ spring: readyMade.privateKey });
    writeFileSync(certificateFile("spring"), readyMade.certificate);
    declare(["spring"]);
    const { code, out } = await ivr("new", "--name", "autumn", "--days", "30", "--stack", "dev");
    expect(code).to.equal(0);
    expect(Object.keys(inSecret())).to.deep.equal(["spring", "autumn"]);
    expect(out).to.include(
      "    - { name: autumn, certificate: stacks/keys/autumn.pem }\n    - { name: spring, certificate: stacks/keys/spring.pem }\n",
    );
  });

  it("new takes up a run that was broken off behind the secret: the same key, now with its certificate", async () => {
    put({ spring: readyMade.privateKey });
    expect((await ivr("new", "--name", "spring")).code).to.equal(0);
    expect(inSecret()).to.deep.equal({ spring: readyMade.privateKey });
    expect(
      new X509Certificate(readFileSync(certificateFile("spring"))).checkPrivateKey(
        createPrivateKey(readyMade.privateKey),
      ),
    ).to.equal(true);
    expect((await ivr("new", "--name", "spring")).err).to.include("There is a key spring: ");
  });

  it("retire removes a key that the stack no longer names, and keeps the other", async () => {
    put({ spring: "a", autumn: "b" });
    writeFileSync(certificateFile("autumn"), readyMade.certificate);
    declare(["autumn"]);
    expect((await ivr("retire", "spring")).out).to.equal(
      "spring is retired: what was encrypted with it cannot be read any longer.\n",
    );
    expect(inSecret()).to.deep.equal({ autumn: "b" });
  });

  it("lists keys with their expiry, and ends with 1 when one is wrong or expires soon", async () => {
    writeFileSync(certificateFile("spring"), readyMade.certificate);
    writeFileSync(certificateFile("autumn"), await certificateOf(await newPrivateKey(2048), "autumn", 10));
    declare(["spring"]);
    const { code, out } = await ivr();
    expect([code, out]).to.deep.equal([
      0,
      `spring                   encrypts and opens   until ${new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10)}, 399 days\n`,
    ]);
    declare(["autumn", "spring"]);
    const soon = await ivr("--json");
    const { keys, problems } = JSON.parse(soon.out) as {
      keys: { name: string; encrypts: boolean; daysLeft: number }[];
      problems: string[];
    };
    expect([soon.code, problems]).to.deep.equal([
      1,
      ["The certificate of the key autumn expires in 9 days. Let a new key take its place (docs/keys.md)."],
    ]);
    expect(keys.map(({ name, encrypts, daysLeft }) => [name, encrypts, daysLeft])).to.deep.equal([
      ["autumn", true, 9],
      ["spring", false, 399],
    ]);
    declare(["lost"]);
    expect(await ivr())
      .to.include({ code: 1 })
      .with.property("out")
      .that.includes("The certificate of the key lost is no X.509 certificate in PEM.");
  });

  const refused: [what: string, args: string[], message: string, prepare?: () => void][] = [
    [
      "the instance of an example",
      ["new"],
      "this is an example. Put in the ARN of your Amazon Connect instance first",
      () => declare([], "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000"),
    ],
    [
      "another account's or region's secret",
      ["new"],
      "There is no secret ivr-dev/input-keys in the account and region of the instance. Deploy the stack first",
      () => declare([], INSTANCE.replace("1234", "9999")),
    ],
    ["the name of an example", ["new", "--name", "example-dev"], "--name example-dev is that of an example"],
    ["a name that no file can have", ["new", "--name", "../x"], "--name ../x is no name of a key."],
    ["no whole number of days", ["new", "--days", "many"], "--days many is not between 1 and 3650."],
    [
      "a third key",
      ["new"],
      "The secret holds spring and autumn, and an instance keeps 2 keys.",
      () => put({ spring: "a", autumn: "b" }),
    ],
    [
      "to retire a key that the stack names",
      ["retire", "spring"],
      "Pulumi.dev.yaml still names spring.",
      () => declare(["spring"]),
    ],
    [
      "to retire a key that the secret lacks",
      ["retire", "spring"],
      "The secret holds no key spring. It holds autumn.",
      () => put({ autumn: "b" }),
    ],
  ];
  for (const [what, args, message, prepare] of refused)
    it(`refuses ${what}, and changes nothing`, async () => {
      prepare?.();
      const held = secretOrNothing();
      const { code, err } = await ivr(...args);
      expect(err).to.include(message);
      expect([code, secretOrNothing(), readdirSync(join(folder, "stacks", "keys"))]).to.deep.equal([2, held, []]);
    });

  function secretOrNothing(): unknown {
    try {
      return inSecret();
    } catch {
      return undefined;
    }
  }

  it("says so when there are no credentials, and when nobody answers", async () => {
    expect((await run(["keys", "new"], { AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint })).err).to.include(
      "There are no AWS credentials.",
    );
    await secrets.close();
    expect((await ivr("new")).err).to.include("AWS Secrets Manager cannot be reached or does not answer");
    secrets = await startSecrets([SECRET]);
  });
});

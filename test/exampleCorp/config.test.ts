import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readProject } from "../../local/engine/project";
import { LOG_RETENTION_DAYS, logRetentionProblem } from "../../components/shared/logRetention";
import { readConfig, type StackConfig } from "../../stacks/config";
import { ROOT } from "../support";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const CHANGES: Readonly<Record<string, string>> = {
  instanceArn: INSTANCE,
  environments: '["prod","staging"]',
  logRetentionDays: "365",
  inputKeys: "[]",
  calls: "{}",
};

/** A stack whose orders are at an address. */
const apis = (orders: object): Record<string, string> => ({ apis: JSON.stringify({ prod: { default: { orders } } }) });

const ID = "11111111-2222-3333-4444-555555555555";

/** A stack with claimed numbers, by what they differ in. */
const claimed = (numbers: Record<string, object>): Record<string, string> => ({
  numbers: JSON.stringify(
    Object.fromEntries(
      Object.entries(numbers).map(([name, claim]) => [name, { e164: "+14165550199", phoneNumberId: ID, ...claim }]),
    ),
  ),
});

/** Reads the configuration of a stack as its program does. */
function read(config: Readonly<Record<string, string>> = {}): StackConfig {
  void pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "connect-ivr",
    "dev",
    true,
    "acme",
  );
  const changed = Object.entries({ ...CHANGES, ...config }).map(([key, value]): [string, string] => [
    `connect-ivr:${key}`,
    value,
  ]);
  pulumi.runtime.setAllConfig({ ...readProject(ROOT, "dev").config, ...Object.fromEntries(changed) });
  return readConfig();
}

describe("the configuration of a stack", () => {
  it("is read with the instance that its ARN names", () => {
    expect(read()).to.deep.include({
      environments: ["prod", "staging"],
      moduleReferences: "dynamic",
      logRetentionDays: 365,
    });
    expect(read().instance).to.include({ account: "123456789012", region: "eu-west-2" });
  });

  it("is read with claimed numbers, each of one number of the content", () => {
    const other = { e164: "+14165550198", phoneNumberId: ID.replace("1", "2") };
    expect(read(claimed({ "ca-sales": {}, "ca-support": other })).numbers).to.deep.equal({
      "ca-sales": { e164: "+14165550199", phoneNumberId: ID },
      "ca-support": other,
    });
  });

  it("is read with every time that CloudWatch keeps a log, and no other", () => {
    const taken = Array.from({ length: 4000 }, (_, days) => days).filter(
      (days) => logRetentionProblem(days) === undefined,
    );
    expect(taken).to.deep.equal(LOG_RETENTION_DAYS).and.have.length(22);
    for (const days of taken) expect(read({ logRetentionDays: `${days}` }).logRetentionDays).to.equal(days);
  });

  it("names a topic for alarms, or none", () => {
    const topic = "arn:aws:sns:eu-west-2:210987654321:on-call";
    expect([read().alarmTopicArn, read({ alarmTopicArn: topic }).alarmTopicArn]).to.deep.equal(["", topic]);
  });

  it("says whether the attribute of agents' skills is there already: it is not, unless a stack says so", () => {
    expect(read().existingSkillAttribute).to.equal(false);
    expect(read({ existingSkillAttribute: "true" }).existingSkillAttribute).to.equal(true);
  });

  it("is read with the certificates of its keys", () => {
    const keys = [
      { name: "example-dev", certificate: "stacks/keys/example-dev.pem" },
      { name: "own", certificate: "stacks/keys/example-dev.pem" },
    ];
    const { inputKeys } = read({ inputKeys: JSON.stringify(keys) });
    expect(inputKeys.map(({ name, certificate }) => [name, certificate.split("\n")[0]])).to.deep.equal([
      ["example-dev", "-----BEGIN CERTIFICATE-----"],
      ["own", "-----BEGIN CERTIFICATE-----"],
    ]);
  });

  const refused: [what: string, config: Record<string, string>, message: string][] = [
    [
      "a topic for alarms of another region",
      { alarmTopicArn: "arn:aws:sns:us-east-1:123456789012:on-call" },
      'alarmTopicArn is "arn:aws:sns:us-east-1:123456789012:on-call". Write arn:aws:sns:eu-west-2:<account>:<name>',
    ],
    [
      "an address where a topic for alarms belongs",
      { alarmTopicArn: "on-call@example.com" },
      'alarmTopicArn is "on-call@example.com". Write arn:aws:sns:eu-west-2:<account>:<name>',
    ],
    [
      "a topic for the alarms of the archive alone",
      { archive: JSON.stringify({ enabled: true, alarmTopicArn: "arn:aws:sns:eu-west-2:123456789012:on-call" }) },
      "archive.alarmTopicArn: Nothing reads this. Correct the name, or remove it.",
    ],
    [
      "what is no ARN of an instance",
      { instanceArn: "arn:aws:s3:::x" },
      'connect-ivr:instanceArn: "arn:aws:s3:::x" is not the ARN of an Amazon Connect instance',
    ],
    ["an unknown way to name modules", { moduleReferences: "sometimes" }, "moduleReferences: Write dynamic or static."],
    ["no environment", { environments: "[]" }, "environments: Name at least the stack's own environment."],
    [
      "a table of another region or account",
      { existingTables: '{"routing":{"name":"restored","arn":"arn:aws:dynamodb:eu-west-1:999999999999:table/bar"}}' },
      "existingTables.routing.arn: A stack uses tables of its own region and account. Write arn:aws:dynamodb:eu-west-2:123456789012:table/restored.",
    ],
    [
      "a key of another region",
      { safeguards: '{"kmsKeyArn":"arn:aws:kms:us-east-1:123456789012:key/1"}' },
      "safeguards.kmsKeyArn: Tables and log groups are encrypted by a key of their region. Name one of eu-west-2.",
    ],
    [
      "the alias of a key",
      { safeguards: '{"kmsKeyArn":"alias/tables"}' },
      "safeguards.kmsKeyArn: Write the ARN of a key of AWS KMS, no alias.",
    ],
    [
      "functions that may never run",
      { safeguards: '{"reservedConcurrency":0}' },
      "safeguards.reservedConcurrency: Write a whole number from 1 on: with 0 the function never runs.",
    ],
    [
      "private keys for nobody",
      { safeguards: '{"keyHolderArns":[]}' },
      "safeguards.keyHolderArns: Name somebody: without one nobody could run ivr keys.",
    ],
    [
      "private keys for a session, which ends",
      { safeguards: '{"keyHolderArns":["arn:aws:sts::123456789012:assumed-role/keys/me"]}' },
      "safeguards.keyHolderArns.0: Write the ARN of a role or a user of IAM; of a role, not of its session.",
    ],
    [
      "a table of environments that exists: its rows are resources",
      { existingTables: '{"environments":{"name":"x","arn":"arn:aws:dynamodb:us-east-1:1:table/x"}}' },
      "existingTables.environments",
    ],
    [
      "a claimed number in local format",
      { numbers: '{"ca-sales":{"e164":"416 555 0199","phoneNumberId":"x"}}' },
      "numbers.ca-sales.e164: Write the number in E.164",
    ],
    [
      "a claimed number without quotes",
      { numbers: '{"ca-sales":{"e164":14165550199,"phoneNumberId":"x"}}' },
      'numbers.ca-sales.e164: This is a number, where a text is expected. Put it in quotes: YAML takes it for a number without them, and so does pulumi config set --path, unless told otherwise: pulumi config set --path "connect-ivr:numbers.ca-sales.e164" "+14165550199" --type string',
    ],
    [
      "another text that arrives as a number",
      { archive: '{"enabled":true,"kmsKeyArn":12}' },
      'archive.kmsKeyArn: This is a number, where a text is expected. Put it in quotes: YAML takes it for a number without them, and so does pulumi config set --path, unless told otherwise: pulumi config set --path "connect-ivr:archive.kmsKeyArn" "12" --type string',
    ],
    [
      "the ARN of a claimed number in the place of its id",
      claimed({ "ca-sales": { phoneNumberId: `arn:aws:connect:us-east-1:000000000000:phone-number/${ID}` } }),
      `numbers.ca-sales.phoneNumberId: This is the ARN of the number. Write its id, ${ID}.`,
    ],
    ...["", "x", `x${ID}`, `${ID}0`, "arn:aws:connect:us-east-1:000000000000:phone-number/x"].map(
      (phoneNumberId): [string, Record<string, string>, string] => [
        `"${phoneNumberId}" as the id of a claimed number`,
        claimed({ "ca-sales": { phoneNumberId } }),
        "numbers.ca-sales.phoneNumberId: Write the id of the claimed number: the last part of its ARN, such as",
      ],
    ),
    [
      "one claimed number under two names, by its id",
      claimed({ "ca-sales": {}, "ca-support": { e164: "+14165550198" } }),
      `numbers.ca-support.phoneNumberId: ca-sales has the phoneNumberId ${ID} too. A claimed number is one number of the content: correct one of them.`,
    ],
    [
      "one claimed number under two names, by what is dialed",
      claimed({ "ca-sales": {}, "ca-support": { phoneNumberId: ID.replace("1", "2") } }),
      "numbers.ca-support.e164: ca-sales has the e164 +14165550199 too.",
    ],
    ...(
      [
        ["45", 60],
        ["0", 1],
        ["-1", 1],
        ["1.5", 3],
        ["4000", 3653],
      ] as const
    ).map(([days, next]): [string, Record<string, string>, string] => [
      `a log that is kept for ${days} days`,
      { logRetentionDays: days },
      `logRetentionDays: CloudWatch does not keep log lines for ${days} days. Write ${next}, or another of 1, 3, 5, 7,`,
    ]),
    [
      "a key without its certificate",
      { inputKeys: '[{"name":"spring","certificate":"stacks/keys/spring.pem"}]' },
      "the key spring: there is no file stacks/keys/spring.pem. Make it: npx ivr keys new --stack dev --name spring",
    ],
    [
      "a report without what an agent costs",
      { reporting: '{"enabled":true}' },
      "reporting.costPerAgentContact: This is missing.",
    ],
    [
      "a report without an archive",
      { archive: '{"enabled":false}', reporting: '{"enabled":true,"costPerAgentContact":6.5}' },
      "reporting: There is no report without archive.enabled.",
    ],
    [
      "an archive that forgets by halves of days",
      { archive: '{"enabled":true,"lifecycle":{"coldAfterDays":0.5}}' },
      "archive.lifecycle.coldAfterDays: Write whole days.",
    ],
    [
      "a misspelt word of an adopted delivery stream",
      { archive: '{"enabled":true,"existingDeliveryStream":{"arn":"arn","recordPrefix":"ctr/"}}' },
      "archive.existingDeliveryStream.recordPrefix: Nothing reads this.",
    ],
    [
      "a misspelt word of the archive",
      { archive: '{"enabled":true,"lifecycel":{}}' },
      "archive.lifecycel: Nothing reads this.",
    ],
    [
      "a claimed number that is a list",
      { numbers: '{"ca-sales":{"e164":[],"phoneNumberId":"x"}}' },
      "numbers.ca-sales.e164: Array stands where string is expected.",
    ],
    [
      "a system over plain HTTP",
      apis({ url: "http://api.example.com" }),
      "apis.prod.default.orders.url: Write an address that begins with https://",
    ],
    [
      "a system with a slash at the end of its address",
      apis({ url: "https://api.example.com/ivr/" }),
      "apis.prod.default.orders.url: Write an address that begins with https:// and has no slash at its end",
    ],
    [
      "a system that callers would wait for too long",
      apis({ url: "https://api.example.com", timeoutMs: 8000 }),
      "apis.prod.default.orders.timeoutMs: Write 5000 at most",
    ],
    [
      "a token in the place of its secret",
      apis({ url: "https://api.example.com", secretArn: "sk_live_1" }),
      "apis.prod.default.orders.secretArn: Write the ARN of a secret of AWS Secrets Manager, never the token itself.",
    ],
    [
      "a system of another kind",
      { apis: '{"prod":{"default":{"shipping":{"url":"https://api.example.com"}}}}' },
      "apis.prod.default",
    ],
  ];
  for (const [what, config, message] of refused)
    it(`refuses ${what}`, () => expect(() => read(config)).to.throw(pulumi.RunError, message));

  it("names every problem at once", () => {
    expect(() => read({ moduleReferences: "sometimes", logRetentionDays: "0" })).to.throw(
      /moduleReferences: [^]*logRetentionDays: /,
    );
  });
});

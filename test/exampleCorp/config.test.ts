import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { readProject } from "../../local/engine/project";
import { readConfig, type StackConfig } from "../../stacks/config";
import { ROOT } from "../support";
import { OFFLINE_ORGANIZATION } from "../../callFlows/instance";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";
const PLACEHOLDER = "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-0000-0000-000000000000";
const CHANGES: Readonly<Record<string, string>> = {
  instanceArn: INSTANCE,
  environments: '["prod","staging"]',
  logRetentionDays: "365",
  inputKeys: "[]",
};

/** A stack whose orders are at an address. */
const apis = (orders: object): Record<string, string> => ({ apis: JSON.stringify({ prod: { default: { orders } } }) });

/** Reads the configuration of a stack as its program does. */
function read(config: Readonly<Record<string, string>> = {}, organization = "acme"): StackConfig {
  void pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "connect-ivr",
    "dev",
    true,
    organization,
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

  it("takes the placeholder of an instance on a laptop alone", () => {
    expect(read({ instanceArn: PLACEHOLDER }, OFFLINE_ORGANIZATION).instance.arn).to.equal(PLACEHOLDER);
    expect(() => read({ instanceArn: PLACEHOLDER })).to.throw(
      pulumi.RunError,
      "Pulumi.dev.yaml, connect-ivr:instanceArn: this is the placeholder",
    );
  });

  it("reads the certificates of keys, and leaves out the example where it is deployed, since nothing could be read with it", () => {
    const keys = [
      { name: "example-dev", certificate: "stacks/keys/example-dev.pem" },
      { name: "own", certificate: "stacks/keys/example-dev.pem" },
    ];
    const namesRead = (organization?: string) =>
      read({ inputKeys: JSON.stringify(keys) }, organization).inputKeys.map(({ name, certificate }) => [
        name,
        certificate.split("\n")[0],
      ]);
    expect(namesRead(OFFLINE_ORGANIZATION)).to.deep.equal([
      ["example-dev", "-----BEGIN CERTIFICATE-----"],
      ["own", "-----BEGIN CERTIFICATE-----"],
    ]);
    expect(namesRead()).to.deep.equal([["own", "-----BEGIN CERTIFICATE-----"]]);
  });

  const refused: [what: string, config: Record<string, string>, message: string][] = [
    [
      "what is no ARN of an instance",
      { instanceArn: "arn:aws:s3:::x" },
      'connect-ivr:instanceArn: "arn:aws:s3:::x" is not the ARN of an Amazon Connect instance',
    ],
    ["an unknown way to name modules", { moduleReferences: "sometimes" }, "moduleReferences: Write dynamic or static."],
    ["no environment", { environments: "[]" }, "environments: Name at least the stack's own environment."],
    [
      "a claimed number in local format",
      { numbers: '{"ca-sales":{"e164":"416 555 0199","phoneNumberId":"x"}}' },
      "numbers.ca-sales.e164: Write the number in E.164",
    ],
    [
      "a claimed number without quotes",
      { numbers: '{"ca-sales":{"e164":14165550199,"phoneNumberId":"x"}}' },
      "numbers.ca-sales.e164: YAML takes the value for a number. Put it in quotes.",
    ],
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

import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { LookupFunctions } from "../../components/lookupFunctions/lookupFunctions";
import { PaymentSettlement } from "../../components/paymentSettlement/paymentSettlement";
import { SelfServiceFunctions } from "../../components/selfServiceFunctions/selfServiceFunctions";
import { promptRowSet } from "../../components/tableRows/rowSets";
import { TableRows } from "../../components/tableRows/tableRows";

const ACCOUNT = "123456789012";
const site = {
  instanceArn: `arn:aws:connect:eu-west-2:${ACCOUNT}:instance/11111111-2222-3333-4444-555555555555`,
  namePrefix: "acme-dev",
};
const secret = (name: string): string => `arn:aws:secretsmanager:eu-west-2:${ACCOUNT}:secret:${name}`;
const key = (id: string): string => `arn:aws:kms:eu-west-2:${ACCOUNT}:key/${id}`;
const table = (name: string) => ({ name, arn: `arn:aws:dynamodb:eu-west-2:${ACCOUNT}:table/${name}` });
const systems = (environment: string) => ({
  default: Object.fromEntries(
    ["accounts", "orders", "payments"].map((api) => [
      api,
      { url: "https://api.acme.example", secretArn: secret(`${environment}-${api}`) },
    ]),
  ),
});
const HOLDER = `arn:aws:iam::${ACCOUNT}:role/keys-*`;

interface Statement {
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** What was registered: type and inputs by name. */
const made = new Map<string, { readonly type: string; readonly inputs: Record<string, unknown> }>();
const ofType = (type: string): [string, Record<string, unknown>][] =>
  [...made].flatMap(([name, { type: own, inputs }]) => (own === type ? [[name, inputs]] : []));
const statementsOf = (policy: unknown): Statement[] =>
  (JSON.parse(policy as string) as { Statement: Statement[] }).Statement;
const grants = (): [string, Statement][] =>
  ofType("aws:iam/rolePolicy:RolePolicy").flatMap(([name, { policy }]) =>
    statementsOf(policy).map((statement): [string, Statement] => [name, statement]),
  );

describe("what the functions of a company may do", () => {
  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ name, type, inputs }) => {
        made.set(name, { type, inputs: inputs as Record<string, unknown> });
        return { id: name, state: { ...(inputs as object), arn: `arn:of:${name}` } };
      },
      call: () => ({}),
    });
    const common = {
      ...site,
      environmentsTable: table("environments"),
      callStateTable: table("callState"),
      tablesKmsKeyArn: key("tables"),
      apis: { prod: systems("prod"), staging: systems("staging") },
      logKmsKeyArn: key("logs"),
    };
    new LookupFunctions("lookups", {
      ...site,
      tables: { environments: table("environments"), routing: table("routing"), prompts: table("prompts") },
      kmsKeyArn: key("tables"),
      logKmsKeyArn: key("logs"),
      reservedConcurrency: 7,
    });
    new SelfServiceFunctions("own", {
      ...common,
      inputKeys: { secretArn: secret("input"), kmsKeyArn: key("input"), keyIds: {} },
      keyHolderArns: [HOLDER],
      reservedConcurrency: 5,
    });
    new PaymentSettlement("settler", common);
    new TableRows("rows", {
      table: table("prompts"),
      rows: promptRowSet([]),
      kmsKeyArn: key("tables"),
      logKmsKeyArn: key("logs"),
    });
    await pulumi.runtime.disconnect();
  });

  it("is to read the tokens of the systems that each asks, of every environment, and no other secret", () => {
    const read: Record<string, string[]> = {};
    for (const [name, { Action, Resource }] of grants())
      if (Action.includes("secretsmanager:GetSecretValue"))
        (read[name.replace(/^own-|-policy$/g, "")] ??= []).push(
          ...Resource.map((arn) => arn.replace(secret(""), "")).sort(),
        );
    const of = (...apis: string[]) =>
      ["prod", "staging"].flatMap((environment) => apis.map((api) => `${environment}-${api}`));
    expect(read).to.deep.equal({
      identifyCaller: of("accounts"),
      accountService: of("accounts", "orders", "payments"),
      verifyCaller: [...of("accounts"), "input"],
      takePayment: [...of("orders", "payments"), "input"],
      settler: of("orders", "payments"),
    });
  });

  it("is done in roles that Lambda takes for this account alone", () => {
    const roles = ofType("aws:iam/role:Role");
    expect(roles).to.have.length(4 + 4 + 1 + 1);
    for (const [name, { assumeRolePolicy }] of roles)
      expect(statementsOf(assumeRolePolicy), name).to.deep.equal([
        {
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ]);
  });

  it("is to use a key by way of the service that encrypts with it, and by itself never", () => {
    const through = grants().flatMap(([name, { Action, Resource, Condition }]) =>
      Action.some((action) => action.startsWith("kms:"))
        ? [`${name} ${Resource.join()} ${String(Condition?.["StringEquals"]?.["kms:ViaService"])}`]
        : [],
    );
    const names = [
      "own-verifyCaller",
      "own-takePayment",
      "own-identifyCaller",
      "own-accountService",
      "settler",
      "rows",
    ];
    const lookups = ["getEnvironment", "getNumberAttributes", "getPrompts", "resolveRoute"];
    expect(through).to.have.members([
      ...[...names, ...lookups.map((role) => `lookups-${role}`)].map(
        (name) => `${name}-policy ${key("tables")} dynamodb.eu-west-2.amazonaws.com`,
      ),
      ...names.slice(0, 2).map((name) => `${name}-policy ${key("input")} secretsmanager.eu-west-2.amazonaws.com`),
    ]);
  });

  it("leaves the private keys to the two functions that open input, and to those who run ivr keys", () => {
    const [[, { secretArn, policy, blockPublicPolicy }] = ["", {}]] = ofType(
      "aws:secretsmanager/secretPolicy:SecretPolicy",
    );
    expect({ secretArn, blockPublicPolicy }).to.deep.equal({ secretArn: secret("input"), blockPublicPolicy: true });
    const roles = ["verifyCaller", "takePayment"].map((role) => `arn:of:own-${role}-role`);
    const denied = statementsOf(policy);
    expect(denied.map(({ Effect }) => Effect)).to.deep.equal(["Deny", "Deny", "Deny"]);
    expect(denied.map(({ Action, Condition }) => [...Action, Condition])).to.deep.equal([
      ["secretsmanager:*", { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } }],
      ["secretsmanager:GetSecretValue", { ArnNotLike: { "aws:PrincipalArn": [...roles, HOLDER] } }],
      ["secretsmanager:PutSecretValue", { ArnNotLike: { "aws:PrincipalArn": [HOLDER] } }],
    ]);
  });

  it("is logged under the key that is named, and what is keyed under one that serves nothing else", () => {
    const groups = ofType("aws:cloudwatch/logGroup:LogGroup");
    expect(groups).to.have.length(4 + 4 + 1 + 1);
    for (const [name, { kmsKeyId }] of groups)
      expect(kmsKeyId, name).to.equal(/verifyCaller|takePayment/.test(name) ? "arn:of:own-logs" : key("logs"));
  });

  it("has concurrency of its own where a caller waits", () => {
    const kept = ofType("aws:lambda/function:Function").map(([name, { reservedConcurrentExecutions }]) => [
      name.split("-")[0],
      reservedConcurrentExecutions,
    ]);
    expect(kept).to.have.deep.members([
      ...Array.from({ length: 4 }, () => ["lookups", 7]),
      ...Array.from({ length: 4 }, () => ["own", 5]),
      ["settler", undefined],
      ["rows", undefined],
    ]);
  });
});

import { expect } from "chai";
import { after, before } from "mocha";
import { Analyzer, type Registered } from "./analyzer";

/** A resource of a case; `madeOf` names others of the case by the input that was made of them. */
interface Made {
  readonly type: string;
  readonly name?: string;
  readonly madeOf?: Readonly<Record<string, string>>;
  readonly [input: string]: unknown;
}

/** A stack that a rule has nothing against, and stacks that it finds fault with. */
interface Case {
  readonly right: readonly Made[];
  readonly wrong: readonly (readonly Made[])[];
}

const urnOf = (name: string): string => `urn:pulumi:dev::acme::x::${name}`;
const stackOf = (made: readonly Made[]): Registered[] =>
  made.map(({ type, name = "one", madeOf = {}, ...inputs }) => ({
    urn: urnOf(name),
    type,
    name,
    inputs,
    propertyDependencies: Object.fromEntries(Object.entries(madeOf).map(([input, of]) => [input, [urnOf(of)]])),
  }));

const policy = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const one = (type: string, input: string, right: unknown, ...wrong: readonly unknown[]): Case => ({
  right: [{ type, [input]: right }],
  wrong: wrong.map((value) => [{ type, ...(value !== undefined && { [input]: value }) }]),
});

const TABLE = "aws:dynamodb/table:Table";
const FUNCTION = "aws:lambda/function:Function";
const GRANTS = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";
const KEY = "aws:kms/key:Key";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "aws:secretsmanager/secret:Secret";
const arn = (of: string): string => `arn:aws:${of}`;

const grants = (right: object, ...wrong: readonly object[]): Case =>
  one(GRANTS, "policy", policy(right), ...wrong.map(policy));
const trust = (right: object, ...wrong: readonly object[]): Case =>
  one(ROLE, "assumeRolePolicy", policy(right), ...wrong.map(policy));
const keyPolicy = (right: object, ...wrong: readonly object[]): Case =>
  one(KEY, "policy", policy(right), ...wrong.map(policy));

/** A bucket with a setting beside it; wrong without it, with another bucket's, and as the values say. */
function bucket(kind: string, right: object, ...wrong: readonly object[]): Case {
  const setting = (values: object, of: string): Made => ({
    type: `aws:s3/b${kind.slice(1)}:${kind}`,
    name: "setting",
    madeOf: { bucket: of },
    ...values,
  });
  const alone: Made = { type: "aws:s3/bucket:Bucket" };
  return {
    right: [alone, setting(right, "one")],
    wrong: [
      [alone],
      [alone, { type: "aws:x:X", name: "other" }, setting(right, "other")],
      ...wrong.map((values) => [alone, setting(values, "one")]),
    ],
  };
}

/** A resource that another is made of; wrong without it. */
const withAnother = (type: string, another: string, input: string): Case => ({
  right: [{ type }, { type: another, name: "another", madeOf: { [input]: "one" } }],
  wrong: [[{ type }], [{ type }, { type: another, name: "another" }]],
});

const called = (timeout: number): Made[] => [
  { type: FUNCTION, timeout },
  {
    type: "aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation",
    name: "association",
    madeOf: { functionArn: "one" },
  },
];

const block = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const encrypted = (sseAlgorithm: string, kmsMasterKeyId?: string) => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId && { kmsMasterKeyId }) } }],
});
const tls = (Effect: string) => ({
  policy: policy({ Effect, Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
});
const results = (encryptionOption: string, enforceWorkgroupConfiguration: boolean) => ({
  enforceWorkgroupConfiguration,
  resultConfiguration: { encryptionConfiguration: { encryptionOption } },
});
const permission = { principal: "connect.amazonaws.com", sourceArn: arn("connect"), sourceAccount: "1" };
const PERMISSION = "aws:lambda/permission:Permission";
const STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const lambda = { Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const via = { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-2.amazonaws.com" } } };
const logs = { Principal: { Service: "logs.eu-west-2.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*" };

const CASES: Readonly<Record<string, Case>> = {
  CKV_AWS_28: one(TABLE, "pointInTimeRecovery", { enabled: true }, undefined, { enabled: false }),
  "DynamoDB.1": one(TABLE, "billingMode", "PAY_PER_REQUEST", undefined, "PROVISIONED"),
  CKV_AWS_119: one(TABLE, "serverSideEncryption", { enabled: true, kmsKeyArn: arn("kms") }, undefined, {
    enabled: true,
  }),
  "DynamoDB.6": one(TABLE, "deletionProtectionEnabled", true, undefined, false),
  "Lambda.2": one(FUNCTION, "runtime", "nodejs24.x", "nodejs20.x", "python3.9"),
  CKV_AWS_45: one(
    FUNCTION,
    "environment",
    { variables: { TABLE: "t", INPUT_KEYS_SECRET: arn("secretsmanager") } },
    { variables: { API_TOKEN: "abc" } },
    { variables: { DB_PASSWORD: "abc" } },
  ),
  CKV_AWS_173: one(FUNCTION, "kmsKeyArn", arn("kms"), undefined),
  CKV_AWS_115: one(FUNCTION, "reservedConcurrentExecutions", 5, undefined, -1, 0),
  arm64: one(FUNCTION, "architectures", ["arm64"], undefined, ["x86_64"]),
  "own-log-group": {
    right: [
      { type: LOGS, name: "group" },
      { type: FUNCTION, madeOf: { loggingConfig: "group" } },
    ],
    wrong: [
      [{ type: FUNCTION }],
      [
        { type: LOGS, name: "group" },
        { type: FUNCTION, madeOf: { role: "group" } },
      ],
    ],
  },
  "answers-in-time": { right: called(8), wrong: [called(9)] },
  CKV_AWS_364: {
    right: [{ type: PERMISSION, ...permission }],
    wrong: [
      [{ type: PERMISSION, ...permission, principal: "*" }],
      [{ type: PERMISSION, principal: permission.principal, sourceArn: permission.sourceArn }],
      [{ type: PERMISSION, principal: permission.principal, sourceAccount: permission.sourceAccount }],
    ],
  },
  CKV_AWS_63: grants({ Action: ["s3:GetObject"], Resource: arn("s3") }, { Action: "*" }, { Action: ["s3:*"] }),
  CKV_AWS_355: grants(
    { Action: "s3:GetObject", Resource: `${arn("s3")}/*` },
    { Action: "s3:GetObject", Resource: "*" },
    { Action: "s3:GetObject", Resource: [arn("s3"), "*"] },
  ),
  "KMS.2": grants(
    { Action: "kms:Decrypt", Resource: arn("kms:eu-west-2:1:key/2"), ...via },
    { Action: "kms:Decrypt", Resource: "*", ...via },
    { Action: ["kms:ReEncryptFrom"], Resource: arn("kms:eu-west-2:1:key/*"), ...via },
  ),
  "keys-by-way-of-services": grants(
    { Action: "kms:Decrypt", Resource: arn("kms"), ...via },
    { Action: "kms:Decrypt", Resource: arn("kms") },
  ),
  CKV_AWS_60: trust(
    { Principal: { AWS: arn("iam::1:root") } },
    { Principal: "*" },
    { Principal: { AWS: ["*", arn("iam::1:root")] } },
  ),
  "trust-for-one-account": trust({ ...lambda, Condition: { StringEquals: { "aws:SourceAccount": "1" } } }, lambda, {
    ...lambda,
    Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-2" } },
  }),
  CKV_AWS_274: one(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "policyArn",
    arn("iam::aws:policy/ReadOnlyAccess"),
    arn("iam::aws:policy/AdministratorAccess"),
  ),
  CKV2_AWS_6: bucket("BucketPublicAccessBlock", block, { ...block, restrictPublicBuckets: false }),
  CKV_AWS_379: bucket("BucketPolicy", tls("Deny"), tls("Allow"), { policy: policy({ Effect: "Deny" }) }),
  CKV2_AWS_65: bucket(
    "BucketOwnershipControls",
    { rule: { objectOwnership: "BucketOwnerEnforced" } },
    { rule: { objectOwnership: "ObjectWriter" } },
  ),
  CKV_AWS_145: bucket(
    "BucketServerSideEncryptionConfiguration",
    encrypted("aws:kms", arn("kms")),
    encrypted("AES256"),
    encrypted("aws:kms"),
  ),
  CKV_AWS_21: bucket(
    "BucketVersioning",
    { versioningConfiguration: { status: "Enabled" } },
    { versioningConfiguration: { status: "Suspended" } },
  ),
  CKV_AWS_300: bucket(
    "BucketLifecycleConfiguration",
    { rules: [{ id: "a" }, { id: "b", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    { rules: [{ id: "a" }] },
  ),
  CKV_AWS_18: bucket("BucketLogging", { targetBucket: "logs" }),
  CKV_AWS_7: one(KEY, "enableKeyRotation", true, undefined, false),
  CKV2_AWS_64: one(KEY, "policy", policy({ Principal: { AWS: arn("iam::1:root") }, Action: "kms:*" }), undefined),
  CKV_AWS_33: keyPolicy(
    { Principal: { AWS: arn("iam::1:root") }, Action: "kms:*" },
    { Principal: "*", Action: "kms:*" },
    { Principal: { AWS: "*" }, Action: "kms:Decrypt" },
  ),
  "services-for-one-purpose": keyPolicy(
    { ...logs, Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn("logs") } } },
    logs,
  ),
  CKV_AWS_66: one(LOGS, "retentionInDays", 30, undefined, 0),
  CKV_AWS_158: one(LOGS, "kmsKeyId", arn("kms"), undefined),
  CKV_AWS_149: one(SECRET, "kmsKeyId", arn("kms"), undefined),
  CKV2_AWS_57: withAnother(SECRET, "aws:secretsmanager/secretRotation:SecretRotation", "secretId"),
  "secret-has-policy": withAnother(SECRET, "aws:secretsmanager/secretPolicy:SecretPolicy", "secretArn"),
  CKV_AWS_241: {
    right: [{ type: STREAM, serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK" } }],
    wrong: [
      [{ type: STREAM }],
      [{ type: STREAM, serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" } }],
      [{ type: STREAM, serverSideEncryption: { enabled: false, keyType: "CUSTOMER_MANAGED_CMK" } }],
    ],
  },
  CKV_AWS_159: one(
    "aws:athena/workgroup:Workgroup",
    "configuration",
    results("SSE_KMS", true),
    undefined,
    results("SSE_S3", true),
    results("SSE_KMS", false),
  ),
};

describe("the policy pack, over the protocol of Pulumi's analyzers", () => {
  let analyzer: Analyzer;
  before(async function () {
    this.timeout(60_000);
    analyzer = await Analyzer.start();
  });
  after(() => analyzer.stop());

  const against = async (rule: string, stack: readonly Made[]): Promise<string[]> =>
    (await analyzer.violations(stackOf(stack))).filter((one) => one.rule === rule).map(({ urn }) => urn);

  it("has a case for every rule, and no other", async () =>
    expect(await analyzer.rules()).to.have.members(Object.keys(CASES)));

  for (const [rule, { right, wrong }] of Object.entries(CASES)) {
    it(`has nothing by ${rule} against what is right`, async () =>
      expect(await against(rule, right)).to.deep.equal([]));

    it(`finds by ${rule} what is wrong`, async () => {
      for (const stack of wrong)
        expect(await against(rule, stack), JSON.stringify(stack)).to.deep.equal([urnOf("one")]);
    });
  }

  it("lets a function work for longer that no flow calls", async () =>
    expect(await against("answers-in-time", [{ type: FUNCTION, timeout: 900 }])).to.deep.equal([]));

  it("says in a preview that a rule has to wait for what nobody knows yet", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const said = await analyzer.violations(stackOf([{ type: GRANTS, policy: unknown }]));
    expect(said.map(({ message, mandatory }) => [mandatory, message.slice(0, 9)])).to.deep.include([
      false,
      "can't run",
    ]);
    expect(said.filter(({ mandatory }) => mandatory)).to.deep.equal([]);
  });
});

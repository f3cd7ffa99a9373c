import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { type ConnectInstance, parseInstanceArn } from "../callFlows/instance";
import { topicProblems } from "../components/shared/alarmTopic";
import { logRetentionProblem } from "../components/shared/logRetention";
import { reservedConcurrencyProblem } from "../components/shared/reservedConcurrency";
import { UUID } from "../handlers/shared/uuid";
import { apisSchema } from "./apis";

const IS_UUID = new RegExp(`^${UUID}$`);

/** What a caller of the API gets, and what the console shows, is an ARN; its last part is the id. */
function phoneNumberIdRemedy({ input }: v.RegexIssue<string>): string {
  const id = input.split("/").at(-1) ?? "";
  return input.startsWith("arn:") && IS_UUID.test(id)
    ? `This is the ARN of the number. Write its id, ${id}.`
    : "Write the id of the claimed number: the last part of its ARN, such as 11111111-2222-3333-4444-555555555555.";
}

const claimedNumber = v.strictObject({
  e164: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/, "Write the number in E.164, such as +14165550143.")),
  phoneNumberId: v.pipe(v.string(), v.regex(IS_UUID, phoneNumberIdRemedy)),
});

/** Claimed numbers by their logical names: calls to one begin in one flow, and are of one number of the content. */
const claimedNumbers = v.pipe(
  v.record(v.string(), claimedNumber),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const claims = Object.entries(dataset.value);
    for (const field of ["e164", "phoneNumberId"] as const)
      claims.forEach(([name, claim], index) => {
        const first = claims.findIndex(([, other]) => other[field] === claim[field]);
        if (first < index)
          addIssue({
            message: `${claims[first]?.[0]} has the ${field} ${claim[field]} too. A claimed number is one number of the content: correct one of them.`,
            path: [
              { type: "object", origin: "value", input: dataset.value, key: name, value: claim },
              { type: "object", origin: "value", input: claim, key: field, value: claim[field] },
            ],
          });
      });
  }),
);

const days = v.pipe(v.number(), v.integer("Write whole days."), v.minValue(1, "Write at least one day."));

/** `ContactRecordArchiveArgs`, as far as a stack decides them. */
const archive = v.strictObject({
  enabled: v.boolean(),
  existingBucket: v.optional(v.strictObject({ name: v.string(), arn: v.string() })),
  existingStream: v.optional(v.strictObject({ arn: v.string(), kmsKeyArn: v.optional(v.string()) })),
  existingDeliveryStream: v.optional(v.strictObject({ arn: v.string(), recordsPrefix: v.optional(v.string()) })),
  kmsKeyArn: v.optional(v.string()),
  transform: v.optional(v.strictObject({ secretArn: v.string(), secretKmsKeyArn: v.optional(v.string()) })),
  lifecycle: v.optional(
    v.strictObject({
      coldAfterDays: v.optional(days),
      deleteRecordsAfterDays: v.optional(days),
      deleteErrorsAfterDays: v.optional(days),
      deleteOldVersionsAfterDays: v.optional(days),
    }),
  ),
  silentHours: v.optional(v.number()),
});

const groups = v.array(v.pipe(v.string(), v.nonEmpty("Write the name of a group in QuickSight.")));

/** `ReportingDatasetArgs`, as far as a stack decides them. */
const reports = v.strictObject({
  enabled: v.literal(true),
  costPerAgentContact: v.pipe(v.number(), v.minValue(0, "Write what a contact costs, such as 6.5.")),
  firstDay: v.optional(v.string()),
  reportedDays: v.optional(days),
  scanLimitGb: v.optional(v.number()),
  views: v.optional(v.boolean()),
  quickSight: v.optional(
    v.strictObject({
      identityRegion: v.string(),
      ownerGroups: groups,
      readerGroups: v.optional(groups),
      personalColumnGroups: v.optional(groups),
      rowPermissions: v.optional(v.strictObject({ dataSetArn: v.string() })),
      directQuery: v.optional(v.boolean()),
      timeZone: v.optional(v.string()),
      subscription: v.optional(v.strictObject({ accountName: v.string(), notificationEmail: v.string() })),
    }),
  ),
});

const reporting = v.variant("enabled", [v.strictObject({ enabled: v.literal(false) }), reports]);

const whole = v.pipe(v.number(), v.integer("Write a whole number."));

/** `PaymentPolicyArgs`, and what a stack decides of `PaymentSettlementArgs`; the components know the limits. */
const payments = v.strictObject({
  cardsPerOrder: v.optional(whole),
  cardsPerAccount: v.optional(whole),
  windowMinutes: v.optional(whole),
  horizonMinutes: v.optional(whole),
  reservationMinutes: v.optional(whole),
  everyMinutes: v.optional(whole),
  alarmAfterMinutes: v.optional(whole),
});

/** `CallLimits` and the fallback queue of `PhoneSystemOptions`, which knows what each may be. */
const calls = v.strictObject({
  menuChoices: v.optional(v.number()),
  queueMinutes: v.optional(v.number()),
  fallbackQueueArn: v.optional(v.string()),
});

/** `CallbackPolicyArgs`; the component knows the limits. */
const callbacks = v.strictObject({
  perNumber: v.optional(whole),
  perCaller: v.optional(whole),
  perEnvironment: v.optional(whole),
  openMinutes: v.optional(whole),
});

/** `VerificationPolicyArgs`; the component knows the limits. */
const verification = v.strictObject({
  triesPerAccount: v.optional(whole),
  triesFromOwnNumber: v.optional(whole),
  triesPerCaller: v.optional(whole),
  triesPerCallerADay: v.optional(whole),
  windowMinutes: v.optional(whole),
  failuresPerAccount: v.optional(whole),
  failuresFromOwnNumber: v.optional(whole),
  codesPerAccount: v.optional(whole),
  codesPerAccountADay: v.optional(whole),
  codesPerCaller: v.optional(whole),
  codesPerEnvironment: v.optional(whole),
});

const table = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty("Write the name of the table.")),
  arn: v.pipe(v.string(), v.startsWith("arn:", "Write the ARN of the table.")),
});

/** `ExistingTablesArgs`, without the table of environments: its rows are resources, which exist nowhere else. */
const existingTables = v.strictObject({ routing: v.optional(table), prompts: v.optional(table) });

/** What a stack decides of `TableRowsArgs`; `asItems` is `rowsAsItems` of `ConfigTablesArgs`. */
const rows = v.strictObject({ asItems: v.optional(v.boolean(), false), takeOver: v.optional(v.boolean(), false) });

/** What a stack may have beside what it has by itself: docs/policy.md. */
const safeguards = v.strictObject({
  kmsKeyArn: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/\S+$/, "Write the ARN of a key of AWS KMS, no alias."),
    ),
  ),
  reservedConcurrency: v.optional(
    v.pipe(
      v.number(),
      v.check(
        (reserved) => reservedConcurrencyProblem(reserved) === undefined,
        ({ input }) => reservedConcurrencyProblem(input) as string,
      ),
    ),
  ),
  keyHolderArns: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.string(),
          v.regex(
            /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/\S+$/,
            "Write the ARN of a role or a user of IAM; of a role, not of its session.",
          ),
        ),
      ),
      v.nonEmpty("Name somebody: without one nobody could run ivr keys."),
    ),
  ),
});

const inputKey = v.strictObject({ name: v.string(), certificate: v.string() });

const keys = v.strictObject({
  instanceArn: v.string(),
  environments: v.pipe(
    v.array(
      v.pipe(
        v.string(),
        v.regex(/^[a-z][A-Za-z0-9]*$/, "Begin an environment with a small letter; use letters and digits."),
      ),
    ),
    v.nonEmpty("Name at least the stack's own environment."),
  ),
  numbers: claimedNumbers,
  leaveOutFictionalNumbers: v.boolean(),
  protectData: v.boolean(),
  skillRouting: v.boolean(),
  existingSkillAttribute: v.boolean(),
  moduleReferences: v.picklist(["dynamic", "static"], "Write dynamic or static."),
  logRetentionDays: v.pipe(
    v.number(),
    v.check(
      (value) => logRetentionProblem(value) === undefined,
      ({ input }) => logRetentionProblem(input) as string,
    ),
  ),
  testCases: v.boolean(),
  alarmTopicArn: v.string(),
  apis: apisSchema,
  archive,
  reporting,
  inputKeys: v.array(inputKey),
  payments,
  calls,
  callbacks,
  verification,
  existingTables,
  rows,
  safeguards,
});

const schema = v.pipe(
  keys,
  v.forward(
    v.partialCheck(
      [["archive"], ["reporting"]],
      ({ archive: { enabled }, reporting: reported }) => enabled || !reported.enabled,
      "There is no report without archive.enabled.",
    ),
    ["reporting"],
  ),
);

export type StackConfig = Omit<v.InferOutput<typeof schema>, "instanceArn"> & { readonly instance: ConnectInstance };

/**
 * The stack's configuration, as Pulumi.yaml describes it.
 * @throws pulumi.RunError with every problem: key and remedy
 */
export function readConfig(): StackConfig {
  const config = new pulumi.Config();
  const result = v.safeParse(schema, {
    instanceArn: config.require("instanceArn"),
    environments: config.requireObject("environments"),
    numbers: config.requireObject("numbers"),
    leaveOutFictionalNumbers: config.requireBoolean("leaveOutFictionalNumbers"),
    protectData: config.requireBoolean("protectData"),
    skillRouting: config.requireBoolean("skillRouting"),
    existingSkillAttribute: config.requireBoolean("existingSkillAttribute"),
    moduleReferences: config.require("moduleReferences"),
    logRetentionDays: config.requireNumber("logRetentionDays"),
    testCases: config.requireBoolean("testCases"),
    alarmTopicArn: config.require("alarmTopicArn"),
    apis: config.requireObject("apis"),
    archive: config.requireObject("archive"),
    reporting: config.requireObject("reporting"),
    inputKeys: config.requireObject("inputKeys"),
    payments: config.requireObject("payments"),
    calls: config.requireObject("calls"),
    callbacks: config.requireObject("callbacks"),
    verification: config.requireObject("verification"),
    existingTables: config.requireObject("existingTables"),
    rows: config.requireObject("rows"),
    safeguards: config.requireObject("safeguards"),
  });
  const problems = result.issues?.map((issue) => `${v.getDotPath(issue) ?? "configuration"}: ${remedyOf(issue)}`) ?? [];
  if (!result.success)
    throw new pulumi.RunError([`Pulumi.${pulumi.getStack()}.yaml cannot be used:`, ...problems].join("\n  "));
  const instance = readInstance(result.output.instanceArn);
  const elsewhere = [
    ...tableProblems(result.output.existingTables, instance),
    ...(result.output.alarmTopicArn === "" ? [] : topicProblems(result.output.alarmTopicArn, instance)),
    ...keyProblems(result.output.safeguards.kmsKeyArn, instance),
  ];
  if (elsewhere.length > 0)
    throw new pulumi.RunError([`Pulumi.${pulumi.getStack()}.yaml cannot be used:`, ...elsewhere].join("\n  "));
  return { ...result.output, instance, inputKeys: readKeys(result.output.inputKeys) };
}

type ExistingTables = v.InferOutput<typeof existingTables>;

/** Functions find a table by its name in their own account and region, and may use what its ARN says: both are one. */
function tableProblems(tables: ExistingTables, { partition, region, account }: ConnectInstance): string[] {
  const named = Object.entries(tables);
  return [
    ...named.flatMap(([table, { name, arn }]) => {
      const right = `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
      return arn === right
        ? []
        : [`existingTables.${table}.arn: A stack uses tables of its own region and account. Write ${right}.`];
    }),
    ...(new Set(named.map(([, { name }]) => name)).size < named.length
      ? ["existingTables: One table cannot be both: numbers and prompts have other keys. Name two."]
      : []),
  ];
}

/** A table and a log group are encrypted by a key of their own region. */
const keyProblems = (kmsKeyArn: string | undefined, { region }: ConnectInstance): string[] =>
  kmsKeyArn === undefined || kmsKeyArn.split(":")[3] === region
    ? []
    : [`safeguards.kmsKeyArn: Tables and log groups are encrypted by a key of their region. Name one of ${region}.`];

type InputKey = v.InferOutput<typeof inputKey>;

/** The keys with their certificates: configuration holds the path of each, from the folder of Pulumi.yaml. */
function readKeys(keys: readonly InputKey[]): InputKey[] {
  const stack = pulumi.getStack();
  const declared = keys.map(({ name, certificate: path }) => ({ name, path, file: join(__dirname, "..", path) }));
  const problems = declared
    .filter(({ file }) => !existsSync(file))
    .map(
      ({ name, path }) =>
        `the key ${name}: there is no file ${path}. Make it: npx ivr keys new --stack ${stack} --name ${name}`,
    );
  if (problems.length > 0)
    throw new pulumi.RunError([`Pulumi.${stack}.yaml, connect-ivr:inputKeys:`, ...problems].join("\n  "));
  return declared.map(({ name, file }) => ({ name, certificate: readFileSync(file, "utf8") }));
}

function remedyOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "string" && typeof issue.input === "number") {
    const path = v.getDotPath(issue) ?? "";
    // Of "+1…" only the sign is lost.
    const text = path.endsWith(".e164") ? `+${issue.input}` : `${issue.input}`;
    return `This is a number, where a text is expected. Put it in quotes: YAML takes it for a number without them, and so does pulumi config set --path, unless told otherwise: pulumi config set --path "${pulumi.getProject()}:${path}" "${text}" --type string`;
  }
  if (issue.received === "undefined") return "This is missing. Pulumi.yaml says what it is for.";
  if (issue.expected === "never") return "Nothing reads this. Correct the name, or remove it.";
  return issue.kind === "schema" && issue.type !== "picklist"
    ? `${issue.received} stands where ${issue.expected} is expected.`
    : issue.message;
}

function readInstance(arn: string): ConnectInstance {
  try {
    return parseInstanceArn(arn);
  } catch (error) {
    throw new pulumi.RunError(`Pulumi.${pulumi.getStack()}.yaml, connect-ivr:instanceArn: ${(error as Error).message}`);
  }
}

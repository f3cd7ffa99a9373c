import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { ContactRecordArchive } from "../../../components/contactRecordArchive/contactRecordArchive";
import type { Graph } from "../../../local/engine/graph";
import { startSecrets } from "../../../local/emulator/secretsManager";
import { startFunctions } from "../../../local/simulator/functions";
import { graphsOf, INSTANCE, of, one, type Statement, statementsOf } from "./program";
import { EVALUATION } from "../../support";
import { contact } from "../../reporting/records";
import { lifecycleProblems } from "../../../components/contactRecordArchive/checks";

const BUCKET = "aws:s3/bucket:Bucket";
const STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const ASSOCIATION = "aws:connect/instanceStorageConfig:InstanceStorageConfig";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const KEY = "aws:kms/key:Key";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:hash-1a2b3c";
const FUNCTION = "aws:lambda/function:Function";

interface Delivery {
  readonly prefix: string;
  readonly errorOutputPrefix: string;
  readonly bufferingSize: number;
  readonly bufferingInterval: number;
  readonly kmsKeyArn: string;
  readonly processingConfiguration: {
    readonly processors: readonly {
      readonly type: string;
      readonly parameters: readonly { readonly parameterName: string; readonly parameterValue: string }[];
    }[];
  };
}
const deliveryOf = (graph: Graph): Delivery => one(graph, STREAM).inputs["extendedS3Configuration"] as Delivery;

/**
 * Whether a statement's conditions hold for a request, as IAM says it: a key that the request lacks fails an operator,
 * holds for a negated one, and for each that ends in IfExists.
 */
function holds(condition: NonNullable<Statement["Condition"]>, request: Readonly<Record<string, string>>): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = request[key];
      if (operator === "Bool" || operator === "StringEquals") return value === wanted;
      if (operator === "StringNotEquals" || operator === "StringNotEqualsIfExists") return value !== wanted;
      throw new Error(`${operator} is not known here.`);
    }),
  );
}

/** Everything that a statement allows, as `action resource`. */
const allowed = (statements: readonly Statement[]): string[] =>
  statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
  );

describe("the archive of contact records", function () {
  this.timeout(EVALUATION);
  let plainArchive: Graph;
  let guarded: Graph;
  let adopted: Graph;
  before(async () => {
    ({ plainArchive, guarded, adopted } = await graphsOf({
      plainArchive: {},
      guarded: {
        archive: {
          protectData: true,
          transform: { secretArn: SECRET },
          logRetentionDays: 60,
          lifecycle: {
            coldAfterDays: 90,
            deleteRecordsAfterDays: 2555,
            deleteErrorsAfterDays: 30,
            deleteOldVersionsAfterDays: 30,
          },
          alarmTopicArn: "arn:aws:sns:eu-west-2:123456789012:alarms",
        },
      },
      adopted: {
        archive: {
          existingBucket: { name: "lake", arn: "arn:aws:s3:::lake" },
          existingStream: {
            arn: "arn:aws:kinesis:eu-west-2:123456789012:stream/ctr",
            kmsKeyArn: "arn:aws:kms:eu-west-2:123456789012:key/theirs",
          },
          kmsKeyArn: "arn:aws:kms:eu-west-2:123456789012:key/ours",
          silentHours: 72,
        },
      },
    }));
  });

  it("tells the instance to send its contact records to the stream", () => {
    const { inputs } = one(plainArchive, ASSOCIATION);
    expect(inputs).to.deep.equal({
      instanceId: INSTANCE.split("/")[1],
      resourceType: "CONTACT_TRACE_RECORDS",
      storageConfig: {
        storageType: "KINESIS_FIREHOSE",
        kinesisFirehoseConfig: { firehoseArn: one(plainArchive, STREAM).outputs["arn"] },
      },
    });
  });

  it("keeps the errors out of the folder that reports read", () => {
    const { prefix, errorOutputPrefix } = deliveryOf(plainArchive);
    expect(prefix).to.equal("contact-records/dt=!{partitionKeyFromQuery:dt}/");
    expect(errorOutputPrefix).to.match(/^errors\/!\{firehose:error-output-type\}\//);
  });

  it("buffers as much as the service asks for where it partitions", () => {
    expect(deliveryOf(plainArchive).bufferingSize).to.be.within(64, 128);
    expect(deliveryOf(plainArchive).bufferingInterval).to.be.within(60, 900);
  });

  it("ends every record with a line feed before the day is read, and masks it before either", () => {
    const types = (graph: Graph) => deliveryOf(graph).processingConfiguration.processors.map(({ type }) => type);
    expect(types(plainArchive)).to.deep.equal(["AppendDelimiterToRecord", "MetadataExtraction"]);
    expect(types(guarded)).to.deep.equal(["Lambda", "AppendDelimiterToRecord", "MetadataExtraction"]);
    for (const { parameterValue } of deliveryOf(guarded).processingConfiguration.processors.flatMap(
      ({ parameters }) => parameters,
    ))
      expect(parameterValue).to.have.length.within(1, 512);
  });

  it("encrypts stream and bucket with one key that rotates", () => {
    const { arn } = one(plainArchive, KEY).outputs;
    expect(one(plainArchive, KEY).inputs).to.include({ enableKeyRotation: true });
    expect(one(plainArchive, STREAM).inputs["serverSideEncryption"]).to.deep.equal({
      enabled: true,
      keyType: "CUSTOMER_MANAGED_CMK",
      keyArn: arn,
    });
    expect(deliveryOf(plainArchive).kmsKeyArn).to.equal(arn);
    const [rule] = one(
      plainArchive,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    ).inputs["rules"] as { applyServerSideEncryptionByDefault: unknown }[];
    expect(rule?.applyServerSideEncryptionByDefault).to.deep.equal({ sseAlgorithm: "aws:kms", kmsMasterKeyId: arn });
  });

  it("keeps the bucket private, versioned and behind TLS", () => {
    expect(one(plainArchive, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(one(plainArchive, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs["rule"]).to.deep.equal({
      objectOwnership: "BucketOwnerEnforced",
    });
    expect(
      one(plainArchive, "aws:s3/bucketVersioning:BucketVersioning").inputs["versioningConfiguration"],
    ).to.deep.equal({ status: "Enabled" });
    const statements = statementsOf(one(plainArchive, "aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]);
    expect(statements.map(({ Effect }) => Effect)).to.deep.equal(["Deny", "Deny"]);
    expect(statements[0]).to.deep.include({
      Principal: "*",
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(one(plainArchive, BUCKET).inputs).to.deep.equal({ forceDestroy: true });
    expect(one(guarded, BUCKET).inputs).to.deep.equal({ forceDestroy: false });
  });

  it("takes files by TLS and under its key alone: an upload that names none is refused as well", () => {
    const policy = statementsOf(one(plainArchive, "aws:s3/bucketPolicy:BucketPolicy").inputs["policy"]);
    const key = one(plainArchive, KEY).outputs["arn"] as string;
    const refuses = (request: Readonly<Record<string, string>>) =>
      policy.some(({ Condition }) => holds(Condition ?? {}, { "aws:SecureTransport": "true", ...request }));
    const NAMED = "s3:x-amz-server-side-encryption-aws-kms-key-id";
    expect(refuses({ [NAMED]: key })).to.equal(false);
    expect(refuses({}), "no header").to.equal(true);
    expect(refuses({ [NAMED]: "alias/other" })).to.equal(true);
    expect(refuses({ [NAMED]: key, "aws:SecureTransport": "false" })).to.equal(true);
  });

  it("keeps the log lines of stream and transform as long as it is told", () => {
    const kept = (graph: Graph) =>
      Object.fromEntries(of(graph, LOGS).map(({ name, inputs }) => [name, inputs["retentionInDays"]]));
    expect(kept(guarded)).to.deep.equal({ "a-logs": 60, "a-transform-logs": 60 });
    expect(kept(plainArchive)).to.deep.equal({ "a-logs": 30 });
  });

  it("deletes nothing unless asked, and then what is asked", () => {
    const rules = (graph: Graph) => one(graph, LIFECYCLE).inputs["rules"] as Record<string, unknown>[];
    expect(rules(plainArchive).map(({ id }) => id)).to.deep.equal(["unfinished-uploads"]);
    expect(rules(guarded)).to.deep.include.members([
      {
        id: "records",
        status: "Enabled",
        filter: { prefix: "contact-records/" },
        transitions: [{ days: 90, storageClass: "INTELLIGENT_TIERING" }],
        expiration: { days: 2555 },
      },
      { id: "errors", status: "Enabled", filter: { prefix: "errors/" }, expiration: { days: 30 } },
      {
        id: "old-versions",
        status: "Enabled",
        filter: { prefix: "" },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
      },
    ]);
  });

  it("guards bucket and key where it is told to, and nothing else", () => {
    for (const graph of [plainArchive, guarded])
      expect(
        graph.resources
          .filter(({ protect }) => protect)
          .map(({ type }) => type)
          .sort(),
      ).to.deep.equal(graph === guarded ? [KEY, BUCKET] : []);
  });

  it("lets Firehose do on this archive what it has to, and nothing anywhere else", () => {
    const arn = (type: string, name?: string) => one(guarded, type, name).outputs["arn"] as string;
    const [bucket, key, lambda] = [arn(BUCKET), arn(KEY), arn(FUNCTION)];
    const logs = one(guarded, LOGS, "a-logs").outputs["arn"] as string;
    expect(allowed(statementsOf(one(guarded, POLICY, "a-policy").inputs["policy"]))).to.have.members([
      `s3:GetBucketLocation ${bucket}`,
      `s3:ListBucket ${bucket}`,
      `s3:ListBucketMultipartUploads ${bucket}`,
      `s3:AbortMultipartUpload ${bucket}/*`,
      `s3:GetObject ${bucket}/*`,
      `s3:PutObject ${bucket}/*`,
      `kms:Decrypt ${key}`,
      `kms:GenerateDataKey ${key}`,
      `logs:PutLogEvents ${logs}:log-stream:*`,
      `lambda:InvokeFunction ${lambda}`,
      `lambda:InvokeFunction ${lambda}:*`,
      `lambda:GetFunctionConfiguration ${lambda}`,
      `lambda:GetFunctionConfiguration ${lambda}:*`,
    ]);
    const [trust] = statementsOf(one(guarded, "aws:iam/role:Role", "a-role").inputs["assumeRolePolicy"]);
    expect(trust?.Condition).to.deep.equal({ StringEquals: { "sts:ExternalId": "123456789012" } });
  });

  it("makes the stream after the role's policy, and anew, under a new name, when its partitions change", () => {
    const stream = one(plainArchive, STREAM);
    expect(stream.dependencies).to.include(one(plainArchive, POLICY).urn);
    expect(stream.inputs).to.not.have.property("name");
    expect(plainArchive.outputs["replacedOnChange"]).to.deep.include({
      "plainArchive-a-stream": ["extendedS3Configuration.dynamicPartitioningConfiguration"],
    });
  });

  it("lets the transform read its one secret, and tells it the attributes that may stay", () => {
    const statements = statementsOf(one(guarded, POLICY, "a-transform-policy").inputs["policy"]);
    expect(allowed(statements.slice(1))).to.deep.equal([`secretsmanager:GetSecretValue ${SECRET}`]);
    const { variables } = one(guarded, FUNCTION).inputs["environment"] as { variables: Record<string, string> };
    expect(variables["ATTRIBUTES"]?.split(","))
      .to.include.members(["country", "payment_result"])
      .and.not.include("customer_id");
  });

  it("deploys a transform that reads its secret from Secrets Manager and lets no number through", async () => {
    const secrets = await startSecrets([{ arn: SECRET, name: "hash" }]);
    const functions = startFunctions(guarded, { AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint });
    try {
      const event = {
        records: [
          {
            recordId: "1",
            data: Buffer.from(
              JSON.stringify(contact("c", "2026-06-10T08:00:00Z", "+447700900123", { customer_id: "A-1" })),
            ).toString("base64"),
          },
        ],
      };
      const invoke = () => functions.invoke(one(guarded, FUNCTION).outputs["arn"] as string, event, new Date());
      expect((await invoke()).error, "without a value nothing is stored").to.include("ResourceNotFoundException");
      secrets.store.put({ SecretId: SECRET, SecretString: "k" });
      const { answer } = (await invoke()) as { answer: { records: { result: string; data: string }[] } };
      const stored = Buffer.from(answer.records[0]?.data ?? "", "base64").toString("utf8");
      expect(answer.records[0]?.result).to.equal("Ok");
      expect(stored)
        .to.include('"Address":"h:')
        .and.include('"country":"GB"')
        .and.not.include("+447700900123")
        .and.not.include("A-1");
    } finally {
      await functions.close();
      await secrets.close();
    }
  });

  it("raises alarms, and tells the topic where there is one", () => {
    const metrics = (graph: Graph) =>
      of(graph, ALARM)
        .map(({ inputs }) => inputs["metricName"])
        .sort();
    expect(metrics(plainArchive)).to.deep.equal([
      "DeliveryToS3.DataFreshness",
      "DeliveryToS3.Success",
      "IncomingRecords",
      "PartitionCountExceeded",
      "ThrottledRecords",
    ]);
    expect(metrics(guarded)).to.include("ExecuteProcessing.Success");
    for (const { inputs } of of(guarded, ALARM))
      expect(inputs).to.deep.include({
        alarmActions: ["arn:aws:sns:eu-west-2:123456789012:alarms"],
        dimensions: { DeliveryStreamName: one(guarded, STREAM).outputs["name"] },
      });
  });

  it("raises one for a day without any record, or as long as it is told, where no figure says that there was none", () => {
    const silence = (graph: Graph) => one(graph, ALARM, "a-silence-alarm").inputs;
    expect(silence(plainArchive)).to.include({
      metricName: "IncomingRecords",
      statistic: "Sum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 3600,
      evaluationPeriods: 24,
      treatMissingData: "breaching",
    });
    expect(silence(adopted)).to.include({
      metricName: "DataReadFromKinesisStream.Records",
      evaluationPeriods: 72,
      treatMissingData: "breaching",
    });
    for (const { name, inputs } of of(plainArchive, ALARM))
      if (name !== "a-silence-alarm")
        expect(inputs, name).to.include({ period: 300, treatMissingData: "notBreaching" });
  });

  it("adopts a bucket and a stream: makes none, and leaves the instance's association alone", () => {
    for (const type of [BUCKET, LIFECYCLE, KEY, ASSOCIATION]) expect(of(adopted, type), type).to.deep.equal([]);
    const { inputs } = one(adopted, STREAM);
    expect(inputs["kinesisSourceConfiguration"]).to.include({
      kinesisStreamArn: "arn:aws:kinesis:eu-west-2:123456789012:stream/ctr",
    });
    expect(inputs).to.not.have.property("serverSideEncryption");
    expect(inputs["extendedS3Configuration"]).to.include({ bucketArn: "arn:aws:s3:::lake" });
    expect(allowed(statementsOf(one(adopted, POLICY).inputs["policy"]))).to.include.members([
      "kinesis:GetRecords arn:aws:kinesis:eu-west-2:123456789012:stream/ctr",
      "kms:Decrypt arn:aws:kms:eu-west-2:123456789012:key/theirs",
    ]);
  });
});

describe("an archive that cannot be deployed", () => {
  it("is refused with every problem and its remedy, before anything is registered", () => {
    const make = () =>
      new ContactRecordArchive("a", {
        instanceArn: INSTANCE,
        namePrefix: "x",
        existingBucket: { name: "b", arn: pulumi.output("arn") },
        lifecycle: { coldAfterDays: 0 },
        silentHours: 200,
      });
    expect(make).to.throw(
      /lifecycle\.coldAfterDays is 0\. Write whole days[^]*silentHours is 200\. Write whole hours, from 1 to 168[^]*existingBucket keeps its owner's/,
    );
  });

  it("is one that deletes records before it moves them", () => {
    expect(lifecycleProblems({ coldAfterDays: 90, deleteRecordsAfterDays: 30 })).to.have.length(1);
    expect(lifecycleProblems({ coldAfterDays: 90, deleteRecordsAfterDays: 91 })).to.deep.equal([]);
  });
});

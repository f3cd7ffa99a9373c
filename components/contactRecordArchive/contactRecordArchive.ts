import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as connect from "@pulumi/aws/connect";
import * as iam from "@pulumi/aws/iam";
import * as kinesis from "@pulumi/aws/kinesis";
import * as kms from "@pulumi/aws/kms";
import type * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { bundle } from "../connectFunction/bundle";
import { type ConnectInstance, parseInstanceArn } from "../../callFlows/instance";
import { alarm } from "../shared/alarm";
import { given } from "../shared/given";
import { accountDecides } from "../shared/keyPolicy";
import { madeBefore } from "../shared/madeBefore";
import { privateBucket } from "../shared/privateBucket";
import { warnOfAdopted } from "./adoption";
import { alarmRules } from "./alarms";
import { archiveProblems, associationProblems, deliveryStreamName } from "./checks";
import { delivery, processors, RECORDS_PREFIX } from "./layout";
import { lifecycleRules } from "./lifecycle";
import { deliveryPolicy, trustFirehose } from "./policies";
import { transformEntry, transformFunction } from "./transform";
import { refuse } from "../../contentModel/refuse";
import type { ContactRecordArchiveArgs } from "./args";

interface Stream {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Output<string>;
}

/** The contact records of an instance in S3: one JSON object a line, gzip, a folder per day the contacts began. */
export class ContactRecordArchive extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. */
  readonly bucketArn: pulumi.Output<string>;
  /** Folder of the records in the bucket, with the slash. */
  readonly recordsPrefix: pulumi.Output<string>;
  /** ARN of the key that records are encrypted with. */
  readonly kmsKeyArn: pulumi.Output<string>;
  /** ARN of the delivery stream. */
  readonly deliveryStreamArn: pulumi.Output<string>;

  constructor(name: string, args: ContactRecordArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    const instance = parseInstanceArn(args.instanceArn);
    const heading = `ContactRecordArchive ${name} cannot be deployed:`;
    refuse(heading, archiveProblems(args, instance));
    if (args.existingStream === undefined && args.existingDeliveryStream === undefined)
      refuse(heading, associationProblems(madeBefore(name, `${args.instanceArn} CONTACT_TRACE_RECORDS`)));
    if (args.transform) bundle(transformEntry());
    super("connect-ivr:index:ContactRecordArchive", name, {}, opts);
    const protectData = args.protectData ?? false;
    const kmsKeyArn = pulumi.output(args.kmsKeyArn ?? this.#key(name, instance, protectData));
    const bucket =
      args.existingBucket ??
      privateBucket(
        `${name}-records`,
        { kmsKeyArn, protectData, versioned: true, lifecycle: lifecycleRules(args.lifecycle ?? {}) },
        this,
      );
    const bucketName = "bucket" in bucket ? bucket.bucket : bucket.name;
    const recordsPrefix = args.existingDeliveryStream?.recordsPrefix ?? RECORDS_PREFIX;
    const stream = args.existingDeliveryStream
      ? this.#adopted(args.existingDeliveryStream.arn, instance, bucket.arn, recordsPrefix)
      : this.#delivering(name, args, instance, bucket.arn, kmsKeyArn);
    this.#alarms(name, args, stream.name);

    this.bucketName = pulumi.output(bucketName);
    this.bucketArn = pulumi.output(bucket.arn);
    this.recordsPrefix = pulumi.output(recordsPrefix);
    this.kmsKeyArn = kmsKeyArn;
    this.deliveryStreamArn = stream.arn;
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      recordsPrefix: this.recordsPrefix,
      kmsKeyArn,
      deliveryStreamArn: stream.arn,
    });
  }

  /** A stream that is there: it is looked at, and left alone. */
  #adopted(arn: string, instance: ConnectInstance, bucketArn: pulumi.Input<string>, recordsPrefix: string): Stream {
    const name = deliveryStreamName(arn, instance) as string;
    const looked = pulumi
      .output(bucketArn)
      .apply((known) => warnOfAdopted(name, { bucketArn: known, recordsPrefix }, this));
    return { name, arn: looked.apply(() => arn) };
  }

  /** A stream of the archive's own, which the instance is told to send its records to. */
  #delivering(
    name: string,
    args: ContactRecordArchiveArgs,
    instance: ConnectInstance,
    bucketArn: pulumi.Input<string>,
    kmsKeyArn: pulumi.Output<string>,
  ): Stream {
    const transform =
      args.transform &&
      transformFunction(
        `${name}-transform`,
        `${args.namePrefix}-maskContactRecords`,
        {
          ...given(args, "logRetentionDays"),
          ...args.transform,
          account: instance.account,
          ...given(args, "logKmsKeyArn"),
        },
        this,
      );
    const stream = this.#deliveryStream(name, args, instance, bucketArn, kmsKeyArn, transform);
    if (args.existingStream === undefined)
      new connect.InstanceStorageConfig(
        `${name}-association`,
        {
          instanceId: instance.id,
          resourceType: "CONTACT_TRACE_RECORDS",
          storageConfig: { storageType: "KINESIS_FIREHOSE", kinesisFirehoseConfig: { firehoseArn: stream.arn } },
        },
        { parent: this, deleteBeforeReplace: true },
      );
    return stream;
  }

  #key(name: string, instance: ConnectInstance, protectData: boolean): pulumi.Output<string> {
    const key = new kms.Key(
      `${name}-key`,
      {
        description: "Contact records of Amazon Connect.",
        enableKeyRotation: true,
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [accountDecides(instance)] }),
      },
      { parent: this, protect: protectData, retainOnDelete: protectData },
    );
    return key.arn;
  }

  #deliveryStream(
    name: string,
    args: ContactRecordArchiveArgs,
    { account }: ConnectInstance,
    bucketArn: pulumi.Input<string>,
    kmsKeyArn: pulumi.Output<string>,
    transform: lambda.Function | undefined,
  ): kinesis.FirehoseDeliveryStream {
    const child = { parent: this };
    const logs = new cloudwatch.LogGroup(
      `${name}-logs`,
      {
        name: `/aws/kinesisfirehose/${args.namePrefix}-contact-records`,
        retentionInDays: args.logRetentionDays ?? 30,
        ...(args.logKmsKeyArn !== undefined && { kmsKeyId: args.logKmsKeyArn }),
      },
      child,
    );
    const logStream = new cloudwatch.LogStream(`${name}-log`, { name: "S3Delivery", logGroupName: logs.name }, child);
    const role = new iam.Role(
      `${name}-role`,
      { assumeRolePolicy: trustFirehose(account), description: "Writes contact records to the archive." },
      child,
    );
    const policy = new iam.RolePolicy(
      `${name}-policy`,
      {
        role: role.id,
        policy: deliveryPolicy({
          bucketArn,
          kmsKeyArn,
          logGroupArn: logs.arn,
          ...(transform && { transformArn: transform.arn }),
          ...(args.existingStream && { source: args.existingStream }),
        }),
      },
      child,
    );
    return new kinesis.FirehoseDeliveryStream(
      `${name}-stream`,
      {
        destination: "extended_s3",
        // A stream that reads another is encrypted by that one.
        ...(args.existingStream === undefined
          ? { serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: kmsKeyArn } }
          : { kinesisSourceConfiguration: { kinesisStreamArn: args.existingStream.arn, roleArn: role.arn } }),
        extendedS3Configuration: {
          ...delivery,
          roleArn: role.arn,
          bucketArn,
          kmsKeyArn,
          processingConfiguration: {
            enabled: true,
            processors: processors(transform && pulumi.interpolate`${transform.arn}:$LATEST`),
          },
          cloudwatchLoggingOptions: { enabled: true, logGroupName: logs.name, logStreamName: logStream.name },
        },
      },
      // Partitions can be chosen at creation only, and the provider would neither change nor replace.
      { ...child, dependsOn: [policy], replaceOnChanges: ["extendedS3Configuration.dynamicPartitioningConfiguration"] },
    );
  }

  #alarms(
    name: string,
    { alarmTopicArn, transform, existingStream, silentHours = 24 }: ContactRecordArchiveArgs,
    streamName: pulumi.Input<string>,
  ): void {
    for (const { name: rule, ...condition } of alarmRules({
      hasTransform: transform !== undefined,
      readsStream: existingStream !== undefined,
      silentHours,
    }))
      alarm(
        `${name}-${rule}-alarm`,
        {
          ...condition,
          section: `archive ${rule}`,
          namespace: "AWS/Firehose",
          dimensions: { DeliveryStreamName: streamName },
        },
        alarmTopicArn,
        this,
      );
  }
}

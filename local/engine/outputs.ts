import { createHash } from "node:crypto";

/** Where a program deploys to, as far as a laptop needs to know. */
export interface Cloud {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const CONNECT_INSTANCE = /arn:([a-z-]+):connect:([a-z0-9-]+):(\d{12}):instance\//;

/** Reads the account and the region from the instance ARN of the configuration. */
export function cloudOf(config: Readonly<Record<string, string>>): Cloud {
  const match = Object.values(config)
    .map((value) => CONNECT_INSTANCE.exec(value))
    .find((found) => found !== null);
  const [, partition = "aws", region = config["aws:region"] ?? "us-east-1", account = "000000000000"] = match ?? [];
  return { partition, region, account };
}

type Inputs = Readonly<Record<string, unknown>>;

/** What the cloud would answer to the creation of a resource: its id and the outputs that programs build on. */
export function createdState(
  type: string,
  name: string,
  urn: string,
  inputs: Inputs,
  cloud: Cloud,
): { id: string; outputs: Record<string, unknown> } {
  const uuid = uuidOf(urn);
  const arn = (service: string, resource: string): string =>
    `arn:${cloud.partition}:${service}:${cloud.region}:${cloud.account}:${resource}`;
  const autoName = (inputs["name"] as string | undefined) ?? `${name}-${uuid.slice(0, 7)}`;
  const onInstance = (kind: string): string =>
    `${(inputs["instanceArn"] as string | undefined) ?? arn("connect", `instance/${inputs["instanceId"] as string}`)}/${kind}/${uuid}`;
  const named = (made: string): { id: string; outputs: Record<string, unknown> } => ({
    id: autoName,
    outputs: { ...inputs, name: autoName, arn: made },
  });
  const connect = (kind: string, idField: string): { id: string; outputs: Record<string, unknown> } => ({
    id: `${inputs["instanceId"] as string}:${uuid}`,
    outputs: { ...inputs, name: autoName, [idField]: uuid, arn: onInstance(kind) },
  });
  switch (type) {
    case "aws:dynamodb/table:Table":
      return named(arn("dynamodb", `table/${autoName}`));
    case "aws:iam/role:Role":
      return named(`arn:${cloud.partition}:iam::${cloud.account}:role/${autoName}`);
    case "aws:lambda/function:Function":
      return named(arn("lambda", `function:${autoName}`));
    case "aws:cloudwatch/logGroup:LogGroup":
      return named(arn("logs", `log-group:${autoName}`));
    case "aws:cloudwatch/eventRule:EventRule":
      return named(arn("events", `rule/${autoName}`));
    case "aws:connect/contactFlow:ContactFlow":
      return connect("contact-flow", "contactFlowId");
    case "aws:connect/contactFlowModule:ContactFlowModule":
      return connect("flow-module", "contactFlowModuleId");
    case "aws:connect/queue:Queue":
      return connect("queue", "queueId");
    case "aws:connect/hoursOfOperation:HoursOfOperation":
      return connect("operating-hours", "hoursOfOperationId");
    case "aws:connect/quickConnect:QuickConnect":
      return connect("transfer-destination", "quickConnectId");
    case "aws:connect/routingProfile:RoutingProfile":
      return connect("routing-profile", "routingProfileId");
    case "aws-native:connect:HoursOfOperation":
      return {
        id: onInstance("operating-hours"),
        outputs: { ...inputs, name: autoName, hoursOfOperationArn: onInstance("operating-hours") },
      };
    case "aws-native:connect:SecurityKey":
      return { id: `${inputs["instanceId"] as string}|${uuid}`, outputs: { ...inputs, associationId: uuid } };
    case "aws:kms/key:Key":
      return { id: uuid, outputs: { ...inputs, keyId: uuid, arn: arn("kms", `key/${uuid}`) } };
    case "aws:secretsmanager/secret:Secret":
      return {
        id: arn("secretsmanager", `secret:${autoName}-${uuid.slice(0, 6)}`),
        outputs: { ...inputs, name: autoName, arn: arn("secretsmanager", `secret:${autoName}-${uuid.slice(0, 6)}`) },
      };
    case "aws-native:connect:View":
      return {
        id: onInstance("view"),
        outputs: { ...inputs, name: autoName, viewId: uuid, viewArn: onInstance("view") },
      };
    case "aws:s3/bucket:Bucket":
      return { id: autoName, outputs: { ...inputs, bucket: autoName, arn: `arn:${cloud.partition}:s3:::${autoName}` } };
    case "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream":
      return named(arn("firehose", `deliverystream/${autoName}`));
    case "aws:athena/workgroup:Workgroup":
      return named(arn("athena", `workgroup/${autoName}`));
    case "aws:quicksight/dataSource:DataSource":
      return named(arn("quicksight", `datasource/${inputs["dataSourceId"] as string}`));
    case "aws:quicksight/dataSet:DataSet":
      return named(arn("quicksight", `dataset/${inputs["dataSetId"] as string}`));
    case "aws:quicksight/group:Group":
      return {
        id: uuid,
        outputs: { ...inputs, arn: arn("quicksight", `group/default/${inputs["groupName"] as string}`) },
      };
    case "aws-native:connect:Prompt":
      return { id: onInstance("prompt"), outputs: { ...inputs, name: autoName, promptArn: onInstance("prompt") } };
    default:
      return { id: uuid, outputs: { ...inputs } };
  }
}

/** The answers to what programs ask AWS about itself; anything else a laptop cannot know. */
export function invoke(token: string, inputs: Inputs, cloud: Cloud): Record<string, unknown> | undefined {
  switch (token) {
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return {
        id: cloud.account,
        accountId: cloud.account,
        arn: `arn:${cloud.partition}:iam::${cloud.account}:root`,
        userId: cloud.account,
      };
    case "aws:index/getRegion:getRegion":
      return { id: cloud.region, name: cloud.region, region: cloud.region };
    case "aws:index/getPartition:getPartition":
      return { id: cloud.partition, partition: cloud.partition, dnsSuffix: "amazonaws.com" };
    case "aws:quicksight/getQuicksightGroup:getQuicksightGroup":
      return {
        ...inputs,
        id: inputs["groupName"],
        arn: `arn:${cloud.partition}:quicksight:${inputs["region"] as string}:${cloud.account}:group/default/${inputs["groupName"] as string}`,
      };
    case "aws:connect/getQueue:getQueue": {
      // That there is one, and that the program did not make it, is all that is known of a queue on the instance.
      const { instanceId, queueId } = inputs as { instanceId: string; queueId: string };
      const arn = `arn:${cloud.partition}:connect:${cloud.region}:${cloud.account}:instance/${instanceId}/queue/${queueId}`;
      return { ...inputs, id: `${instanceId}:${queueId}`, arn, name: queueId };
    }
    case "aws-native:kinesisfirehose:getDeliveryStream":
      // That there is one is all that is known of a stream in the account.
      return {
        arn: `arn:${cloud.partition}:firehose:${cloud.region}:${cloud.account}:deliverystream/${inputs["deliveryStreamName"] as string}`,
      };
    default:
      return undefined;
  }
}

/** The same resource has the same id in every run. */
function uuidOf(urn: string): string {
  const hex = createHash("sha256").update(urn).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

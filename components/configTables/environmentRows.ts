import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import { parseInstanceArn } from "../instance";
import { refuse } from "../refuse";
import { arnProblems, quotaWarnings } from "./arns";
import { itemJson } from "./rows";

/** What one environment consists of, by logical key. */
export interface EnvironmentArgs {
  /** Logical key of the queue for callers that nothing else could be done for. */
  defaultQueue: string;
  /** ARNs of flows. */
  flows: Record<string, pulumi.Input<string>>;
  /** ARNs of flow modules. */
  modules: Record<string, pulumi.Input<string>>;
  /** ARNs of queues. */
  queues: Record<string, pulumi.Input<string>>;
  /** ARNs of hours of operation. */
  hours: Record<string, pulumi.Input<string>>;
  /** URLs of the company's own systems. Default: none. */
  apis?: Record<string, pulumi.Input<string>>;
}

export interface EnvironmentRowsArgs {
  /** ARN of the Amazon Connect instance; every ARN of a row has to belong to it. */
  instanceArn: string;
  /** Name of the environments table. */
  tableName: pulumi.Input<string>;
  /** The environments that the instance hosts, by name. */
  environments: Record<string, EnvironmentArgs>;
}

/**
 * The rows of the environments table: the only place where ARNs stand. They come last, so that a
 * caller is never led to something that is not deployed yet.
 */
export class EnvironmentRows extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentRowsArgs, opts?: pulumi.ComponentResourceOptions) {
    const heading = `EnvironmentRows ${name} cannot be deployed:`;
    refuse(heading, defaultQueueProblems(args));
    super("connect-ivr:index:EnvironmentRows", name, {}, opts);
    const { id } = parseInstanceArn(args.instanceArn);
    for (const [environment, row] of Object.entries(args.environments)) {
      const item = pulumi
        .all([row.flows, row.modules, row.queues, row.hours, row.apis ?? {}])
        .apply(([flows, modules, queues, hours, apis]) => {
          refuse(heading, arnProblems(environment, args.instanceArn, { flows, modules, queues, hours }));
          return itemJson({ environment, instanceArn: args.instanceArn, instanceId: id, defaultQueue: row.defaultQueue, flows, modules, queues, hours, apis });
        });
      new dynamodb.TableItem(`${name}-${environment}`, { tableName: args.tableName, hashKey: "environment", item }, { parent: this });
    }
    for (const warning of quotaWarnings(Object.values(args.environments))) void pulumi.log.warn(warning, this);
    this.registerOutputs({});
  }
}

const defaultQueueProblems = ({ environments }: EnvironmentRowsArgs): string[] =>
  Object.entries(environments)
    .filter(([, { defaultQueue, queues }]) => !(defaultQueue in queues))
    .map(([environment, { defaultQueue, queues }]) => `The default queue ${defaultQueue} of ${environment} is not among its queues. Name one of ${Object.keys(queues).join(", ")}.`);

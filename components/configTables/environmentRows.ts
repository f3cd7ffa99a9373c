import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { ApiProfile } from "../../handlers";
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
  /** ARNs of the views that agents see. Default: none. */
  views?: Record<string, pulumi.Input<string>>;
  /** ARNs of claimed numbers that outgoing calls show, by country. Default: none. */
  callerIds?: Record<string, pulumi.Input<string>>;
  /** The company's own systems by API profile, which numbers name. Default: none. */
  apis?: Record<string, ApiProfileArgs>;
  /**
   * The security key that callers' input is encrypted with. Default: none, and self-service that needs it is not
   * offered.
   */
  security?: SecurityKeyReferenceArgs;
}

/** Where one of the company's systems is. */
export interface ApiArgs {
  /** Begins with `https://`; without a slash at its end. */
  url: string;
  /** Milliseconds until a request is given up. Default: 2500. */
  timeoutMs?: number;
  /** ARN of the secret with the token that requests carry. Default: requests carry none. */
  secretArn?: string;
}

/** The systems that serve a number; what needs one that is left out is not available. */
export interface ApiProfileArgs {
  /** Accounts: who a caller is, balances, one-time codes. */
  accounts?: ApiArgs;
  /** Orders and add-ons. */
  orders?: ApiArgs;
  /** The payment gateway. */
  payments?: ApiArgs;
}

/** A security key of the instance. */
export interface SecurityKeyReferenceArgs {
  /** The instance's id of the key. */
  keyId: pulumi.Input<string>;
  /** The X.509 certificate of the key in PEM. */
  certificate: string;
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
        .all([row.flows, row.modules, row.queues, row.hours, row.views ?? {}, row.callerIds ?? {}, row.security])
        .apply(([flows, modules, queues, hours, views, callerIds, security]) => {
          refuse(heading, arnProblems(environment, args.instanceArn, { flows, modules, queues, hours }));
          return itemJson({
            environment,
            instanceArn: args.instanceArn,
            instanceId: id,
            defaultQueue: row.defaultQueue,
            flows,
            modules,
            queues,
            hours,
            views,
            callerIds,
            apis: apiRows(row.apis ?? {}),
            ...(security && { security }),
          });
        });
      new dynamodb.TableItem(
        `${name}-${environment}`,
        { tableName: args.tableName, hashKey: "environment", item },
        { parent: this },
      );
    }
    for (const warning of quotaWarnings(Object.values(args.environments))) void pulumi.log.warn(warning, this);
    this.registerOutputs({});
  }
}

const defaultQueueProblems = ({ environments }: EnvironmentRowsArgs): string[] =>
  Object.entries(environments)
    .filter(([, { defaultQueue, queues }]) => !(defaultQueue in queues))
    .map(
      ([environment, { defaultQueue, queues }]) =>
        `The default queue ${defaultQueue} of ${environment} is not among its queues. Name one of ${Object.keys(queues).join(", ")}.`,
    );

const DEFAULT_TIMEOUT_MS = 2500;

/** Everything that stands in a row is text. */
const apiRows = (profiles: Readonly<Record<string, ApiProfileArgs>>): Record<string, ApiProfile> =>
  Object.fromEntries(
    Object.entries(profiles).map(([profile, apis]) => [
      profile,
      Object.fromEntries(
        Object.entries(apis as Record<string, ApiArgs>).map(
          ([api, { url, timeoutMs = DEFAULT_TIMEOUT_MS, secretArn }]) => [
            api,
            { url, timeoutMs: String(timeoutMs), ...(secretArn !== undefined && { secretArn }) },
          ],
        ),
      ),
    ]),
  );

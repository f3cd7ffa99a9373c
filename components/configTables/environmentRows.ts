import * as dynamodb from "@pulumi/aws/dynamodb";
import * as pulumi from "@pulumi/pulumi";
import type { ApiProfile } from "../../handlers";
import { parseInstanceArn } from "../../callFlows/instance";
import { refuse } from "../../contentModel/refuse";
import { itemJson } from "../shared/dynamoTable";
import { countsOf, headroomWarnings, sizeWarnings } from "../shared/quotas";
import type { ApiArgs, ApiProfileArgs, EnvironmentRowsArgs } from "./args";
import { apiProblems, arnProblems, defaultQueueProblems } from "./checks";

/**
 * The rows of the environments table: the only place where ARNs stand. They come last, so that a
 * caller is never led to something that is not deployed yet.
 */
export class EnvironmentRows extends pulumi.ComponentResource {
  constructor(name: string, args: EnvironmentRowsArgs, opts?: pulumi.ComponentResourceOptions) {
    const heading = `EnvironmentRows ${name} cannot be deployed:`;
    refuse(heading, [...defaultQueueProblems(args), ...apiProblems(args)]);
    super("connect-ivr:index:EnvironmentRows", name, {}, opts);
    const { id } = parseInstanceArn(args.instanceArn);
    for (const [environment, row] of Object.entries(args.environments)) {
      const item = pulumi
        .all([row.flows, row.modules, row.queues, row.hours, row.views ?? {}, row.callerIds ?? {}, row.security])
        .apply(([flows, modules, queues, hours, views, callerIds, security]) => {
          refuse(heading, arnProblems(environment, args.instanceArn, { flows, modules, queues, hours }));
          const json = itemJson({
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
          const size = { row: `${environment} of environments`, itemBytes: Buffer.byteLength(json) };
          for (const warning of sizeWarnings([size])) void pulumi.log.warn(warning, this);
          return json;
        });
      new dynamodb.TableItem(
        `${name}-${environment}`,
        { tableName: args.tableName, hashKey: "environment", item },
        { parent: this },
      );
    }
    for (const warning of headroomWarnings(countsOf(Object.values(args.environments))))
      void pulumi.log.warn(warning, this);
    this.registerOutputs({});
  }
}

const DEFAULT_TIMEOUT_MS = 2500;

/** Everything that stands in a row is text. */
const apiRows = (profiles: Readonly<Record<string, ApiProfileArgs>>): Record<string, ApiProfile> =>
  Object.fromEntries(
    Object.entries(profiles).map(([profile, apis]) => [
      profile,
      Object.fromEntries(
        Object.entries(apis as Record<string, ApiArgs>).map(
          ([api, { url, system, timeoutMs = DEFAULT_TIMEOUT_MS, secretArn }]) => [
            api,
            {
              url,
              ...(system !== undefined && { system }),
              timeoutMs: String(timeoutMs),
              ...(secretArn !== undefined && { secretArn }),
            },
          ],
        ),
      ),
    ]),
  );

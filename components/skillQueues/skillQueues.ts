import * as native from "@pulumi/aws-native/connect";
import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { parseInstanceArn } from "../../callFlows/instance";
import { madeBefore } from "../shared/madeBefore";
import { headroomWarnings } from "../shared/quotas";
import { transferList } from "./transferList";
import type { SkillQueuesArgs } from "./args";
import { checkProfiles, checkSkill } from "./checks";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/**
 * Queues, and routing profiles that give agents their skills. Queues are always open: the flow checks
 * the hours of the dialed number, because one queue serves countries in several time zones. With a
 * transfer flow, every agent has a quick connect to every queue.
 */
export class SkillQueues extends pulumi.ComponentResource {
  /** ARN of each queue by logical key; the keys are known in a preview. */
  readonly queueArns: Record<string, pulumi.Output<string>>;
  /** Id of each routing profile by name. */
  readonly routingProfileIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: SkillQueuesArgs, opts?: pulumi.ComponentResourceOptions) {
    const skill = args.skill?.existing === true ? undefined : args.skill;
    checkProfiles(name, args);
    if (skill !== undefined) checkSkill(name, skill.name, madeBefore(name, `${args.instanceArn} ${skill.name}`));
    super("connect-ivr:index:SkillQueues", name, {}, opts);
    const child = { parent: this, deleteBeforeReplace: true };
    const { id: instanceId } = parseInstanceArn(args.instanceArn);

    const alwaysOpen = new connect.HoursOfOperation(
      `${name}-always`,
      {
        instanceId,
        name: `${args.namePrefix}-always`,
        description: "Day and night: the flow checks the hours of the dialed number.",
        timeZone: "UTC",
        configs: DAYS.map((day) => ({ day, startTime: { hours: 0, minutes: 0 }, endTime: { hours: 23, minutes: 59 } })),
      },
      child,
    );
    const queues = Object.fromEntries(
      Object.entries(args.queues).map(([key, description]) => [
        key,
        new connect.Queue(
          `${name}-${key}`,
          {
            instanceId,
            name: `${args.namePrefix}-${key}`,
            description,
            hoursOfOperationId: alwaysOpen.hoursOfOperationId,
            ...(args.outboundFlowId !== undefined && { outboundCallerConfig: { outboundFlowId: args.outboundFlowId } }),
          },
          child,
        ),
      ]),
    );
    const { transferFlowId } = args;
    const lists =
      transferFlowId === undefined
        ? []
        : [
            transferList(
              name,
              { ...args, transferFlowId },
              queues,
              { instanceId, hoursOfOperationId: alwaysOpen.hoursOfOperationId },
              child,
            ),
          ];
    const profiles = Object.entries(args.routingProfiles).map(([profile, keys]): [string, pulumi.Output<string>] => {
      const served = keys.map((key) => queues[key] as connect.Queue);
      const { routingProfileId } = new connect.RoutingProfile(
        `${name}-profile-${profile}`,
        {
          instanceId,
          name: `${args.namePrefix}-${profile}`,
          description: `Agents who speak ${profile}.`,
          defaultOutboundQueueId: (served[0] as connect.Queue).queueId,
          mediaConcurrencies: [{ channel: "VOICE", concurrency: 1 }],
          queueConfigs: [...served, ...lists].map((queue, index) => ({
            channel: "VOICE",
            delay: 0,
            priority: index + 1,
            queueId: queue.queueId,
          })),
        },
        child,
      );
      return [profile, routingProfileId];
    });
    if (skill !== undefined)
      new native.PredefinedAttribute(
        `${name}-skill`,
        { instanceArn: args.instanceArn, name: skill.name, values: { stringList: skill.values } },
        child,
      );
    // Counted where they are made: rows of environments do not name them.
    for (const warning of headroomWarnings({ routingProfiles: profiles.length })) void pulumi.log.warn(warning, this);

    this.queueArns = Object.fromEntries(Object.entries(queues).map(([key, queue]) => [key, queue.arn]));
    this.routingProfileIds = Object.fromEntries(profiles);
    this.registerOutputs({ queueArns: this.queueArns, routingProfileIds: this.routingProfileIds });
  }
}

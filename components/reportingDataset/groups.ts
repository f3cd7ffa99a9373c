import * as quicksight from "@pulumi/aws/quicksight";
import * as pulumi from "@pulumi/pulumi";
import type { ConnectInstance } from "../../callFlows/instance";
import type { QuickSightArgs } from "./args";

/** The ARNs of groups by name: of groups that are there, or of those that come with a new subscription. */
export function groupsOf(
  name: string,
  { identityRegion, subscription }: QuickSightArgs,
  { account }: ConnectInstance,
  parent: pulumi.Resource,
): (groups: string[]) => pulumi.Output<string>[] {
  const known = new Map<string, pulumi.Output<string>>();
  const bought =
    subscription &&
    new quicksight.AccountSubscription(
      `${name}-subscription`,
      { ...subscription, authenticationMethod: "IAM_AND_QUICKSIGHT", edition: "ENTERPRISE" },
      { parent, protect: true, retainOnDelete: true },
    );
  const arnOf = (groupName: string): pulumi.Output<string> =>
    bought === undefined
      ? pulumi.output(
          found(
            groupName,
            identityRegion,
            quicksight.getQuicksightGroup({ groupName, awsAccountId: account, region: identityRegion }, { parent }),
          ),
        )
      : new quicksight.Group(
          `${name}-group-${groupName}`,
          { groupName, region: identityRegion },
          { parent, dependsOn: [bought] },
        ).arn;
  return (groups) =>
    groups.map((group) => {
      const arn = known.get(group) ?? arnOf(group);
      known.set(group, arn);
      return arn;
    });
}

/**
 * The ARN of a group that QuickSight was asked for. QuickSight's own refusals do not tell a missing
 * subscription from a missing group or another region.
 * @throws pulumi.RunError with everything that can be missing, and what to do
 */
export async function found(group: string, region: string, answer: Promise<{ arn: string }>): Promise<string> {
  try {
    return (await answer).arn;
  } catch (error) {
    throw new pulumi.RunError(
      [
        `QuickSight does not know the group ${group} in ${region}. One of these is missing:`,
        "the account's subscription to QuickSight, Enterprise edition: subscribe in the console, or set quickSight.subscription;",
        "the group: create it in QuickSight, or name one that is there;",
        "the right quickSight.identityRegion: the region that QuickSight keeps its users in.",
        `Leave quickSight out to have Athena alone. QuickSight answered: ${(error as Error).message}`,
      ].join("\n  "),
    );
  }
}

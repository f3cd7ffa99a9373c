import * as native from "@pulumi/aws-native/connect";
import * as connect from "@pulumi/aws/connect";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../../contentModel/refuse";
import { parseInstanceArn } from "../../callFlows/instance";
import { ALWAYS_OPEN, hoursMarker, queueMarker } from "./testCase";
import type { FlowTestCasesArgs } from "./args";

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const MARKER = /\{\{(queue|hours):([^}]+)\}\}/g;

/**
 * Scenarios as test cases of Amazon Connect itself, which place calls on the instance. They are published
 * after what `dependsOn` names: the flows, and the rows that the calls look up. Nothing runs them but you:
 * in the console, or by StartTestCaseExecution.
 */
export class FlowTestCases extends pulumi.ComponentResource {
  /** ARN of each test case by logical name. */
  readonly testCaseArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: FlowTestCasesArgs, opts?: pulumi.ComponentResourceOptions) {
    checkMarkers(name, args);
    super("connect-ivr:index:FlowTestCases", name, {}, opts);
    const { id: instanceId } = parseInstanceArn(args.instanceArn);
    // A component's own dependsOn is not recorded for its children, so destroying would lose the order.
    const child = { parent: this, ...(opts?.dependsOn !== undefined && { dependsOn: opts.dependsOn }) };
    const alwaysOpen = new connect.HoursOfOperation(
      `${name}-always`,
      {
        instanceId,
        name: `${args.namePrefix}-test-always`,
        description: "Day and night: test calls find the number open whenever they are placed.",
        timeZone: "UTC",
        configs: DAYS.map((day) => ({ day, startTime: { hours: 0, minutes: 0 }, endTime: { hours: 23, minutes: 59 } })),
      },
      { parent: this, deleteBeforeReplace: true },
    );
    const arns = { queue: args.queueArns, hours: args.hoursArns };
    this.testCaseArns = Object.fromEntries(
      Object.entries(args.testCases).map(
        ([key, { name: title, content, sourcePhoneNumber, destinationPhoneNumber }]) => [
          key,
          new native.TestCase(
            `${name}-${key}`,
            {
              instanceArn: args.instanceArn,
              name: `${args.namePrefix} ${title}`,
              content: withArns(content, arns, alwaysOpen.arn),
              status: "PUBLISHED",
              entryPoint: {
                type: "VOICE_CALL",
                voiceCallEntryPointParameters: { sourcePhoneNumber, destinationPhoneNumber },
              },
            },
            child,
          ).testCaseArn,
        ],
      ),
    );
    this.registerOutputs({ testCaseArns: this.testCaseArns });
  }
}

function checkMarkers(name: string, { testCases, queueArns, hoursArns }: FlowTestCasesArgs): void {
  const known = { queue: queueArns, hours: hoursArns };
  const problems = Object.entries(testCases).flatMap(([key, { content }]) =>
    [
      ...new Set(
        [...content.matchAll(MARKER)]
          .filter(([, kind, named]) => !((named as string) in known[kind as keyof typeof known]))
          .map(([, kind, named]) => `${kind} ${named}`),
      ),
    ].map((absent) => `${key} names the ${absent}, whose ARN is not given. Add it.`),
  );
  refuse(`FlowTestCases ${name} cannot be deployed:`, problems);
}

/** The content with the ARNs that it stands for; only those it names, so that it is known as soon as they are. */
function withArns(
  content: string,
  arns: { readonly queue: FlowTestCasesArgs["queueArns"]; readonly hours: FlowTestCasesArgs["hoursArns"] },
  alwaysOpen: pulumi.Output<string>,
): pulumi.Output<string> {
  const named = [
    ...Object.entries(arns.queue).map(([key, arn]) => [queueMarker(key), arn] as const),
    ...Object.entries(arns.hours).map(([key, arn]) => [hoursMarker(key), arn] as const),
    [ALWAYS_OPEN, alwaysOpen] as const,
  ].filter(([marker]) => content.includes(marker));
  return pulumi
    .all(Object.fromEntries(named))
    .apply((known) => Object.entries(known).reduce((text, [marker, arn]) => text.replaceAll(marker, arn), content));
}

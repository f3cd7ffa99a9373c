import * as native from "@pulumi/aws-native/connect";
import * as pulumi from "@pulumi/pulumi";
import { viewProblems } from "./checks";
import { refuse } from "../../contentModel/refuse";
import type { AgentGuideArgs } from "./args";

/**
 * The views of the agent's screen. Their templates are checked before anything is registered, because
 * the service's own complaint never arrives: the deployment tries again until it is out of time.
 */
export class AgentGuide extends pulumi.ComponentResource {
  /** ARN of the newest version of each view by logical key, as flows show it; the keys are known in a preview. */
  readonly viewArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: AgentGuideArgs, opts?: pulumi.ComponentResourceOptions) {
    refuse(
      `AgentGuide ${name} cannot be deployed:`,
      Object.entries(args.views).flatMap(([key, view]) => viewProblems(key, view)),
    );
    super("connect-ivr:index:AgentGuide", name, {}, opts);
    this.viewArns = Object.fromEntries(
      Object.entries(args.views).map(([key, { template, actions, description }]) => {
        const view = new native.View(
          `${name}-${key}`,
          {
            instanceArn: args.instanceArn,
            name: `${args.namePrefix}-${key}`,
            description,
            actions,
            template: JSON.parse(template) as Record<string, unknown>,
          },
          { parent: this, deleteBeforeReplace: true },
        );
        return [key, pulumi.interpolate`${view.viewArn}:$LATEST`];
      }),
    );
    this.registerOutputs({ viewArns: this.viewArns });
  }
}

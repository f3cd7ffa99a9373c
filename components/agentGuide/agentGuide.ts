import * as native from "@pulumi/aws-native/connect";
import * as pulumi from "@pulumi/pulumi";
import { refuse } from "../refuse";
import { viewProblems } from "./viewProblems";

/** A view that a step-by-step guide shows. */
export interface ViewArgs {
  /** The view's template as JSON: its components, and `$.name` for each value that the flow passes. */
  template: string;
  /** What an agent can do in it, such as a button that is pressed; the flow that shows the view branches on them. */
  actions: string[];
  /** What the view is for; letters, digits, spaces and `_.:/=+-@,` only. */
  description: string;
}

export interface AgentGuideArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that views have on the instance, where names are unique. */
  namePrefix: string;
  /** Views by logical key. */
  views: Record<string, ViewArgs>;
}

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

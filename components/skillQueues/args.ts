import type * as pulumi from "@pulumi/pulumi";

/** A predefined attribute by which agents of one queue are told apart. */
export interface SkillAttributeArgs {
  /** Name, such as `Country`: it stands once on an instance, whatever stack makes it. */
  name: string;
  /** Its values. */
  values: string[];
  /**
   * Whether the attribute is on the instance already, made by another stack or by hand: nothing is made, changed or
   * deleted then, and whoever made it sees that it has `values`. Default: false, it is made, which the service refuses
   * where the name is taken ("already exists").
   */
  existing?: boolean;
}

export interface SkillQueuesArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that queues and profiles have on the instance, where names are unique. */
  namePrefix: string;
  /** What each queue is for, by logical key. */
  queues: Record<string, string>;
  /**
   * Which queues the agents of each routing profile serve: logical keys of queues, the first is used for outbound
   * calls.
   */
  routingProfiles: Record<string, string[]>;
  /** What agents can be proficient in beside their profile. Default: nothing. */
  skill?: SkillAttributeArgs;
  /** Id of the flow that a customer hears when an agent of the queue calls. Default: the instance's own. */
  outboundFlowId?: pulumi.Input<string>;
  /**
   * Id of the flow of type `QUEUE_TRANSFER` by which agents transfer to any of the queues. Default: agents have no
   * quick connects.
   */
  transferFlowId?: pulumi.Input<string>;
}

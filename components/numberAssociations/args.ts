import type * as pulumi from "@pulumi/pulumi";

/** A claimed phone number and the flow that its calls begin in. */
export interface NumberAssociationArgs {
  /**
   * The instance's id of the claimed number (a UUID, not the number itself). The service knows a number by nothing
   * else, so the association is named by it, and must be known when the program runs.
   */
  phoneNumberId: string;
  /** Id of the flow. */
  flowId: pulumi.Input<string>;
}

export interface NumberAssociationsArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** The numbers by logical name. A number is associated here, never claimed or released. */
  numbers: Record<string, NumberAssociationArgs>;
  /**
   * URN of the `ConnectFlowSet` that held the associations before they had a component of their own: with it they move,
   * and no number is disconnected. The associations are found by the logical names of today's configuration, so do not
   * rename a number in the deployment that moves them. Default: there were none.
   */
  movedFrom?: pulumi.Input<string>;
}

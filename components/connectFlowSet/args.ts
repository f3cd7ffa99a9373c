import type * as pulumi from "@pulumi/pulumi";

/** One flow or flow module as it is deployed. */
export interface FlowArgs {
  /** A flow type of the service, such as `CONTACT_FLOW`, or `MODULE` for a flow module. */
  type: string;
  /** The flow's JSON, as `render(defineFlow(…))` writes it or a designer export holds it. */
  content: string;
  /** What the flow is for; never empty, the service cannot update a module without one. */
  description: string;
}

/** A claimed phone number and the flow that its calls begin in. */
export interface FlowNumberArgs {
  /** Id of the claimed number (not the number itself). Numbers are associated here, never claimed or released. */
  phoneNumberId: pulumi.Input<string>;
  /** Name of the flow, a key of `flows`. */
  flow: string;
}

export interface ConnectFlowSetArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that flows have on the instance, where names are unique. */
  namePrefix: string;
  /** Flows and modules by logical name. */
  flows: Record<string, FlowArgs>;
  /** Phone numbers by logical name. Default: none. */
  numbers?: Record<string, FlowNumberArgs>;
}

/** One flow or flow module as it is deployed. */
export interface FlowArgs {
  /** A flow type of the service, such as `CONTACT_FLOW`, or `MODULE` for a flow module. */
  type: string;
  /** The flow's JSON, as `render(defineFlow(…))` writes it or a designer export holds it. */
  content: string;
  /** What the flow is for; never empty, the service cannot update a module without one. */
  description: string;
}

export interface ConnectFlowSetArgs {
  /** ARN of the Amazon Connect instance. */
  instanceArn: string;
  /** Beginning of the names that flows have on the instance, where names are unique. */
  namePrefix: string;
  /** Flows and modules by logical name. */
  flows: Record<string, FlowArgs>;
  /**
   * Flows and modules that keep the content that is deployed, by logical name: those of `heldFlows`, which name what
   * the release only adds. Default: none.
   */
  held?: string[];
}

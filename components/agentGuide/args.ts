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

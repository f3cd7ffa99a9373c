import * as pulumi from "@pulumi/pulumi";

/**
 * What a component was told to wait for, and more. A component's own `dependsOn` is not recorded for its children, so
 * destroying would lose the order: each child that must wait says so itself.
 */
export const after = (
  opts: pulumi.ComponentResourceOptions | undefined,
  ...resources: readonly pulumi.Resource[]
): pulumi.Input<pulumi.Input<pulumi.Resource>[]> =>
  pulumi.output(opts?.dependsOn ?? []).apply((given) => [...(Array.isArray(given) ? given : [given]), ...resources]);

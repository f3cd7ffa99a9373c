import * as pulumi from "@pulumi/pulumi";

/** Runs a step that checks its input, and lets Pulumi show its message without a stack trace. */
export function orRefuse<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new pulumi.RunError((error as Error).message);
  }
}

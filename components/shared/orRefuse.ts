import * as pulumi from "@pulumi/pulumi";

/** Errors of the program itself, which nobody mends without knowing where they come from. */
const OWN_FAULTS = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Runs a step that checks its input, and lets Pulumi show its message without a stack trace. */
export function orRefuse<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (OWN_FAULTS.some((fault) => error instanceof fault)) throw error;
    throw new pulumi.RunError((error as Error).message);
  }
}

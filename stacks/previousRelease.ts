import { previousOutputs } from "../components/shared/previousOutputs";

/** What the stack exported when it was deployed before; nothing before the first time, and on a laptop. */
export interface PreviousRelease {
  readonly instanceArn?: unknown;
  readonly flowArns?: unknown;
  readonly moduleArns?: unknown;
}

export const previousRelease = (): Promise<PreviousRelease> => previousOutputs("instanceArn", "flowArns", "moduleArns");

/** A stack stays on its instance: on another one everything would be made anew while callers are on the line. */
export const instanceProblems = (instanceArn: string, { instanceArn: before }: PreviousRelease): string[] =>
  before === undefined || before === instanceArn
    ? []
    : [
        `connect-ivr:instanceArn: this stack serves ${JSON.stringify(before)}. Another instance is a new stack: pulumi stack init, deploy it there, move the numbers, and destroy this one.`,
      ];

/** The logical names of the flows and modules that are deployed; undefined before the first deployment. */
export function deployedFlows({ flowArns, moduleArns }: PreviousRelease): string[] | undefined {
  // A version that did not export its modules yet says nothing about them.
  if (flowArns === undefined || moduleArns === undefined) return undefined;
  return [...Object.keys(flowArns as object), ...Object.keys(moduleArns as object)];
}

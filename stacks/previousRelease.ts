import { previousOutputs } from "../components/shared/previousOutputs";

type Arns = Readonly<Record<string, string>>;

/** What the stack exported when it was deployed before; nothing before the first time, and on a laptop. */
export interface PreviousRelease {
  readonly instanceArn?: string;
  readonly flowArns?: Arns;
  readonly moduleArns?: Arns;
  readonly queueArns?: Arns;
  readonly hoursArns?: Arns;
}

/** Outputs are as the stack wrote them: only `deployStack` does. */
export const previousRelease = async (): Promise<PreviousRelease> =>
  (await previousOutputs("instanceArn", "flowArns", "moduleArns", "queueArns", "hoursArns")) as PreviousRelease;

/** A stack stays on its instance: on another one everything would be made anew while callers are on the line. */
export const instanceProblems = (instanceArn: string, { instanceArn: before }: PreviousRelease): string[] =>
  before === undefined || before === instanceArn
    ? []
    : [
        `connect-ivr:instanceArn: this stack serves ${before}. Another instance is a new stack: pulumi stack init, deploy it there, move the numbers, and destroy this one.`,
      ];

/** The logical names of the flows and modules that are deployed; undefined before the first deployment. */
export function deployedFlows({ flowArns, moduleArns }: PreviousRelease): string[] | undefined {
  // A version that did not export its modules yet says nothing about them.
  if (flowArns === undefined || moduleArns === undefined) return undefined;
  return [...Object.keys(flowArns), ...Object.keys(moduleArns)];
}

import { exampleIn } from "connect-ivr/content";
import { type ConnectInstance, parseInstanceArn } from "connect-ivr/internal/callFlows/instance";
import type { Project } from "../engine/project";
import { InputError } from "../shared/errors";

/**
 * The instance that a stack is deployed to: it says in which account and region the stack's resources are.
 * @throws InputError where the stack file names none
 */
export function deployedInstance({ name, stack, config }: Project): ConnectInstance {
  const where = `Pulumi.${stack}.yaml, ${name}:instanceArn`;
  const arn = config[`${name}:instanceArn`];
  if (arn === undefined)
    throw new InputError(
      `${where} is missing. Set it: by it the command knows the account and the region of the stack.`,
    );
  try {
    const instance = parseInstanceArn(arn);
    if (exampleIn(arn, instance.account) === undefined) return instance;
  } catch (error) {
    throw new InputError(`${where}: ${(error as Error).message}`);
  }
  throw new InputError(
    `${where}: this is an example. Put in the ARN of your Amazon Connect instance first; calls on a laptop need none of this.`,
  );
}

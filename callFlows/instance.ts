import { contracts } from "../handlers";
import { UUID } from "../handlers/shared/uuid";

/** What an Amazon Connect instance ARN says: everything else of a stack is derived from it. */
export interface ConnectInstance {
  readonly arn: string;
  readonly id: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const INSTANCE_ARN = new RegExp(String.raw`^arn:(aws[a-z-]*):connect:([a-z0-9-]+):(\d{12}):instance/(${UUID})$`);

/** @throws Error when the text is no ARN of an Amazon Connect instance */
export function parseInstanceArn(arn: string): ConnectInstance {
  const match = INSTANCE_ARN.exec(arn);
  if (match === null)
    throw new Error(
      `"${arn}" is not the ARN of an Amazon Connect instance. Copy it from the instance's page: arn:aws:connect:<region>:<account>:instance/<id>.`,
    );
  const [, partition = "", region = "", account = "", id = ""] = match;
  return { arn, id, partition, region, account };
}

const MAXIMUM_FUNCTION_ARN = 140;

/**
 * The ARN of a function with a fixed name, known before the function exists, so that flow content
 * is known in the first preview.
 * @throws Error when the ARN is longer than the service associates
 */
export function functionArn({ partition, region, account }: ConnectInstance, functionName: string): string {
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${functionName}`;
  if (arn.length > MAXIMUM_FUNCTION_ARN)
    throw new Error(
      `The ARN of function ${functionName} has ${arn.length} characters; Amazon Connect associates up to ${MAXIMUM_FUNCTION_ARN}. Choose a shorter namePrefix.`,
    );
  return arn;
}

/** The name of a function of the library on the account: fixed, because flows name it before it exists. */
export const functionName = (namePrefix: string, role: contracts.FunctionRole): string => `${namePrefix}-${role}`;

/**
 * The ARNs of the functions that the standard flows call, by role, known before they exist.
 * @throws Error when the instance ARN is none, or a function's ARN would be too long
 */
export function functionArns(instanceArn: string, namePrefix: string): Record<contracts.FunctionRole, string> {
  const instance = parseInstanceArn(instanceArn);
  return Object.fromEntries(
    contracts.FUNCTION_ROLES.map((role) => [role, functionArn(instance, functionName(namePrefix, role))]),
  ) as Record<contracts.FunctionRole, string>;
}

/**
 * The organization that the offline engine runs programs in. Only there may a stack keep examples: nothing is
 * deployed.
 */
export const OFFLINE_ORGANIZATION = "connect-ivr-offline";

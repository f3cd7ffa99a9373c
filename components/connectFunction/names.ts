import { contracts } from "../../handlers";
import { functionArn, parseInstanceArn } from "../instance";

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

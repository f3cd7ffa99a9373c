import { contracts } from "../../handlers";
import { functionArn, parseInstanceArn } from "../instance";

/** The name of a lookup function on the account: fixed, because flows name it before it exists. */
export const lookupFunctionName = (namePrefix: string, role: contracts.LookupRole): string => `${namePrefix}-${role}`;

/**
 * The ARNs of the lookup functions by role, known before they exist.
 * @throws Error when the instance ARN is none, or a function's ARN would be too long
 */
export function lookupFunctionArns(instanceArn: string, namePrefix: string): Record<contracts.LookupRole, string> {
  const instance = parseInstanceArn(instanceArn);
  return Object.fromEntries(
    contracts.LOOKUP_ROLES.map((role) => [role, functionArn(instance, lookupFunctionName(namePrefix, role))]),
  ) as Record<contracts.LookupRole, string>;
}

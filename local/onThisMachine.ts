import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { ApiProfile, EnvironmentRow } from "../handlers";

/** What this machine has instead of what a row names. */
export interface MachineSites {
  /** Where the systems behind self-service are. They ask for no token. */
  readonly backendUrl: string;
  /** The certificate whose private key is here. */
  readonly certificate?: string;
}

/**
 * An item as it is written into the tables of this machine. It is the stack's own, but for what only
 * the company has: its systems, which calls on a laptop must not reach, and its private key.
 */
export function onThisMachine(
  item: Record<string, AttributeValue>,
  { backendUrl, certificate }: MachineSites,
): Record<string, AttributeValue> {
  if (item["apis"] === undefined) return item;
  const { security, ...row } = unmarshall(item) as EnvironmentRow;
  const here = (profile: ApiProfile): ApiProfile =>
    Object.fromEntries(Object.entries(profile).map(([api, { timeoutMs }]) => [api, { url: backendUrl, timeoutMs }]));
  return marshall({
    ...row,
    apis: Object.fromEntries(Object.entries(row.apis).map(([name, profile]) => [name, here(profile)])),
    ...(security && { security: { ...security, ...(certificate !== undefined && { certificate }) } }),
  });
}

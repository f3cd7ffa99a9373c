import * as dynamodb from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";
import { marshall } from "@aws-sdk/util-dynamodb";

/** What a component that owns tables is asked about them. */
export interface TableGuards {
  readonly protectData?: boolean;
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** A table as the library keeps all of its own: on demand, recoverable, encrypted, and guarded on request. */
export function dynamoTable(
  name: string,
  keys: readonly string[],
  { protectData = false, kmsKeyArn }: TableGuards,
  parent: pulumi.Resource,
  expiresAt?: string,
): dynamodb.Table {
  const [hashKey, rangeKey] = keys;
  return new dynamodb.Table(
    name,
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: hashKey as string,
      ...(rangeKey !== undefined && { rangeKey }),
      attributes: keys.map((attribute) => ({ name: attribute, type: "S" })),
      ...(expiresAt !== undefined && { ttl: { attributeName: expiresAt, enabled: true } }),
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, ...(kmsKeyArn !== undefined && { kmsKeyArn }) },
      deletionProtectionEnabled: protectData,
    },
    { parent, protect: protectData },
  );
}

/** A row in DynamoDB's own JSON, keys in a stable order so that only a change of content is a change. */
export const itemJson = (row: Readonly<Record<string, unknown>>): string => JSON.stringify(marshall(sorted(row)));

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

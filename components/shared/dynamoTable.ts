import * as dynamodb from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";
import { marshall } from "@aws-sdk/util-dynamodb";

/** What a component that owns tables is asked about them. */
export interface TableGuards {
  readonly protectData?: boolean;
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** What a table has beside its keys. */
export interface TableExtras {
  /** The attribute that says when an item may go. Default: none ever goes by itself. */
  readonly expiresAt?: string;
  /** An index of all attributes of the items that have its keys: a text, and a number to sort by. Default: none. */
  readonly index?: { readonly name: string; readonly hashKey: string; readonly rangeKey: string };
}

/** A table as the library keeps all of its own: on demand, recoverable, encrypted, and guarded on request. */
export function dynamoTable(
  name: string,
  keys: readonly string[],
  { protectData = false, kmsKeyArn }: TableGuards,
  parent: pulumi.Resource,
  { expiresAt, index }: TableExtras = {},
): dynamodb.Table {
  const [hashKey, rangeKey] = keys;
  return new dynamodb.Table(
    name,
    {
      billingMode: "PAY_PER_REQUEST",
      hashKey: hashKey as string,
      ...(rangeKey !== undefined && { rangeKey }),
      attributes: [
        ...keys.map((attribute) => ({ name: attribute, type: "S" })),
        ...(index === undefined
          ? []
          : [
              { name: index.hashKey, type: "S" },
              { name: index.rangeKey, type: "N" },
            ]),
      ],
      ...(index !== undefined && { globalSecondaryIndexes: [{ ...index, projectionType: "ALL" }] }),
      ...(expiresAt !== undefined && { ttl: { attributeName: expiresAt, enabled: true } }),
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, ...(kmsKeyArn !== undefined && { kmsKeyArn }) },
      deletionProtectionEnabled: protectData,
    },
    // What somebody unprotects to have another in its place is still not deleted.
    { parent, protect: protectData, retainOnDelete: protectData },
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

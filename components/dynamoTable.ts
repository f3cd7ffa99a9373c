import * as dynamodb from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";

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

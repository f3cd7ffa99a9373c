import * as pulumi from "@pulumi/pulumi";
import { UNSETTLED_INDEX } from "../../handlers/shared/unsettledIndex";
import { dynamoTable } from "../shared/dynamoTable";
import type { TableReferenceArgs } from "../lookupFunctions/args";
import type { CallStateArgs } from "./args";

/**
 * The table in which self-service functions remember what must not be forgotten between two calls
 * of theirs: who was verified, how often it was tried, which order is being paid. Nothing of it is
 * content; items go by themselves some time after they expired. A payment in doubt and an order that is not paid do not
 * expire: an index finds them, for `PaymentSettlement`.
 */
export class CallState extends pulumi.ComponentResource {
  /** The table, as `SelfServiceFunctions` takes it. */
  readonly table: TableReferenceArgs;

  constructor(name: string, args: CallStateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("connect-ivr:index:CallState", name, {}, opts);
    const table = dynamoTable(`${name}-table`, ["key"], args, this, { expiresAt: "expiresAt", index: UNSETTLED_INDEX });
    this.table = { name: table.name, arn: table.arn };
    this.registerOutputs({ table: this.table });
  }
}

import { createHash, createHmac } from "node:crypto";

/** A name for texts in their order, which they cannot be made from. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");

/**
 * Names that are keyed by a table's name, for whose tries the table counts. The key is no secret: it keeps numbers out
 * of sight and out of exports, but whoever may read the table could try all account numbers. So the table is encrypted,
 * and few functions read it.
 */
export const namesIn =
  (tableName: string) =>
  (whose: string | Buffer): string =>
    createHmac("sha256", tableName).update(whose).digest("hex");

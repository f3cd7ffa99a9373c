import { createHash } from "node:crypto";

/** A name for texts in their order, which they cannot be made from. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");

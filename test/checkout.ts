import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ROOT } from "./support";

const LEFT_OUT = ["node_modules", "dist", ".git", ".ivr"];

/** A copy of this checkout as it stands, without what is built or installed. */
export function copyOfCheckout(): string {
  const copy = mkdtempSync(join(tmpdir(), "connect-ivr-checkout-"));
  cpSync(ROOT, copy, { recursive: true, filter: (path) => path === ROOT || !LEFT_OUT.includes(basename(path)) });
  return copy;
}

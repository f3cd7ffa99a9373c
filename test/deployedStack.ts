import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555";

/**
 * Works in the folder of a company whose stack dev is deployed, as far as commands on a deployed stack read it.
 * @param settings in JSON, by the names of the stack file
 * @returns what leaves and removes it
 */
export function inDeployedStack(settings: Readonly<Record<string, string>> = {}): () => void {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "ivr-deployed-"));
  const declared = Object.keys(settings).map((name) => `  ${name}: { type: object }\n`);
  const values = Object.entries(settings).map(([name, json]) => `  acme:${name}: ${json}\n`);
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    `name: acme\nruntime: nodejs\nconfig:\n  instanceArn: { type: string }\n${declared.join("")}`,
  );
  writeFileSync(join(folder, "Pulumi.dev.yaml"), `config:\n  acme:instanceArn: ${INSTANCE}\n${values.join("")}`);
  process.chdir(folder);
  return () => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  };
}

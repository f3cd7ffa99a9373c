import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../support";

const YAML =
  "name: sample\nruntime:\n  name: nodejs\n  options: { typescript: false, nodeargs: --require tsx/cjs }\nmain: program.ts\n";

/** The files of a project whose stack `dev` runs this program. */
export const project = (program: string, config = ""): Record<string, string> => ({
  "Pulumi.yaml": YAML + config,
  "Pulumi.dev.yaml": "config: {}\n",
  "package.json": "{}\n",
  "program.ts": program,
});

/** Runs work in a project folder whose program finds the packages of this checkout. */
export async function inProject<T>(
  files: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Builds both packages anew, in order: the laptop compiles against the built library, as its users have it.
// A program that only deploys is installed without what compiles it (npm ci --omit=dev, --workspaces=false) and runs
// from its sources: there is nothing to build then.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
/** For each package, what its compilation needs and an installation may lack. */
const PACKAGES = [
  { folder: root, needs: ["typescript", "@aws-sdk/client-quicksight"] },
  { folder: join(root, "local"), needs: ["typescript", "@aws-sdk/client-quicksight", "commander"] },
];

for (const { folder, needs } of PACKAGES) {
  const missing = needs.filter((name) => find(folder, name) === undefined);
  if (missing.length > 0) console.log(`${join(folder, "dist")} is not built: ${missing.join(", ")} is not installed.`);
  else build(folder);
}

function find(folder, request) {
  try {
    return createRequire(join(folder, "package.json")).resolve(request);
  } catch {
    return undefined;
  }
}

function build(folder) {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const compiler = find(folder, "typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", join(folder, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

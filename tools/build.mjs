// Builds both packages anew, in order: the laptop compiles against the built library, as its users have it. A program
// that only deploys is installed without the compiler (npm ci --omit=dev) and runs from its sources: nothing to build.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const compiler = compilerOf(root);
if (compiler === undefined) console.log("Installed without development dependencies: dist/ is not built.");
else for (const folder of [root, join(root, "local")]) build(folder);

function compilerOf(folder) {
  try {
    return createRequire(join(folder, "package.json")).resolve("typescript/bin/tsc");
  } catch {
    return undefined;
  }
}

function build(folder) {
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, "-p", join(folder, "tsconfig.build.json")], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

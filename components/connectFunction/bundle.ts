import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buildSync } from "esbuild";

/** The folder of this package, from source as from `dist`. */
export function packageFolder(from: string = __dirname): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}

/** Node's `require` for the CommonJS packages inside an ESM bundle. */
const BANNER = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** Bundles by entry, because the components of one program share their handlers. */
const bundles = new Map<string, string>();

/**
 * The handler and all it needs as one minified ES module: the same bytes from any folder, so that
 * only a change of code changes a function.
 * @param entry absolute path of a module that exports `handler`
 * @throws Error with the bundler's own message when the code does not compile
 */
export function bundle(entry: string): string {
  bundleAll([entry]);
  return bundles.get(entry) as string;
}

/** Bundles several handlers in one go, which reads what they share once. */
export function bundleAll(entries: readonly string[]): void {
  const missing = entries.filter((entry) => !bundles.has(entry));
  if (missing.length === 0) return;
  const { outputFiles } = buildSync({
    entryPoints: missing.map((entry, index) => ({ in: entry, out: String(index) })),
    outdir: ".",
    absWorkingDir: dirname(missing[0] as string),
    bundle: true,
    write: false,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    alias: { "@aws-sdk/credential-provider-node": join(packageFolder(), "handlers", "shared", "lambdaCredentials.ts") },
    minify: true,
    legalComments: "none",
    charset: "utf8",
    banner: { js: BANNER },
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { target: "es2022" } },
  });
  for (const { path, text } of outputFiles) bundles.set(missing[Number(basename(path, ".js"))] as string, text);
}

import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";

/** The folder of this package, from source as from `dist`. */
export function packageFolder(from: string = __dirname): string {
  return existsSync(join(from, "package.json")) ? from : packageFolder(dirname(from));
}

/** Node's `require` for the CommonJS packages inside an ESM bundle. */
const BANNER = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** A bundle by entry, because the components of one program share their handlers. */
const bundles = new Map<string, string>();

/**
 * The handler and all it needs as one minified ES module: the same bytes from any folder, so that
 * only a change of code changes a function.
 * @param entry absolute path of a module that exports `handler`
 */
export function bundle(entry: string): string {
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const result = buildSync({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    write: false,
    platform: "node",
    target: "node24",
    format: "esm",
    mainFields: ["module", "main"],
    minify: true,
    legalComments: "none",
    charset: "utf8",
    banner: { js: BANNER },
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { target: "es2022" } },
  });
  const code = result.outputFiles[0]?.text ?? "";
  bundles.set(entry, code);
  return code;
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as mocha from "mocha";
import { main } from "../../local/cli/main";
import { atEnd } from "../atEnd";
import { COMPANY, type Run } from "../company";

type Environment = Readonly<Record<string, string>>;

/** No profile, no metadata service, no key of the machine: what the SDK finds is what a test gives it. */
const nothingOfThisMachine = (folder: string): Environment => ({
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SHARED_CREDENTIALS_FILE: join(folder, "no-credentials"),
  AWS_CONFIG_FILE: join(folder, "no-config"),
});

/** Dummy credentials and the address of a stand-in. */
export const signedIn = (pollyUrl: string): Environment => ({
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "example",
  AWS_ENDPOINT_URL_POLLY: pollyUrl,
});

/** Has the tests of a file run where the company's Pulumi.yaml is. */
export function inCompany(): void {
  const before = process.cwd();
  mocha.before(() => process.chdir(COMPANY));
  mocha.after(() => process.chdir(before));
}

/**
 * Runs `ivr` in this process, in an environment without any other AWS variable.
 * @param terminal whether standard error is one
 */
export async function ivr(args: readonly string[], environment: Environment = {}, terminal = false): Promise<Run> {
  const written = { out: "", err: "" };
  const environmentBefore = process.env;
  const release = [
    replace(process.stdout, "write", (text: string) => ((written.out += text), true)),
    replace(process.stderr, "write", (text: string) => ((written.err += text), true)),
    replace(process.stderr, "isTTY", terminal),
  ];
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_") || name.startsWith("AWS_SDK_JS"));
  process.env = { ...Object.fromEntries(own), ...nothingOfThisMachine(tmpdir()), ...environment };
  try {
    return { code: await main(args), ...written };
  } finally {
    process.env = environmentBefore;
    release.forEach((one) => one());
  }
}

/** @returns what puts the stream's own property back */
function replace(stream: NodeJS.WriteStream, property: "write" | "isTTY", value: unknown): () => void {
  const own: unknown = Reflect.get(stream, property);
  Reflect.set(stream, property, value);
  return () => void Reflect.set(stream, property, own);
}

/** A folder that is removed when the tests are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ivr-prompts-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

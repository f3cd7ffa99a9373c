import { existsSync, mkdirSync, renameSync, writeFileSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import {
  certificateProblems,
  certificateWarnings,
  expiryOf,
  isKeyName,
} from "connect-ivr/internal/components/securityKeys/certificates";
import { isExampleKey } from "connect-ivr/content";
import { type Project, readProject } from "../../engine/project";
import { connectToKeySecret, type KeySecret } from "../../keys/keySecret";
import { certificateOf, newPrivateKey } from "../../keys/keyPair";
import { deployedInstance } from "../deployedInstance";
import { during, print, printJson } from "../output";
import { InputError } from "../../shared/errors";
import * as v from "valibot";

export interface KeysOptions {
  readonly stack: string;
  readonly json?: boolean;
}

interface SecretOptions {
  readonly stack: string;
  /** Beginning of the secret's name. Default: `ivr-<stack>`. */
  readonly prefix?: string;
}

export interface NewKeyOptions extends SecretOptions {
  readonly days: string;
  readonly name?: string;
  /** Folder for the certificate. Default: `stacks/keys` below Pulumi.yaml. */
  readonly folder?: string;
}

/** As many as an instance keeps. */
const LIVE_KEYS = 2;
const LONGEST_DAYS = 3650;

/**
 * Lists the keys that a stack declares. Nothing is asked of AWS. @returns the exit code: 1 when one is wrong or expires
 * soon
 */
export function keys({ stack, json }: KeysOptions): Promise<number> {
  const now = new Date();
  const declared = declaredKeys(readProject(process.cwd(), stack));
  const problems = [...certificateProblems(declared, now), ...certificateWarnings(declared, now)];
  const listed = declared.map(({ name, path, certificate }, index) => ({
    name,
    certificate: path,
    encrypts: index === 0,
    ...expiryOf(certificate, now),
  }));
  if (json) printJson({ keys: listed, problems });
  else
    print(
      [
        ...(listed.length === 0
          ? [`Stack ${stack} has no keys: self-service that needs encrypted input is not offered.`]
          : listed.map(describe)),
        ...problems,
      ].join("\n"),
    );
  return Promise.resolve(problems.length === 0 ? 0 : 1);
}

const describe = ({
  name,
  encrypts,
  expires,
  daysLeft,
}: {
  name: string;
  encrypts: boolean;
  expires?: string;
  daysLeft?: number;
}): string =>
  `${name.padEnd(24)} ${(encrypts ? "encrypts and opens" : "opens").padEnd(20)} ${expires === undefined ? "" : `until ${expires}, ${daysLeft} days`}`.trimEnd();

/**
 * Makes a key: its private half goes into the stack's secret and nowhere else, its certificate into a file. The secret
 * comes first. A run that was broken off behind it is taken up by the next, which finds the private half in the secret.
 * @returns the exit code
 */
export async function newKey(options: NewKeyOptions): Promise<number> {
  const project = readProject(process.cwd(), options.stack);
  const name =
    options.name ??
    `${options.stack}-${new Date().toISOString().slice(0, 10)}`.toLowerCase().replace(/[^a-z0-9-]/g, "-");
  if (isExampleKey(name))
    throw new InputError(`--name ${name} is that of an example, which is never deployed. Choose another name.`);
  if (!isKeyName(name))
    throw new InputError(
      `--name ${name} is no name of a key. Begin with a small letter; use small letters, digits and hyphens.`,
    );
  if (!/^[1-9]\d{0,3}$/.test(options.days) || Number(options.days) > LONGEST_DAYS)
    throw new InputError(`--days ${options.days} is not between 1 and ${LONGEST_DAYS}.`);
  const declared = declaredKeys(project);
  const folder = resolve(options.folder ?? join(project.folder, "stacks", "keys"));
  const file = join(folder, `${name}.pem`);
  if (existsSync(file)) throw new InputError(`There is a key ${name}: ${file}. Choose another name with --name.`);
  const privateKey = await withSecret(project, options, (secret) => privateHalf(secret, name));
  write(folder, file, await certificateOf(privateKey, name, Number(options.days)));
  const path = relative(project.folder, file).replaceAll("\\", "/");
  print(
    [
      `The private key is in the stack's secret, the certificate in ${path}.`,
      `Put it first in Pulumi.${project.stack}.yaml, and deploy:`,
      "",
      ...configuration(project, { name, path }, declared),
    ].join("\n"),
  );
  return 0;
}

/** The private key of this name: the one that is in the secret already, or a new one. */
async function privateHalf(secret: KeySecret, name: string): Promise<string> {
  const known = await secret.read();
  const live = Object.keys(known).filter((other) => other !== name);
  if (live.length >= LIVE_KEYS)
    throw new InputError(
      `The secret holds ${live.join(" and ")}, and an instance keeps ${LIVE_KEYS} keys. Remove one that no call needs: ivr keys retire <name>.`,
    );
  const privateKey = known[name] ?? (await during("Making an RSA key of 4096 bits", newPrivateKey(4096)));
  if (known[name] === undefined) await secret.write({ ...known, [name]: privateKey });
  return privateKey;
}

/** All of the file or none of it. */
function write(folder: string, file: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** The lines for the stack file: the new key, and behind it the one that it takes the place of. */
const configuration = (
  { name: project }: Project,
  made: { name: string; path: string },
  declared: readonly DeclaredKey[],
): string[] => [
  `  ${project}:inputKeys:`,
  ...[made, ...declared.filter(({ name }) => name !== made.name && !isExampleKey(name)).slice(0, 1)].map(
    ({ name, path }) => `    - { name: ${name}, certificate: ${path} }`,
  ),
];

/** Removes a private key that no stack file names any longer. @returns the exit code */
export async function retireKey(name: string, options: SecretOptions): Promise<number> {
  const project = readProject(process.cwd(), options.stack);
  if (declaredKeys(project).some((key) => key.name === name))
    throw new InputError(
      `Pulumi.${project.stack}.yaml still names ${name}. Remove it there, deploy, and retire the key when the calls that were in progress are over.`,
    );
  await withSecret(project, options, async (secret) => {
    const { [name]: retired, ...kept } = await secret.read();
    if (retired === undefined)
      throw new InputError(`The secret holds no key ${name}. It holds ${Object.keys(kept).join(" and ") || "none"}.`);
    await secret.write(kept);
  });
  print(`${name} is retired: what was encrypted with it cannot be read any longer.`);
  return 0;
}

async function withSecret<T>(
  project: Project,
  { prefix = `ivr-${project.stack}` }: SecretOptions,
  work: (secret: KeySecret) => Promise<T>,
): Promise<T> {
  const secret = connectToKeySecret(deployedInstance(project), prefix);
  try {
    return await work(secret);
  } finally {
    secret.close();
  }
}

/** A key of a stack as its configuration declares it; the first of them is the one that input is encrypted with. */
export interface DeclaredKey {
  readonly name: string;
  /** Path of its certificate, from the folder of Pulumi.yaml. */
  readonly path: string;
  /** What the file holds; empty where there is none. */
  readonly certificate: string;
}

const schema = v.array(v.strictObject({ name: v.string(), certificate: v.string() }));

/** The keys that a stack declares as `inputKeys`. @throws InputError when it does not, or not in this form */
function declaredKeys({ name: project, stack, config, folder }: Project): DeclaredKey[] {
  const text = config[`${project}:inputKeys`];
  if (text === undefined)
    throw new InputError(
      `Pulumi.yaml does not describe ${project}:inputKeys. Describe it, and hand it to SecurityKeys (docs/keys.md).`,
    );
  const { success, output } = v.safeParse(schema, JSON.parse(text));
  if (!success)
    throw new InputError(
      `Pulumi.${stack}.yaml, ${project}:inputKeys: write each key as { name: …, certificate: <path of a PEM file> }.`,
    );
  return output.map(({ name, certificate: path }) => {
    const file = join(folder, path);
    return { name, path, certificate: existsSync(file) ? readFileSync(file, "utf8") : "" };
  });
}

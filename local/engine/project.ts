import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { OFFLINE_ORGANIZATION } from "connect-ivr/internal/callFlows/instance";
import { InputError } from "../shared/errors";

/** A Pulumi project with one stack, read as the CLI reads it. */
export interface Project {
  readonly name: string;
  readonly stack: string;
  /** The organization that the program sees; programs recognise a laptop by it. */
  readonly organization: string;
  readonly folder: string;
  /** Working directory and entry of the program, by the CLI's rules for `main`. */
  readonly workingFolder: string;
  readonly entry: string;
  /** The options of the Node.js runtime: whether the SDK compiles TypeScript, and arguments for node. */
  readonly typescript: boolean;
  readonly nodeArguments: readonly string[];
  /** Configuration with its namespace, values as the SDK takes them: text, or JSON for structures. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

interface ConfigType {
  type?: string;
  items?: { type?: string };
  default?: unknown;
  value?: unknown;
  description?: string;
}

interface ProjectFile {
  name?: string;
  main?: string;
  runtime?: string | { name?: string; options?: { typescript?: boolean; nodeargs?: string } };
  config?: Record<string, ConfigType | string>;
}

/**
 * Finds Pulumi.yaml in this folder or above, and reads the stack's configuration.
 * @throws InputError that says what is missing or wrong, with the remedy
 */
export function readProject(from: string, stack: string): Project {
  const folder = findProject(resolve(from));
  const file = readYaml<ProjectFile>(join(folder, "Pulumi.yaml"));
  const name = file.name;
  if (name === undefined) throw new InputError("Pulumi.yaml has no name. Add one.");
  const stackFile = join(folder, `Pulumi.${stack}.yaml`);
  if (!existsSync(stackFile))
    throw new InputError(
      `There is no Pulumi.${stack}.yaml, so the stack ${stack} has no configuration. Write it, or name another stack with --stack.`,
    );
  const given = readYaml<{ config?: Record<string, unknown> }>(stackFile).config ?? {};
  const declared = Object.fromEntries(
    Object.entries(file.config ?? {}).map(([key, type]) => [key.includes(":") ? key : `${name}:${key}`, type]),
  );
  const config: Record<string, string> = {};
  const secretKeys: string[] = [];
  const problems = Object.keys(given)
    .filter((key) => key.startsWith(`${name}:`) && !(key in declared))
    .map((key) => `${key} is not described in Pulumi.yaml. Correct its spelling or remove it.`);
  for (const key of new Set([...Object.keys(declared), ...Object.keys(given)])) {
    const type = declared[key];
    const value = given[key] ?? (typeof type === "object" ? (type.value ?? type.default) : type);
    if (isSecure(value)) {
      secretKeys.push(key);
      config[key] = "(secret)";
    } else if (value === undefined)
      problems.push(
        `${key} is missing${typeof type === "object" && type.description ? ` (${type.description})` : ""}. Set it: pulumi config set ${key} …`,
      );
    else {
      if (typeof type === "object") problems.push(...typeProblems(key, value, type));
      config[key] = typeof value === "string" ? value : JSON.stringify(value);
    }
  }
  if (problems.length > 0) throw new InputError([`Pulumi.${stack}.yaml cannot be used:`, ...problems].join("\n  "));
  const main = resolve(folder, file.main ?? ".");
  if (!existsSync(main)) throw new InputError(`Pulumi.yaml names ${file.main ?? "."} as main, which does not exist.`);
  const program = statSync(main).isDirectory()
    ? { workingFolder: main, entry: "." }
    : { workingFolder: dirname(main), entry: basename(main) };
  const options = (typeof file.runtime === "object" ? file.runtime.options : undefined) ?? {};
  const nodeArguments = options.nodeargs?.split(/\s+/).filter((argument) => argument !== "") ?? [];
  return {
    name,
    stack,
    organization: OFFLINE_ORGANIZATION,
    folder,
    ...program,
    typescript: options.typescript ?? true,
    nodeArguments,
    config,
    secretKeys,
  };
}

/** The same as Pulumi itself runs it: a program deploys no example, and leaves out what only a laptop has. */
export const asDeployed = (project: Project): Project => ({ ...project, organization: "deployed" });

function findProject(folder: string): string {
  if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
  if (dirname(folder) === folder)
    throw new InputError("There is no Pulumi.yaml in this folder or above it. Go to a Pulumi project.");
  return findProject(dirname(folder));
}

function readYaml<T>(file: string): T {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as T;
  } catch (error) {
    throw new InputError(`${basename(file)} is not YAML: ${(error as Error).message.split("\n")[0]}`);
  }
}

const isSecure = (value: unknown): boolean => value !== null && typeof value === "object" && "secure" in value;

function typeProblems(key: string, value: unknown, { type, items }: ConfigType): string[] {
  const wrong = (expected: string): string[] => [
    `${key} is ${JSON.stringify(value)}, but has to be ${expected}. Correct it.`,
  ];
  if (type === "string" && typeof value === "object") return wrong("a text");
  if (type === "boolean" && !["true", "false"].includes(String(value))) return wrong("true or false");
  if (type === "integer" && !/^-?\d+$/.test(String(value))) return wrong("a whole number");
  if (type === "object" && (typeof value !== "object" || value === null || Array.isArray(value))) return wrong("a map");
  if (type !== "array") return [];
  if (!Array.isArray(value)) return wrong("a list");
  return value.flatMap((item, index) => typeProblems(`${key}[${index}]`, item, items ?? {}));
}

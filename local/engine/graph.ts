/** A resource as the program registered it. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** False for components. */
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Inputs plus what the cloud would have answered; in a preview, inputs only. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly parent?: string;
  /** URN of the provider, where the program named one. */
  readonly provider?: string;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly protect: boolean;
  readonly deleteBeforeReplace: boolean;
  /** Whether the cloud keeps it when the stack drops it. Default: false. */
  readonly retainOnDelete?: true;
  /** Inputs of which a change is not deployed. Default: none. */
  readonly ignoreChanges?: readonly string[];
  /** URNs that it had before. Default: none. */
  readonly aliases?: readonly string[];
}

/** Everything that a program would deploy. */
export interface Graph {
  readonly project: string;
  readonly stack: string;
  readonly mode: Mode;
  /** In the order of their URNs, the same in every run. */
  readonly resources: readonly Resource[];
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What the program said while running. */
  readonly messages: readonly Message[];
}

export type Mode = "preview" | "up";

export interface Message {
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly text: string;
}

/** How the engine marks a value that a preview cannot know. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The key and the value by which the SDK marks a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_VALUES = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
]);

export const isUnknown = (value: unknown): boolean =>
  UNKNOWN_VALUES.has(value as string) || (isMarked(value, OUTPUT_VALUE) && !("value" in value));

export const isSecret = (value: unknown): boolean => isMarked(value, SECRET);

/** The value without its markers, at any depth. Secrets are opened: a graph never leaves the machine. */
export function plain(value: unknown): unknown {
  if (isMarked(value, SECRET) || isMarked(value, OUTPUT_VALUE))
    return "value" in value ? plain(value["value"]) : UNKNOWN;
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
}

const isMarked = (value: unknown, mark: string): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && (value as Record<string, unknown>)[SIGNATURE] === mark;

/** The resources of one type, such as `aws:connect/contactFlow:ContactFlow`. */
export const resourcesOf = (graph: Graph, type: string): Resource[] =>
  graph.resources.filter((resource) => resource.type === type);

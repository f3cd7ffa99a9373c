import { type Action, isReference, type Json } from "connect-ivr/flow";
import type { Hours } from "../simulator/hours";
import { idOf } from "../simulator/ids";
import { type DeployedFlow, type Instance, unversioned } from "../simulator/instance";
import type { FlowFile } from "./flowFiles";

/** An instance on which nothing but the flows of some files is known. */
export interface FileInstance {
  readonly instance: Instance;
  /** The flows and modules, as they were given. */
  readonly deployed: readonly DeployedFlow[];
  /** What is taken for granted, because no file tells of it. */
  readonly notes: readonly string[];
}

const INSTANCE = /arn:[a-z-]+:connect:[a-z0-9-]+:\d{12}:instance\/[0-9a-f-]{36}/;
const NO_INSTANCE = "arn:aws:connect:us-east-1:000000000000:instance/00000000-0000-4000-8000-000000000000";

const WEEK = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const ALWAYS_OPEN: Hours = { timeZone: "UTC", open: WEEK.map((day) => ({ day, from: 0, until: 1439 })), overrides: [] };

type Kind = "queue" | "hours" | "prompt" | "flow" | "module";
/** What the parameters of actions name, at any depth. */
const KINDS: Readonly<Record<string, Kind>> = {
  QueueId: "queue",
  HoursOfOperationId: "hours",
  PromptId: "prompt",
  ContactFlowId: "flow",
  ContactFlowArn: "flow",
  FlowModuleId: "module",
};

interface Named {
  readonly kind: Kind;
  readonly id: string;
}

/** Everything that the parameters of an action name without a reference. */
function namedIn({ parameters }: Action): Named[] {
  const found: Named[] = [];
  const add = (kind: Kind, json: Json): void => {
    if (typeof json === "string" && !isReference(json)) found.push({ kind, id: unversioned(json) });
  };
  const walk = (json: Json): void => {
    if (json === null || typeof json !== "object") return;
    for (const [key, value] of Object.entries<Json>(json as { readonly [key: string]: Json })) {
      const kind = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
      if (kind !== undefined) add(kind, value);
      else if (key === "EventHooks" && value !== null && typeof value === "object")
        for (const flow of Object.values<Json>(value as { readonly [key: string]: Json })) add("flow", flow);
      else walk(value);
    }
  };
  walk(parameters);
  return found;
}

/** The last part of an ARN, or an id as it stands. */
const lastOf = (id: string): string => id.slice(id.lastIndexOf("/") + 1);

/**
 * The instance on which flows of files run. Flows and modules are found by ARN, id or name; a queue, hours
 * or a prompt that a flow names is taken to exist, since it stands in no file.
 */
export function instanceOfFiles(files: readonly FlowFile[]): FileInstance {
  const named = distinct(files.flatMap(({ content }) => [...content.actions.values()].flatMap(namedIn)));
  const arn = named.map(({ id }) => INSTANCE.exec(id)?.[0]).find((found) => found !== undefined) ?? NO_INSTANCE;
  const deployed = files.map(({ name, type, id, content }): DeployedFlow => ({
    arn: `${arn}/${type === "MODULE" ? "flow-module" : "contact-flow"}/${id ?? idOf(name)}`,
    name,
    type,
    content,
  }));
  const ids = (kind: Kind): string[] => named.filter((one) => one.kind === kind).map(({ id }) => id);
  const known = (kind: "flow" | "module"): [string, DeployedFlow][] =>
    ids(kind).flatMap((id) =>
      deployed
        .filter((flow) => isOfKind(flow, kind) && [flow.name, lastOf(flow.arn)].includes(lastOf(id)))
        .map((flow) => [id, flow] as [string, DeployedFlow]),
    );
  const own = (kind: "flow" | "module"): Map<string, DeployedFlow> =>
    new Map([
      ...deployed.filter((flow) => isOfKind(flow, kind)).map((flow) => [flow.arn, flow] as const),
      ...known(kind),
    ]);
  const instance: Instance = {
    arn,
    flows: own("flow"),
    modules: own("module"),
    queues: new Map(ids("queue").map((id) => [id, { arn: id, name: lastOf(id) }])),
    hours: new Map(ids("hours").map((id) => [id, ALWAYS_OPEN])),
    prompts: new Map(ids("prompt").map((id) => [id, { arn: id, name: lastOf(id) }])),
    logicalKeys: new Map(),
  };
  return { instance, deployed, notes: named.flatMap((one) => noteOf(one, instance)) };
}

const isOfKind = ({ type }: DeployedFlow, kind: "flow" | "module"): boolean =>
  (type === "MODULE") === (kind === "module");
const distinct = (named: readonly Named[]): Named[] => [
  ...new Map(named.map((one) => [`${one.kind} ${one.id}`, one])).values(),
];

function noteOf({ kind, id }: Named, { flows, modules }: Instance): string[] {
  if (kind === "flow" || kind === "module")
    return (kind === "flow" ? flows : modules).has(id)
      ? []
      : [`${kind} ${id} is not among the files: its error branch is taken. Add its file.`];
  return [`${kind} ${id} is not among the files: taken as it stands${kind === "hours" ? ", always open" : ""}.`];
}

/** A circle of modules that call each other, by name; undefined where there is none. */
export function moduleCircle({ instance: { modules }, deployed }: FileInstance): readonly string[] | undefined {
  const called = ({ content }: DeployedFlow): DeployedFlow[] =>
    [...content.actions.values()]
      .flatMap(namedIn)
      .flatMap(({ kind, id }) => (kind === "module" ? (modules.get(id) ?? []) : []));
  const done = new Set<DeployedFlow>();
  const from = (module: DeployedFlow, path: readonly DeployedFlow[]): readonly string[] | undefined => {
    const at = path.indexOf(module);
    if (at >= 0) return [...path.slice(at), module].map(({ name }) => name);
    if (done.has(module)) return undefined;
    for (const next of called(module)) {
      const circle = from(next, [...path, module]);
      if (circle !== undefined) return circle;
    }
    done.add(module);
    return undefined;
  };
  return deployed
    .filter((flow) => isOfKind(flow, "module"))
    .map((module) => from(module, []))
    .find((circle) => circle !== undefined);
}

import type { ContactAttributeName } from "connect-ivr/internal/callFlows/contactAttributes";
import { type Action, type Parameters, referencesIn, specOf, stepsOf } from "connect-ivr/flow";
import type { Slot } from "../simulator/contact";
import type { DeployedFlow, Instance } from "../simulator/instance";
import { steering } from "./imagined";
import { BEGUN_BY_AGENTS } from "./roots";

/** What a contact may still read from a block on: values of other names make no difference to its future. */
export interface Live {
  readonly attributes: readonly string[];
  readonly flowAttributes: readonly string[];
  readonly slots: readonly Slot[];
  readonly fields: readonly OptionalField[];
  /** Whether it may still matter that the system has spoken. */
  readonly spoken: boolean;
}

/** Fields of a contact that are read in few places. */
export const OPTIONAL_FIELDS = ["callbackNumber", "languageCode"] as const;
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** What functions read of a contact by themselves. */
export interface ReadByFunctions {
  /** Contact attributes; undefined for all of them. */
  readonly attributes: ReadonlySet<string> | undefined;
  /** Other parts of the event's contact data. */
  readonly contactData: ReadonlySet<string>;
}

/** The namespaces that are read by references alone; the others count as read everywhere. */
const BY_REFERENCE: ReadonlySet<string> = new Set<Slot>([
  "External",
  "StoredCustomerInput",
  "Modules",
  "Metrics",
  "Views",
]);

/** The types of action that speak to the caller. */
export const SPEAKING: ReadonlySet<string> = new Set([
  "MessageParticipant",
  "MessageParticipantIteratively",
  "GetParticipantInput",
  "ConnectParticipantWithLexBot",
]);
/** The contact attribute that says which language a caller is spoken to in. */
export const LANGUAGE: ContactAttributeName = "language";

/**
 * How far ahead it is looked: to the end of the call; to where the module ends that the contact is in;
 * or to where the next module begins, or the flow or module is left.
 */
export type Horizon = "call" | "module" | "section";

/** Where a contact stands at a block: what it may still read as far as each horizon. */
export interface Liveness extends Readonly<Record<Horizon, (flow: DeployedFlow, block: string) => Live>> {
  /** Where a contact will go on from a block whose module is running. */
  readonly after: (flow: DeployedFlow, block: string) => Live;
  /** What of a contact attribute's value makes a difference: values for which this is the same are one. */
  readonly told: (attribute: string, value: string | undefined) => string | undefined;
}

/** Variables are named by their scope: `Attributes.language`, `FlowAttributes.menu`, `External`. */
type Names = Set<string>;

function variableOf(reference: string): string | undefined {
  const [scope, ...path] = stepsOf(reference) as [string, ...string[]];
  if (scope === "Attributes" || scope === "FlowAttributes") return `${scope}.${path.join(".")}`;
  if (scope === "LanguageCode") return "languageCode";
  return BY_REFERENCE.has(scope) ? scope : undefined;
}

/** What a block reads: by its references, and where it speaks, the language that it ought to speak in. */
const uses = ({ type, parameters }: Action): string[] => [
  ...referredTo(steeringOf(type, parameters)),
  ...(SPEAKING.has(type) ? [`Attributes.${LANGUAGE}`] : []),
  ...(type === "CreateCallbackContact"
    ? ["callbackNumber"]
    : type === "ConnectParticipantWithLexBot"
      ? ["languageCode"]
      : []),
  ...(endsFlow(type) ? ["spoken"] : []),
];

const referredTo = (parameters: Parameters): string[] =>
  referencesIn(Object.entries(parameters)).flatMap((reference) => variableOf(reference) ?? []);

/**
 * The parameters on which it depends how a call goes on: not what an agent is shown, nor what a function only passes
 * on.
 */
function steeringOf(type: string, parameters: Parameters): Parameters {
  if (type === "ShowView") return {};
  const steers = type === "InvokeLambdaFunction" ? steering(parameters["LambdaFunctionARN"] as string) : undefined;
  if (steers === undefined) return parameters;
  const given = (parameters["LambdaInvocationAttributes"] ?? {}) as Parameters;
  return {
    ...parameters,
    LambdaInvocationAttributes: Object.fromEntries(Object.entries(given).filter(([name]) => steers(name))),
  };
}

/**
 * The words that a contact attribute is compared with, where nothing else is done with it: its other
 * values make no difference to any call. Undefined for an attribute that is read otherwise.
 */
function comparedWith(
  { flows, modules }: Pick<Instance, "flows" | "modules">,
  { attributes: readByFunctions }: ReadByFunctions,
): ReadonlyMap<string, ReadonlySet<string>> {
  const words = new Map<string, Set<string>>();
  const otherwise = new Set<string>(readByFunctions);
  if (readByFunctions === undefined) return words;
  for (const action of [...flows.values(), ...modules.values()].flatMap(({ content }) => [...content.actions.values()]))
    for (const variable of uses(action).filter((name) => name.startsWith("Attributes."))) {
      const name = variable.slice("Attributes.".length);
      const isEquality = action.type === "Compare" && action.conditions.every(({ operator }) => operator === "Equals");
      if (isEquality)
        words.set(
          name,
          new Set([...(words.get(name) ?? []), ...action.conditions.flatMap(({ operands }) => operands)]),
        );
      else otherwise.add(name);
    }
  for (const name of otherwise) words.delete(name);
  return words;
}

/** Whether a block may hang up, or end a flow that something follows. */
const endsFlow = (type: string): boolean => type !== "EndFlowModuleExecution" && specOf(type)?.next === "none";

/** What a block has surely overwritten where it goes on at its next block. */
function overwritten({ type, parameters }: Action): string[] {
  const plain = (scope: string, names: unknown): string[] =>
    Object.keys(names ?? {})
      .filter((name) => !name.includes("$"))
      .map((name) => `${scope}.${name}`);
  if (type === "UpdateContactAttributes" && parameters["TargetContact"] !== "Related")
    return plain("Attributes", parameters["Attributes"]);
  if (type === "UpdateFlowAttributes") return plain("FlowAttributes", parameters["FlowAttributes"]);
  if (type === "InvokeLambdaFunction" && parameters["InvocationType"] !== "ASYNCHRONOUS") return ["External"];
  if (type === "GetMetricData") return ["Metrics"];
  if (type === "UpdateContactCallbackNumber") return ["callbackNumber"];
  if (type === "UpdateContactData" && parameters["LanguageCode"] !== undefined) return ["languageCode"];
  return type === "GetParticipantInput" && parameters["StoreInput"] === "True" ? ["StoredCustomerInput"] : [];
}

/** Whether a value is the contact's, and so outlives the flow. */
const isContacts = (name: string): boolean =>
  name.startsWith("Attributes.") || name === "spoken" || (OPTIONAL_FIELDS as readonly string[]).includes(name);

/** Whether a module may read it: flow attributes too, where it shares them with its caller. */
const reachesModule = (name: string): boolean => isContacts(name) || name.startsWith("FlowAttributes.");

/** Whether a contact may leave its flow here for one that nothing in the block names. */
function leaves({ type }: Action): boolean {
  const spec = specOf(type);
  return spec === undefined || spec.leaves === true || spec.next !== "required";
}

/**
 * Whether a hook may lead to a flow. A reference that is named after a flow holds its ARN, as those that
 * `getEnvironment` answers do.
 */
const mayBe = (target: string, flow: DeployedFlow, flows: Instance["flows"]): boolean => {
  const isNamedAfter = ({ name }: DeployedFlow): boolean => target.endsWith(`${name}Arn`);
  return isNamedAfter(flow) || ![...flows.values()].some(isNamedAfter);
};

/**
 * Which values each block of a set of flows may still read, across modules, transfers and the flows
 * that follow a flow's end: a classic analysis of live variables, on the safe side wherever a target
 * is known only in a call.
 */
export function livenessOf(instance: Pick<Instance, "flows" | "modules">, readByFunctions: ReadByFunctions): Liveness {
  const all = [...instance.flows.values(), ...instance.modules.values()];
  const at = namesLive(instance, readByFunctions, "call");
  const after = (flow: DeployedFlow, block: string): Names =>
    new Set(targetsOf(flow.content.actions.get(block) as Action).flatMap((target) => [...at(flow, target)]));
  const words = comparedWith(instance, readByFunctions);
  const told = (attribute: string, value: string | undefined): string | undefined =>
    value === undefined || (words.get(attribute)?.has(value) ?? true) ? value : "";
  const [module, section] = (["module", "section"] as const).map((horizon) =>
    byScope(namesLive(instance, readByFunctions, horizon), all),
  ) as [Liveness["module"], Liveness["section"]];
  return { call: byScope(at, all), module, section, after: byScope(after, all), told };
}

const targetsOf = ({ next, errors, conditions }: Action): string[] => [
  ...(next === undefined ? [] : [next]),
  ...Object.values(errors),
  ...conditions.map((condition) => condition.next),
];

function namesLive(
  { flows, modules }: Pick<Instance, "flows" | "modules">,
  readByFunctions: ReadByFunctions,
  horizon: Horizon,
): (flow: DeployedFlow, block: string) => Names {
  const all = [...flows.values(), ...modules.values()];
  const hooks = all.flatMap((flow) =>
    [...flow.content.actions.values()]
      .filter(({ type }) => type === "UpdateContactEventHooks")
      .flatMap(({ parameters }) => Object.entries((parameters["EventHooks"] ?? {}) as Record<string, string>)),
  );
  const mayFollow = [...flows.values()].filter(
    (flow) =>
      flow.type !== "CONTACT_FLOW" ||
      hooks.some(([hook, target]) => hook !== "CustomerQueue" && mayBe(target, flow, flows)),
  );
  // The agent's leg is walked from where a caller comes to a queue: what its flows read need not be told apart in the
  // flows behind it.
  const isBehindQueue = ({ type }: DeployedFlow): boolean => type === "CUSTOMER_QUEUE" || BEGUN_BY_AGENTS.has(type);
  const mayFollowQueue = [...flows.values()].filter(isBehindQueue);
  const live = new Map<DeployedFlow, Map<string, Names>>(
    all.map((flow) => [flow, new Map([...flow.content.actions.keys()].map((block) => [block, new Set<string>()]))]),
  );
  const at = (flow: DeployedFlow, block: string): Names => live.get(flow)?.get(block) ?? new Set();
  const startsOf = (entered: Iterable<DeployedFlow>): string[] =>
    [...entered].flatMap((flow) => [...at(flow, flow.content.start)]);
  const contactsAt = (entered: Iterable<DeployedFlow>): string[] => startsOf(entered).filter(isContacts);
  const { attributes, contactData } = readByFunctions;
  const functionsRead = [
    ...(attributes === undefined
      ? all
          .flatMap((flow) => [...flow.content.actions.values()].flatMap(overwritten))
          .filter((name) => name.startsWith("Attributes."))
      : [...attributes].map((name) => `Attributes.${name}`)),
    ...(contactData.has("LanguageCode") ? ["languageCode"] : []),
  ];

  const liveIn = (flow: DeployedFlow, action: Action, returned: readonly string[]): string[] => {
    const gone = new Set(overwritten(action));
    const after = targetsOf(action).flatMap((target) =>
      [...at(flow, target)].filter(
        (name) => (target !== action.next || !gone.has(name)) && !(name === "spoken" && SPEAKING.has(action.type)),
      ),
    );
    const errorsToo = Object.values(action.errors).includes(action.next ?? "")
      ? [...at(flow, action.next as string)].filter((name) => name !== "spoken")
      : [];
    // What is only passed on has to be there too.
    const used = horizon === "call" ? uses(action) : [...uses(action), ...referredTo(action.parameters)];
    if (horizon === "section" && action.type === "InvokeFlowModule") return used;
    const here = [
      ...used,
      ...after,
      ...errorsToo,
      ...(action.type === "InvokeLambdaFunction" ? functionsRead : []),
      ...(action.type === "InvokeFlowModule" ? startsOf(modules.values()).filter(reachesModule) : []),
    ];
    return horizon !== "call"
      ? here
      : [
          ...here,
          ...(action.type === "TransferToFlow" ? contactsAt(flows.values()) : []),
          ...(action.type === "EndFlowModuleExecution"
            ? returned
            : leaves(action)
              ? contactsAt(isBehindQueue(flow) ? mayFollowQueue : mayFollow)
              : []),
        ];
  };
  for (let changed = true; changed;) {
    changed = false;
    const returned = all
      .flatMap((flow) =>
        [...flow.content.actions.values()]
          .filter(({ type }) => type === "InvokeFlowModule")
          .flatMap((action) => targetsOf(action).flatMap((target) => [...at(flow, target)])),
      )
      .filter(isContacts);
    for (const flow of all)
      for (const action of [...flow.content.actions.values()].reverse()) {
        const names = at(flow, action.identifier);
        const before = names.size;
        for (const name of liveIn(flow, action, [...new Set(returned)])) names.add(name);
        changed ||= names.size > before;
      }
  }
  return at;
}

const OTHER_SLOTS: readonly Slot[] = [
  "LambdaInvocation",
  "Lex",
  "DataTables",
  "DataTableList",
  "Customer",
  "Case",
  "Wisdom",
  "Loop",
];

/** The names by their scope, put in order once. */
function byScope(
  namesOf: (flow: DeployedFlow, block: string) => Names,
  flows: readonly DeployedFlow[],
): (flow: DeployedFlow, block: string) => Live {
  const table = new Map(
    flows.map((flow) => [
      flow,
      new Map([...flow.content.actions.keys()].map((block) => [block, split(namesOf(flow, block))])),
    ]),
  );
  return (flow, block) => table.get(flow)?.get(block) ?? NOTHING;
}

function split(variables: Names): Live {
  const within = (scope: string): string[] =>
    [...variables]
      .filter((name) => name.startsWith(`${scope}.`))
      .map((name) => name.slice(scope.length + 1))
      .sort();
  return {
    attributes: within("Attributes"),
    flowAttributes: within("FlowAttributes"),
    slots: [...OTHER_SLOTS, ...([...variables].filter((name) => BY_REFERENCE.has(name)).sort() as Slot[])],
    fields: OPTIONAL_FIELDS.filter((field) => variables.has(field)),
    spoken: variables.has("spoken"),
  };
}

const NOTHING = split(new Set());

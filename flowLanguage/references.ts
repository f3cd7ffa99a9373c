/** A whole-field reference that the service resolves while a contact is in the flow. */
export type Reference = `$.${string}`;

/** The user-defined contact attribute of this name: lives as long as the contact. */
export const contactAttribute = <Name extends string>(name: Name): `$.Attributes.${Name}` => `$.Attributes.${name}`;

/** The flow attribute of this name: lives as long as the flow that set it. */
export const flowAttribute = <Name extends string>(name: Name): `$.FlowAttributes.${Name}` =>
  `$.FlowAttributes.${name}`;

/** A key of the last Lambda function's answer: overwritten by the next call. */
export const external = <Name extends string>(name: Name): `$.External.${Name}` => `$.External.${name}`;

const below = (namespace: string, name: string): Reference =>
  /^[A-Za-z0-9_-]+$/.test(name) ? `$.${namespace}.${name}` : `$.${namespace}['${name}']`;

/** What the last Lex bot understood: overwritten by the next one. */
export const lex = {
  intent: "$.Lex.IntentName",
  slot: (name: string): Reference => below("Lex.Slots", name),
  sessionAttribute: (name: string): Reference => below("Lex.SessionAttributes", name),
} as const;

/** What the agent did in the last view: overwritten by the next one. */
export const view = {
  action: "$.Views.Action",
  field: (name: string): Reference => below("Views.ViewResultData", name),
} as const;

/** What a flow module was given, to be read inside it, and what the last one gave back, to be read by its caller. */
export const moduleData = {
  input: (name: string): Reference => below("Modules.Input", name),
  result: "$.Modules.Result",
  field: (name: string): Reference => below("Modules.ResultData", name),
} as const;

/** An attribute of a row that `evaluateDataTable` found under this query name: cleared by the next data-table block. */
export const dataTableValue = (query: string, attribute: string): Reference => below(`DataTables.${query}`, attribute);

/** A field of the customer profile that was found last, such as `ProfileId`. */
export const profileField = (name: string): Reference => below("Customer", name);

/** What the last `getMetrics` loaded; five to ten seconds old. */
export const metric = {
  queueName: "$.Metrics.Queue.Name",
  /** Contacts in the queue. */
  queueSize: "$.Metrics.Queue.Size",
  oldestContactAge: "$.Metrics.Queue.OldestContactAge",
  estimatedWaitTime: "$.Metrics.Queue.EstimatedWaitTime",
  positionInQueue: "$.Metrics.Contact.PositionInQueue",
  agentsOnline: "$.Metrics.Agents.Online.Count",
  agentsAvailable: "$.Metrics.Agents.Available.Count",
  agentsStaffed: "$.Metrics.Agents.Staffed.Count",
} as const satisfies Record<string, Reference>;

/** What the service itself knows about a contact. */
export const system = {
  /** The number the caller dialled, in E.164. */
  dialedNumber: "$.SystemEndpoint.Address",
  /** The caller's number in E.164; absent when withheld. */
  callerNumber: "$.CustomerEndpoint.Address",
  /** The digits of the last stored input, or the literal `Timeout`. */
  storedInput: "$.StoredCustomerInput",
  /** The agent that an agent-transfer flow is about to reach. */
  agentArn: "$.Agent.ARN",
  contactId: "$.ContactId",
  /** `VOICE`, `CHAT`, `TASK` or `EMAIL`. */
  channel: "$.Channel",
  languageCode: "$.LanguageCode",
  /** The target queue. */
  queueArn: "$.Queue.ARN",
  queueName: "$.Queue.Name",
  /** The task that `createTask` made. */
  taskContactId: "$.Task.ContactId",
  /** The session of the assistant that `createWisdomSession` began. */
  wisdomSessionArn: "$.Wisdom.SessionArn",
} as const satisfies Record<string, Reference>;

/** Namespaces that hold one result at a time: the next block that fills one overwrites it. */
export const VOLATILE_NAMESPACES = [
  "External",
  "LambdaInvocation",
  "StoredCustomerInput",
  "Lex",
  "Views",
  "Modules",
  "DataTables",
  "DataTableList",
  "Metrics",
] as const;
export type VolatileNamespace = (typeof VOLATILE_NAMESPACES)[number];

const STEPS = String.raw`(?:\.[A-Za-z0-9_-]+|\['[^']+'\]|\[\d+\])`;
const REFERENCE = new RegExp(String.raw`\$\.[A-Za-z][A-Za-z0-9_]*${STEPS}*|\$\['[^']+'\]${STEPS}*`, "g");

/** All references inside a parameter value, at any depth. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === "string") return value.match(REFERENCE) ?? [];
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(referencesIn);
  return [];
}

/** The text with every reference in it replaced. */
export const replaceReferences = (text: string, value: (reference: string) => string): string =>
  text.replace(REFERENCE, value);

/** True when the whole value is one reference. */
export const isReference = (value: unknown): value is Reference =>
  typeof value === "string" && (value.match(REFERENCE) ?? [])[0] === value;

/** The steps of a reference, in dot or bracket form: `$.Attributes['a b']` → `["Attributes", "a b"]`. */
export const stepsOf = (reference: string): string[] =>
  [...reference.slice(1).matchAll(/\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\[(\d+)\]/g)].map(
    (step) => (step[1] ?? step[2] ?? step[3]) as string,
  );

/** What a path may not stop at: these hold values, and are none. */
const NAMESPACES: ReadonlySet<string> = new Set([
  "Attributes",
  "FlowAttributes",
  "External",
  "LambdaInvocation",
  "Lex",
  "SystemEndpoint",
  "CustomerEndpoint",
  "Queue",
  "Agent",
  "Metrics",
  "Modules",
  "Views",
  "DataTables",
  "DataTableList",
  "Customer",
  "Case",
  "SegmentAttributes",
  "References",
  "Loop",
  "Media",
  "MediaStreams",
  "Task",
  "Wisdom",
  "Capabilities",
  "Email",
]);

/** True when a reference names a value, not a namespace of values. */
export const isLeaf = (reference: string): boolean =>
  stepsOf(reference).length > 1 || !NAMESPACES.has(stepsOf(reference)[0] as string);

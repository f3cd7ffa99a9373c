/** A whole-field reference that the service resolves while a contact is in the flow. */
export type Reference = `$.${string}`;

/** The user-defined contact attribute of this name: lives as long as the contact. */
export const contactAttribute = <Name extends string>(name: Name): `$.Attributes.${Name}` => `$.Attributes.${name}`;

/** The flow attribute of this name: lives as long as the flow that set it. */
export const flowAttribute = <Name extends string>(name: Name): `$.FlowAttributes.${Name}` => `$.FlowAttributes.${name}`;

/** A key of the last Lambda function's answer: overwritten by the next call. */
export const external = <Name extends string>(name: Name): `$.External.${Name}` => `$.External.${name}`;

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
} as const satisfies Record<string, Reference>;

const REFERENCE = /\$\.[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_-]+|\['[^']+'\])*|\$(?:\['[^']+'\])+/g;

/** All references inside a parameter value, at any depth. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === "string") return value.match(REFERENCE) ?? [];
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(referencesIn);
  return [];
}

/** The text with every reference in it replaced. */
export const replaceReferences = (text: string, value: (reference: string) => string): string => text.replace(REFERENCE, value);

/** True when the whole value is one reference. */
export const isReference = (value: unknown): value is Reference =>
  typeof value === "string" && (value.match(REFERENCE) ?? [])[0] === value;

/** The steps of a reference, in dot or bracket form: `$.Attributes['a b']` → `["Attributes", "a b"]`. */
export const stepsOf = (reference: string): string[] =>
  [...reference.slice(1).matchAll(/\.([A-Za-z0-9_-]+)|\['([^']+)'\]/g)].map((step) => (step[1] ?? step[2]) as string);

import type { Resource } from "./rule";

/** A resource with the URNs of those that its inputs were made of. */
export interface Told extends Omit<Resource, "madeOf"> {
  readonly urn: string;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** A whole stack as rules see it. */
export function stackOf(told: readonly Told[]): readonly (Resource & { readonly urn: string })[] {
  const stack = told.map(({ type, name, urn, props, propertyDependencies }) => ({
    type,
    name,
    urn,
    props,
    madeOf: (input: string): readonly Resource[] =>
      (propertyDependencies[input] ?? []).flatMap((one) => byUrn.get(one) ?? []),
  }));
  const byUrn = new Map<string, Resource>(stack.map((resource) => [resource.urn, resource]));
  return stack;
}

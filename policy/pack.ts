import { type Policies, PolicyPack, type PolicyResource } from "@pulumi/policy";
import { excepted } from "./exceptions";
import type { Resource, Rule } from "./rule";
import { rules } from "./rules";

const NONE: readonly Resource[] = [];

/** A whole stack as rules see it. */
function stackOf(given: readonly PolicyResource[]): readonly (Resource & { readonly urn: string })[] {
  const stack = given.map(({ type, name, urn, props, propertyDependencies }) => ({
    type,
    name,
    urn,
    props,
    madeOf: (input: string): readonly Resource[] =>
      (propertyDependencies[input] ?? []).flatMap((one) => byUrn.get(one.urn) ?? []),
  }));
  const byUrn = new Map<string, Resource>(stack.map((resource) => [resource.urn, resource]));
  return stack;
}

/** What is wrong with a resource and not excepted. */
const wrongWith = (rule: Rule, resource: Resource, stack: readonly Resource[]): string | undefined =>
  resource.type === rule.of && excepted(rule.id, resource.name) === undefined ? rule.wrong(resource, stack) : undefined;

const policyOf = (rule: Rule): Policies[number] => {
  const about = {
    name: rule.id,
    description: [rule.text, ...(rule.also ? [`Also ${rule.also.join(", ")}.`] : [])].join(" "),
    enforcementLevel: rule.level,
  };
  return rule.whole
    ? {
        ...about,
        validateStack: ({ resources }, report) => {
          const stack = stackOf(resources);
          for (const resource of stack) {
            const problem = wrongWith(rule, resource, stack);
            if (problem !== undefined) report(problem, resource.urn);
          }
        },
      }
    : {
        ...about,
        validateResource: ({ type, name, props }, report) => {
          const problem = wrongWith(rule, { type, name, props: props as Resource["props"], madeOf: () => NONE }, NONE);
          if (problem !== undefined) report(problem);
        },
      };
};

new PolicyPack("connect-ivr", { policies: rules.map(policyOf) });

import { type Policies, PolicyPack } from "@pulumi/policy";
import { exceptionOf } from "./exceptions";
import type { Resource, Rule } from "./rule";
import { rules } from "./rules";
import { stackOf } from "./stack";

const NONE: readonly Resource[] = [];

/** What is wrong with a resource and not excepted. */
function wrongWith(rule: Rule, resource: Resource, stack: readonly Resource[]): string | undefined {
  const problem = resource.type === rule.of ? rule.wrong(resource, stack) : undefined;
  return problem !== undefined && exceptionOf(rule.id, resource.name, problem) === undefined ? problem : undefined;
}

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
          const stack = stackOf(
            resources.map((resource) => ({
              ...resource,
              propertyDependencies: Object.fromEntries(
                Object.entries(resource.propertyDependencies).map(([input, of]) => [input, of.map(({ urn }) => urn)]),
              ),
            })),
          );
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

/** A policy as the deployment writes it down in JSON; what is left out has the default. */
export const policyOf = <Policy extends object>(defaults: Policy, json: string): Policy => ({
  ...defaults,
  ...(JSON.parse(json) as Partial<Policy>),
});

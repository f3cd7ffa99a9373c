import * as pulumi from "@pulumi/pulumi";
import { onLaptop } from "./onLaptop";

/**
 * What this stack exported when it was deployed the last time, by the names that are asked for: nothing before its
 * first deployment, and nothing on a laptop. Pulumi reads it from the state, also in a preview, so a program can refuse
 * what would hurt what is deployed.
 *
 * @example
 * const { instanceArn } = await previousOutputs("instanceArn");
 */
export async function previousOutputs<Name extends string>(
  ...names: Name[]
): Promise<Readonly<Partial<Record<Name, unknown>>>> {
  if (onLaptop()) return {} as Partial<Record<Name, unknown>>;
  const self = new pulumi.StackReference(`${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`);
  const values = await Promise.all(
    names.map(async (name) => [name, (await self.getOutputDetails(name)).value] as const),
  );
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Partial<Record<Name, unknown>>;
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type Project } from "../engine/project";
import { InputError } from "../shared/errors";

/** A key of a stack as its configuration declares it; the first of them is the one that input is encrypted with. */
export interface DeclaredKey {
  readonly name: string;
  /** Path of its certificate, from the folder of Pulumi.yaml. */
  readonly path: string;
  /** What the file holds; empty where there is none. */
  readonly certificate: string;
}

const schema = v.array(v.strictObject({ name: v.string(), certificate: v.string() }));

/** The keys that a stack declares as `inputKeys`. @throws InputError when it does not, or not in this form */
export function declaredKeys({ name: project, stack, config, folder }: Project): DeclaredKey[] {
  const text = config[`${project}:inputKeys`];
  if (text === undefined)
    throw new InputError(
      `Pulumi.yaml does not describe ${project}:inputKeys. Describe it, and hand it to SecurityKeys (docs/keys.md).`,
    );
  const { success, output } = v.safeParse(schema, JSON.parse(text));
  if (!success)
    throw new InputError(
      `Pulumi.${stack}.yaml, ${project}:inputKeys: write each key as { name: …, certificate: <path of a PEM file> }.`,
    );
  return output.map(({ name, certificate: path }) => {
    const file = join(folder, path);
    return { name, path, certificate: existsSync(file) ? readFileSync(file, "utf8") : "" };
  });
}

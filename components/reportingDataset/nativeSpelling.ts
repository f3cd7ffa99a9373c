import type { DashboardVersionDefinition } from "@aws-sdk/client-quicksight";
import type { input } from "@pulumi/aws-native/types";

type NativeDefinition = input.quicksight.DashboardVersionDefinitionArgs;

/**
 * The definition as the native provider spells it: names begin with a small letter, an abbreviation with all of its
 * own.
 */
export const nativeSpelling = (definition: DashboardVersionDefinition): NativeDefinition =>
  respelled(definition) as NativeDefinition;

function respelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(respelled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [nativeName(name), respelled(field)]));
}

const nativeName = (name: string): string =>
  name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (capitals) => capitals.toLowerCase());

import { type FieldType, recordColumns } from "../../../components/reportingDataset/sql";

/** A record with the fields that reports read, or what keeps it from being one. */
export type Shaped = { readonly record: Readonly<Record<string, unknown>> } | { readonly problem: string };

/** Takes a contact record as the archive's table does: fields that it does not know are left out. */
export function shaped(text: string): Shaped {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "is no JSON" };
  }
  if (!isObject(value) || typeof value["ContactId"] !== "string")
    return { problem: "is no contact record: it has no ContactId" };
  const record: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(recordColumns)) {
    const field = value[name] ?? null;
    if (!fits(field, type)) return { problem: `has something else in ${name} than a contact record has` };
    record[name] = field;
  }
  return { record };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function fits(value: unknown, type: FieldType): boolean {
  if (value === null || value === undefined) return true;
  if (type === "text") return typeof value === "string";
  if (type === "whole") return Number.isInteger(value);
  if ("list" in type) return Array.isArray(value) && value.every((item) => fits(item, type.list));
  if (!isObject(value)) return false;
  if ("map" in type) return Object.values(value).every((item) => fits(item, type.map));
  return Object.entries(type.struct).every(([name, field]) => fits(value[name], field));
}

import { contactRecordFields, type RecordField } from "../../../handlers/contactRecordFields";

/** The type of a field of a contact record, as far as the archive's table reads it. */
export type FieldType =
  | "text"
  | "whole"
  | { readonly map: FieldType }
  | { readonly list: FieldType }
  | { readonly struct: Readonly<Record<string, FieldType>> };

/** The type of a field: a moment stays text, so that no record can fail a query. */
function typeOf(field: RecordField): FieldType {
  if (field === "count") return "whole";
  if (field === "attributes") return { map: "text" };
  if (typeof field === "string") return "text";
  if ("list" in field) return { list: typeOf(field.list) };
  if ("entries" in field) return { map: typeOf(Object.values(field.entries)[0] as RecordField) };
  return { struct: typesOf(field.struct) };
}

const typesOf = <Name extends string>(fields: Readonly<Record<Name, RecordField>>): Record<Name, FieldType> =>
  Object.fromEntries(Object.entries<RecordField>(fields).map(([name, field]) => [name, typeOf(field)])) as Record<
    Name,
    FieldType
  >;

/**
 * The columns of the archive's table: the fields of a contact record that reports may read, which are those that the
 * archive's transform keeps. All others are skipped.
 */
export const recordColumns = typesOf(contactRecordFields);

/** The table of contact records, and the column of its partitions: the day (UTC) the contact began, `yyyy-MM-dd`. */
export const RECORDS_TABLE = "contact_records";
export const DAY_PARTITION = "dt";

/** A field's type as Hive writes it; names in small letters, as Athena reads them. */
export function hiveType(type: FieldType): string {
  if (type === "text") return "string";
  if (type === "whole") return "int";
  if ("map" in type) return `map<string,${hiveType(type.map)}>`;
  if ("list" in type) return `array<${hiveType(type.list)}>`;
  return `struct<${Object.entries(type.struct)
    .map(([name, field]) => `${name.toLowerCase()}:${hiveType(field)}`)
    .join(",")}>`;
}

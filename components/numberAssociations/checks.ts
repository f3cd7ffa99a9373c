import { refuse } from "../../contentModel/refuse";
import type { NumberAssociationsArgs } from "./args";

/** @throws Error when a number would be associated twice: the last to be written would win, and each would undo it */
export function checkNumbers(name: string, { numbers }: NumberAssociationsArgs): void {
  const byId = new Map<string, string[]>();
  for (const [number, { phoneNumberId }] of Object.entries(numbers))
    byId.set(phoneNumberId, [...(byId.get(phoneNumberId) ?? []), number]);
  refuse(
    `NumberAssociations ${name} cannot be deployed:`,
    [...byId]
      .filter(([, names]) => names.length > 1)
      .map(([id, names]) => `${names.join(" and ")} have the phone number id ${id}. Give each its own.`),
  );
}

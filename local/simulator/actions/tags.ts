import type { Json } from "../../../flowLanguage";
import { textOf } from "../resolve";
import { type Executor, failed, next } from "./outcome";

/** Tags of its own that a contact may carry (reference 1.9). */
const MAXIMUM_TAGS = 6;

export const tagActions: Readonly<Record<string, Executor>> = {
  TagContact: (action, contact, world) => {
    const entries = Object.entries((action.parameters["Tags"] ?? {}) as Readonly<Record<string, Json>>).map(
      ([key, text]) => [key, textOf(text, contact, world)] as const,
    );
    const tags = new Map([...contact.tags, ...entries]);
    if (tags.size > MAXIMUM_TAGS || entries.some(([key, text]) => key.startsWith("aws:") || text === "")) return failed;
    contact.tags = tags;
    return next;
  },
  UntagContact: (action, contact) => {
    const keys = action.parameters["TagKeys"] as readonly string[];
    contact.tags = new Map([...contact.tags].filter(([key]) => !keys.includes(key)));
    return next;
  },
};

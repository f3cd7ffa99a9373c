import { FLOW_LANGUAGE_VERSION } from "../document";
import { MAXIMUM_LENGTH, renderDocument } from "../render";
import type { CheckedFlow, Finding } from "./model";

/** The actions that the service takes in a flow, and in a module. */
export const MAXIMUM_ACTIONS = 250;
const IDENTIFIER = /^[^%:(\\/)=$,;[\]{}]{1,50}$/;
const RESERVED = new Set([
  "__proto__",
  "constructor",
  "__defineGetter__",
  "__defineSetter__",
  "toString",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "valueOf",
]);

/** The rules for the document around the actions, and for the names in it. */
export function checkDocument(flow: CheckedFlow): Finding[] {
  const { version, start, actions, faults } = flow.document;
  const found: Finding[] = [];
  if (version !== FLOW_LANGUAGE_VERSION)
    found.push({
      rule: "version",
      message: `is of version ${JSON.stringify(version) ?? "none"}.`,
      remedy: `Write "${FLOW_LANGUAGE_VERSION}", if the actions are those of that version.`,
    });
  if (actions.length > MAXIMUM_ACTIONS)
    found.push({
      rule: "size",
      message: `has ${actions.length} blocks; the service takes ${MAXIMUM_ACTIONS}.`,
      remedy: "Move a part to a module.",
      grade: "documented",
    });
  const { length } = renderDocument(flow.document);
  if (length > MAXIMUM_LENGTH)
    found.push({
      rule: "size",
      message: `has ${length} characters; the service takes ${MAXIMUM_LENGTH}.`,
      remedy: "Move a part to a module.",
    });
  if (start === undefined || !flow.actions.has(start))
    found.push({
      rule: "target",
      message: `starts at ${start ?? "nothing"}, which is no block.`,
      remedy: "Name one of its blocks as start.",
    });
  return [...found, ...checkSettings(flow), ...faults, ...checkIdentifiers(flow)];
}

function checkSettings({ type, document: { settings } }: CheckedFlow): Finding[] {
  const missing = settings === undefined || settings === null;
  if (type !== "MODULE")
    return missing
      ? []
      : [
          {
            rule: "module-settings",
            message: "carries Settings, which only a module does.",
            remedy: "Leave them out, or deploy it as a module.",
          },
        ];
  if (!missing) return [];
  return [
    {
      rule: "module-settings",
      message: "is a module without Settings.",
      says: "JSON field is missing or null for field name: settings",
      remedy: "Give it Settings with InputParameters, OutputParameters and Transitions, as every module has them.",
    },
  ];
}

function checkIdentifiers({ document: { actions } }: CheckedFlow): Finding[] {
  const seen = new Set<string>();
  return actions.flatMap(({ identifier }, index) => {
    const twice = seen.has(identifier);
    seen.add(identifier);
    const found: Finding[] = [];
    if (!IDENTIFIER.test(identifier) || RESERVED.has(identifier))
      found.push({
        rule: "identifier",
        index,
        message: "has a name that the service refuses.",
        remedy: "Use 1 to 50 characters and none of % : ( \\ / ) = $ , ; [ ] { }.",
      });
    if (twice)
      found.push({
        rule: "duplicate-identifier",
        index,
        message: "has the name of a block before it.",
        remedy: "Give each block its own.",
      });
    return found;
  });
}

import {
  countTo,
  type Fragment,
  fragment,
  lookup,
  match,
  type Reference,
  say,
  storeInput,
  system,
} from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes, setAttributes } from "../contactAttributes";
import { menuPrompts } from "../promptSets";
import type { FlowSite } from "../site";

/** What the caller's key led to. */
export const route = lookup(contracts.resolveRoute, [
  "type",
  "target",
  "targetArn",
  "reason",
  "menuPath",
  "overdue",
  "usual",
  "overdueMenu",
]);

interface Around<Exit extends string> {
  /** A route was found; it is in `route.kept`. */
  readonly chosen: Exit;
  /** Three misses, too many repeats, or as many choices as a call may have. */
  readonly exhausted: Exit;
  readonly error: Exit;
}

/** The blocks of a data menu that the flow around it may aim at. */
type Entry = "loadMenu" | "countMisses" | "countRepeats";

/** Plays the menu named by the contact attribute `menu` and resolves one key. */
export function dataMenu<const Exit extends string>(
  { speech, limits }: FlowSite,
  given: { readonly queue: Reference; readonly invalid: Reference; readonly noInput: Reference },
  to: Around<Exit>,
): Fragment<Entry, Exit> {
  const { chosen, exhausted, error }: Around<string> = to;
  const menu = menuPrompts(speech.defaultLanguage);
  const around = {
    environment: attributes.environment,
    language: attributes.language,
    country: attributes.country,
    queue: given.queue,
    menuPath: attributes.menu_path,
    mostChoices: String(limits.menuChoices),
    accountState: attributes.account_state,
  };
  const resolve = (key: string) =>
    route.invoke({ menu: attributes.menu, key, ...around }, { then: "keepRoute", error: error });
  return fragment<Entry, Exit>({
    loadMenu: menu.fetch({ then: "keepMenu", error }),
    keepMenu: menu.keep({ then: "ask", error }),
    ask: storeInput(menu.kept.options, { seconds: 5, digits: 1 }, { then: "resolveKey", silence: "resolveSilence" }),
    resolveKey: resolve(system.storedInput),
    resolveSilence: resolve("timeout"),
    keepRoute: route.keep({ then: "isMiss", error }),
    isMiss: match(
      route.kept.type,
      { repeat: "countRepeats", silence: "sayNoInput", invalid: "sayInvalid", [contracts.EXHAUSTED]: exhausted },
      chosen,
    ),
    sayNoInput: say(given.noInput, { then: "countMisses", error }),
    sayInvalid: say(given.invalid, { then: "countMisses", error }),
    countMisses: countTo(2, { again: "loadMenu", done: "tellNoInput" }),
    countRepeats: countTo(9, { again: "loadMenu", done: "tellNoInput" }),
    tellNoInput: setAttributes({ reason: "no_input" }, { then: exhausted, error: exhausted }),
  });
}

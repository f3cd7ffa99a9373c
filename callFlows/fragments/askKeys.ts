import {
  countTo,
  type Fragment,
  fragment,
  lookup,
  match,
  menu,
  type Reference,
  say,
  storeEncrypted,
  system,
} from "../../flowLanguage";
import { contracts } from "../../handlers";
import { company } from "./company";
import { inputKey } from "./inputKey";

/** How long a caller has for the first key of a number that has to be looked up first, in seconds. */
const SECONDS_TO_LOOK_UP = 20;

/** A question that is answered by 1 or 2. Any other key, and silence, has it asked again, three times in all. */
export function askChoice<const Entry extends string, const Exit extends string>(
  entry: Entry,
  question: Reference,
  to: { keys: { readonly [Key in "1" | "2"]: Exit }; exhausted: Exit; error: Exit },
): Fragment<Entry, Exit> {
  const { keys, exhausted, error }: { keys: Record<"1" | "2", string>; exhausted: string; error: string } = to;
  const miss = `${entry} missed`;
  return fragment<Entry, Exit>({
    [entry]: menu(question, 5, { keys, silence: miss, otherKey: miss, error }),
    [miss]: countTo(2, { again: entry, done: exhausted }),
  });
}

/**
 * Asks for digits, three times in all; they arrive encrypted in `$.StoredCustomerInput`. What cannot be encrypted is no
 * fault of the caller, who would only key it once more: it leads to `unreadable`. That silence takes the error branch
 * too is disputed (reference 2.1): where it does, a silent caller is not asked again.
 */
export function askEncrypted<const Entry extends string, const Exit extends string>(
  entry: Entry,
  question: Reference,
  noInput: Reference,
  digits: number,
  to: { keyed: Exit; exhausted: Exit },
): Fragment<Entry, Exit | "unreadable"> {
  const { keyed, exhausted }: Record<"keyed" | "exhausted", string> = to;
  const miss = `${entry} missed`;
  return fragment<Entry, Exit | "unreadable">({
    [entry]: storeEncrypted(question, { seconds: SECONDS_TO_LOOK_UP, digits }, inputKey, {
      then: `${entry} keyed`,
      error: "unreadable",
    }),
    [`${entry} keyed`]: match(system.storedInput, { Timeout: miss }, keyed),
    [miss]: countTo(2, { again: `${entry} again`, done: exhausted }),
    [`${entry} again`]: say(noInput, { then: entry, error: entry }),
  });
}

const unreadable = lookup(contracts.verifyCaller, ["result"], "unreadable");

/** Has it written down and counted that what the caller keyed could not be encrypted, and goes on. */
export const toldUnreadable = <const Exit extends string>(then: Exit): Fragment<"unreadable", Exit> =>
  fragment({ unreadable: unreadable.invoke({ ...company, task: "unreadable" }, { then, error: then }) });

import {
  type Block,
  countTo,
  defineModule,
  endModule,
  type Flow,
  type Fragment,
  fragment,
  lookup,
  match,
  menu,
  setLanguageCode,
  setVoice,
} from "../flowLanguage";
import { contracts } from "../handlers";
import { attributes, setAttributes } from "./contactAttributes";

const options = lookup(contracts.getNumberAttributes, ["optionCount", ...contracts.OPTION_KEYS]);
const POSITIONS = [1, 2, 3, 4] as const;
type Position = (typeof POSITIONS)[number];

const option = (position: Position) => ({
  language: options.kept[`option${position}Language`],
  voice: options.kept[`option${position}Voice`],
  engine: options.kept[`option${position}Engine`],
  prompt: options.kept[`option${position}Prompt`],
});

const KEYS = {
  "0": "wantsAgent",
  "1": "has 1",
  "2": "has 2",
  "3": "has 3",
  "4": "has 4",
  "9": "countRepeats",
} as const;

/**
 * One language: offered in its own voice with a second to press a key, so that a key counts during
 * every option and not only after the last.
 */
function offer(position: Position): Fragment<"offer 1", "listen" | "countMisses" | "fail"> {
  const { language, voice, engine, prompt } = option(position);
  const next = position === 4 ? "listen" : `offer ${position + 1}`;
  const ask = `ask ${position}`;
  return fragment({
    [`offer ${position}`]: match(language, { [contracts.NONE]: "listen" }, `voice ${position}`),
    [`voice ${position}`]: setVoice({ voice, engine }, { then: ask, error: "fail" }),
    [ask]: menu(prompt, 1, { keys: KEYS, silence: next, otherKey: "countMisses", error: "fail" }),
    [`has ${position}`]: match(language, { [contracts.NONE]: "countMisses" }, `choose ${position}`),
    [`choose ${position}`]: setAttributes({ language }, { then: `speak ${position}`, error: "fail" }),
    [`speak ${position}`]: setVoice({ voice, engine }, { then: "setLanguage", error: "fail" }),
  });
}

/** Goes on in the language offered first; the reason comes last, because it says that all went well. */
const inFirstLanguage = <const Entry extends "wantsAgent" | "noInput">(
  entry: Entry,
  reason: "agent" | "no_input",
): Fragment<Entry, "fail" | "done"> =>
  fragment({
    [entry]: setVoice(option(1), { then: `${entry} language`, error: "fail" }),
    [`${entry} language`]: setLanguageCode(attributes.language, { then: `${entry} reason`, error: "fail" }),
    [`${entry} reason`]: setAttributes({ reason }, { then: "done", error: "fail" }),
  });

/**
 * Lets the caller choose a language, and speaks it from then on. Leaves the choice in the contact
 * attribute `language`; `reason` stays `choosing_language` until that is done, and says when the caller asked
 * for an agent, or three rounds passed without a key.
 */
export const languageModule = (): Flow =>
  defineModule({
    name: "languageModule",
    description: "Offers the languages of the dialed number, each in its own voice, and sets voice and language.",
    start: "findOptions",
    blocks: {
      findOptions: options.invoke({}, { then: "keepOptions", error: "fail" }),
      keepOptions: options.keep({ then: "hasChoice", error: "fail" }),
      hasChoice: match(options.kept.optionCount, { "1": "choose 1" }, "offer 1"),
      ...(Object.assign({}, ...POSITIONS.map(offer)) as Fragment<
        "offer 1" | "choose 1",
        "listen" | "countMisses" | "fail"
      >),
      listen: menu(undefined, 4, {
        keys: KEYS,
        silence: "countMisses",
        otherKey: "countMisses",
        error: "fail",
      }) as Block<never>,
      countMisses: countTo(2, { again: "offer 1", done: "noInput" }),
      countRepeats: countTo(9, { again: "offer 1", done: "noInput" }),
      ...inFirstLanguage("wantsAgent", "agent"),
      ...inFirstLanguage("noInput", "no_input"),
      setLanguage: setLanguageCode(attributes.language, { then: "chosen", error: "fail" }),
      chosen: setAttributes({ reason: contracts.NONE }, { then: "done", error: "fail" }),
      fail: setAttributes({ reason: "failure" }, { then: "done", error: "done" }),
      done: endModule(),
    },
  });

import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  makeTheme,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from "@inquirer/core";
import type { NumberRow } from "connect-ivr/handlers";
import { e164Of } from "../laptop";
import { describeNumber, e164In, notE164 } from "./numbers";

/** A line of the list below the box: what it says, and the number that it dials. */
interface Entry {
  readonly text: string;
  readonly e164: string;
}

const ROWS = 7;

/**
 * A box to type a number or words of one into, over the list of the stack's numbers that match. Enter dials the line
 * that is pointed at. That is decided from the text alone, key by key: a list that is asked for and comes later would
 * still be that of an earlier text when a whole number arrives at once.
 * @returns the number in E.164; it may be none of the stack
 */
export const dialBox = createPrompt<string, { readonly numbers: readonly NumberRow[] }>(({ numbers }, done) => {
  const [typed, setTyped] = useState("");
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const [refusal, setRefusal] = useState("");
  const [dialed, setDialed] = useState<Entry | undefined>(undefined);
  const theme = makeTheme();
  const prefix = usePrefix({ status: dialed === undefined ? "idle" : "done", theme });
  const list = matching(typed, numbers);
  // Who has neither typed nor chosen anything has not said whom to call.
  const at = pointed ?? (typed.trim() === "" ? undefined : 0);

  useKeypress((key, line) => {
    // What was pasted behind the end of the line.
    if (dialed !== undefined) return;
    if (isEnterKey(key)) {
      const entry = at === undefined ? undefined : list[at];
      if (entry !== undefined) {
        setDialed(entry);
        done(entry.e164);
        return;
      }
      setRefusal(
        typed.trim() === ""
          ? "Type a number, or choose one by the arrow keys."
          : `No number of the stack is like this, and ${notE164(typed, numbers)}`,
      );
      line.write(typed); // Enter has emptied it.
    } else if (isUpKey(key) || isDownKey(key)) {
      const next = at === undefined ? 0 : at + (isDownKey(key) ? 1 : -1);
      if (next in list) setPointed(next);
      // The key has put an earlier line in the place of this one.
      line.clearLine(0);
      line.write(typed);
    } else if (line.line !== typed) {
      setTyped(line.line);
      setPointed(undefined);
      setRefusal("");
    }
  });

  const page = usePagination({
    items: list,
    active: at ?? 0,
    renderItem: ({ item, index }) => (index === at ? theme.style.highlight(`> ${item.text}`) : `  ${item.text}`),
    pageSize: ROWS,
    loop: false,
  });
  const message = `${prefix} ${theme.style.message("Dial a number (type to search, Ctrl-C to leave)", dialed === undefined ? "idle" : "done")}`;
  if (dialed !== undefined) return `${message} ${theme.style.answer(dialed.text)}`;
  return [`${message} ${typed}`, [page, refusal && theme.style.error(refusal)].filter(Boolean).join("\n")];
});

/** The numbers that what was typed leads to: a complete one to itself before all, even if it is none of the stack. */
function matching(typed: string, numbers: readonly NumberRow[]): Entry[] {
  const whole = e164In(typed);
  const words = (whole ?? typed).toLowerCase().split(/\s+/);
  const found = numbers
    .map((number) => ({ text: describeNumber(number), e164: e164Of(number) }))
    .filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
  if (whole === undefined) return found;
  const own = found.find(({ e164 }) => e164 === whole) ?? { text: `${whole} (no number of the stack)`, e164: whole };
  return [own, ...found.filter(({ e164 }) => e164 !== whole)];
}

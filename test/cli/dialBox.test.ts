import { once } from "node:events";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { dialBox } from "../../local/cli/dialBox";
import { numberRow } from "../handlers/rows";

const [FIRST, SECOND, THIRD, STRANGE] = ["+12025550142", "+14165550143", "+493023125143", "+14165559999"] as const;
const numbers = [
  numberRow({ key: `number#${FIRST}`, country: "US", lineOfBusiness: "sales" }),
  numberRow({ key: `number#${SECOND}` }),
  numberRow({ key: `number#${THIRD}`, country: "DE", environment: "staging" }),
];
const [ENTER, DOWN, UP, BACK, BEGINNING, INTERRUPT] = ["\r", "\x1b[B", "\x1b[A", "\x7f", "\x01", "\x03"] as const;

/** Types into the box, each text in one piece and a turn of the event loop between them. */
async function dial(...texts: string[]): Promise<{ dialed: string; shown: string }> {
  const input = new PassThrough();
  const output = new PassThrough();
  const written: Buffer[] = [];
  output.on("data", (chunk: Buffer) => written.push(chunk));
  const ended = once(output, "end");
  const answer = dialBox({ numbers }, { input, output });
  // The refusal of a box that is left is looked at where it is awaited.
  answer.catch(() => undefined);
  for (const text of texts) {
    input.write(text);
    await turn();
  }
  input.write(INTERRUPT);
  const dialed = await answer.catch((error: Error) => error.name);
  await ended;
  return { dialed, shown: stripVTControlCharacters(Buffer.concat(written).toString()) };
}

const LEFT = "ExitPromptError";

describe("The dial box", () => {
  const cases: [what: string, texts: string[], dialed: string][] = [
    ["a number that is pasted with its Enter", [`${SECOND}${ENTER}`], SECOND],
    ["a number that is typed fast, two keys at a time", `${SECOND}${ENTER}`.match(/.{1,2}|\r/g) ?? [], SECOND],
    ["a number that is typed key by key", [...SECOND, ENTER], SECOND],
    ["a number that is pasted before Enter", [THIRD, ENTER], THIRD],
    ["the last of several texts that were typed", [FIRST, BACK.repeat(FIRST.length), `${SECOND}${ENTER}`], SECOND],
    [
      "a number whose last key was corrected in one piece with Enter",
      [`${SECOND.slice(0, -1)}9${BACK}3${ENTER}`],
      SECOND,
    ],
    ["a number whose beginning was put before it", [SECOND.slice(1), BEGINNING, "+", ENTER], SECOND],
    ["a number as people write it", [`+1 (416) 555-0143${ENTER}`], SECOND],
    [
      "a number as it is copied, with marks that nobody sees",
      [`\u202a+1\u00a0416\u2011555\u20110143\u202c${ENTER}`],
      SECOND,
    ],
    ["a number that the stack does not have, as it was typed", [`${STRANGE}${ENTER}`], STRANGE],
    ["a number that others begin with, as it was typed", [`${SECOND.slice(0, -1)}${ENTER}`], SECOND.slice(0, -1)],
    ["the number that words lead to", [`SUP staging${ENTER}`], THIRD],
    ["the number that its last digits lead to", [`0143${ENTER}`], SECOND],
    ["the first of two lines that are pasted", [`${SECOND}${ENTER}${THIRD}${ENTER}`], SECOND],
    ["what is pointed at", [`sup${DOWN}${ENTER}`], THIRD],
    ["what is pointed at in the end", ["sup", DOWN, UP, ENTER], SECOND],
    ["what is pointed at where nothing is typed", [`${DOWN}${ENTER}`], FIRST],
    ["the first of what is typed behind a choice", [`sup${DOWN}p${ENTER}`], SECOND],
  ];
  for (const [what, texts, expected] of cases)
    it(`dials ${what}, and says so`, async () => {
      const { dialed, shown } = await dial(...texts);
      expect(dialed).to.equal(expected);
      expect(shown.slice(shown.lastIndexOf("✔"))).to.include(expected);
    });

  const refused: [what: string, texts: string[], reason: string][] = [
    ["nothing", [ENTER], "Type a number, or choose one by the arrow keys."],
    ["spaces", [`  ${ENTER}`], "Type a number, or choose one by the arrow keys."],
    ["what was emptied", [`${SECOND}${BACK.repeat(SECOND.length)}${ENTER}`], "Type a number"],
    ["a number without its country", [`(0416) 555 9999${ENTER}`], "(0416) 555 9999 is not in E.164"],
    ["a number without its country, one of the stack", [`(0)416 555 0143${ENTER}`], `Did you mean ${SECOND}?`],
    ["words of no number", [`atlantis${ENTER}`], "No number of the stack is like this, and atlantis is not in E.164"],
  ];
  for (const [what, texts, reason] of refused)
    it(`dials nobody for ${what}, and says why`, async () => {
      const { dialed, shown } = await dial(...texts);
      expect(dialed).to.equal(LEFT);
      expect(shown).to.include(reason);
    });

  it("keeps what it refused, to be corrected", async () => {
    expect((await dial(`+1416${ENTER}`, `5550143${ENTER}`)).dialed).to.equal(SECOND);
  });

  it("is left by Ctrl-C", async () => expect((await dial()).dialed).to.equal(LEFT));
});

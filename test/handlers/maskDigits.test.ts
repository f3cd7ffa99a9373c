import { expect } from "chai";
import * as fc from "fast-check";
import { everyText, HIDDEN, maskDigits, maskKeys } from "../../handlers/shared/maskDigits";

const CARD = "4929117788334455";
const hidden = (length: number): string => HIDDEN.repeat(length);

describe("A long number in a text", () => {
  it("keeps no digit, however its digits are grouped", () => {
    expect(maskDigits(CARD)).to.equal(hidden(16));
    expect(maskDigits("4929 1177 8833 4455")).to.equal("•••• •••• •••• ••••");
    for (const between of [" ", ".", "-", "\u00a0", "\u2011", "\u2013"])
      for (const size of [1, 2, 4, 6]) {
        const written = (CARD.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(between);
        expect(maskDigits(`card ${written}.`), written).to.equal(`card ${written.replaceAll(/\d/g, HIDDEN)}.`);
      }
  });

  it("is one of twelve digits or more, whatever stands around it", () => {
    expect(maskDigits("492911778833")).to.equal(hidden(12));
    expect(maskDigits("4929117788334455123")).to.equal(hidden(19));
    expect(maskDigits(`${CARD}1228`), "with its expiry").to.equal(hidden(20));
    expect(maskDigits("49291177883")).to.equal("49291177883");
    for (const [before, after] of [
      ["", "#"],
      ["support>", ">1"],
      ["n", "n"],
      ['{"number":"', '"}'],
      ["+", ""],
      ["A-", ""],
    ] as const)
      expect(maskDigits(before + CARD + after)).to.equal(before + hidden(16) + after);
    expect(maskDigits(`${CARD} and ${CARD}`)).to.equal(`${hidden(16)} and ${hidden(16)}`);
  });

  it("stays where no caller keys it: telephone numbers, ARNs, ids, hashes, moments", () => {
    for (const text of [
      "+14165550143",
      "tel +447700900123, +4915112345678",
      "arn:aws:connect:us-east-1:123456789012:instance/11111111-2222-4333-8444-555555555555/queue/1",
      "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:ivr-dev-getPrompts",
      "00000000-0000-0000-0000-000000000000",
      `h:${"0123456789abcdef".repeat(4)}`,
      "2026-03-02T15:01:05.000Z",
      "1772463660000",
      "1,234.50 and 12-34",
    ])
      expect(maskDigits(text), text).to.equal(text);
  });

  it("is none of these because one of them stands beside it", () => {
    expect(maskDigits(`+14165550143, ${CARD}`)).to.equal(`+14165550143, ${hidden(16)}`);
    expect(maskDigits(`arn:aws:connect:us-east-1:123456789012:${CARD}`)).to.equal(
      `arn:aws:connect:us-east-1:123456789012:${hidden(16)}`,
    );
    expect(maskDigits("+378282246310005"), "a card of 15 digits").to.equal(`+${hidden(15)}`);
    expect(maskDigits("+36000000000008"), "a card of 14 digits").to.equal(`+${hidden(14)}`);
    expect(maskDigits("1".repeat(64)), "no hash").to.equal(hidden(64));
    expect(maskDigits("1772463660000 123"), "no moment").to.equal(`${hidden(13)} ${hidden(3)}`);
  });

  it("is found in any text, and a text without one is left alone", () => {
    const around = fc.stringMatching(/^[a-z :;,#*/"\n]*$/);
    const cards = fc.stringMatching(/^[2-6](?:[ .-]?[0-9]){11,18}$/);
    fc.assert(
      fc.property(around, cards, around, (before, card, after) => {
        expect(maskDigits(before + card + after)).to.equal(before + card.replaceAll(/\d/g, HIDDEN) + after);
      }),
    );
    fc.assert(
      fc.property(around, fc.stringMatching(/^[0-9]{0,11}$/), (before, number) => {
        expect(maskDigits(`${before}x${number}`)).to.equal(`${before}x${number}`);
      }),
    );
  });

  it("is masked in every text of a value, which keeps its form", () =>
    expect(everyText({ a: CARD, b: [1, null, { c: `n ${CARD}` }], d: true }, maskDigits)).to.deep.equal({
      a: hidden(16),
      b: [1, null, { c: `n ${hidden(16)}` }],
      d: true,
    }));
});

describe("Keys of a caller", () => {
  const single = [...CARD];

  it("stay where they are few, entry by entry", () => {
    for (const entries of [[], ["1"], ["1", "2", "4711#", "12*34#", "", "12,34"], ["12345678#", "4711#", "1"]])
      expect(maskKeys(entries)).to.deep.equal(entries);
  });

  it("are hidden where they are a long number, in one entry or in many", () => {
    expect(maskKeys([`${CARD}#`])).to.deep.equal([`${hidden(16)}#`]);
    expect(maskKeys(["4929,1177,8833,4455"])).to.deep.equal(["••••,••••,••••,••••"]);
    expect(maskKeys(single)).to.deep.equal(single.map(() => HIDDEN));
    expect(maskKeys(["1", "2", "", CARD.slice(0, 8), `${CARD.slice(8)}#`, "3"])).to.deep.equal([
      HIDDEN,
      HIDDEN,
      "",
      hidden(8),
      `${hidden(8)}#`,
      "3",
    ]);
  });
});

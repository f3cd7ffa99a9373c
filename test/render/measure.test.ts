import { expect } from "chai";
import { linesOf, widthOf } from "../../local/render/measure";
import { worthALine } from "../../local/render/section";

const FONT = { size: 12 };

describe("Text in lines", () => {
  const reference = "$.FlowAttributes.getNumberAttributes_defaultLanguage";

  it("keeps within the width, whatever the words", () => {
    for (const text of [
      "short",
      "some words that go on and on",
      reference,
      "x".repeat(200),
      "いつもお電話をいただき、誠にありがとうございます。".repeat(3),
      `see ${reference} there`,
    ])
      for (const width of [40, 120, 240])
        for (const line of linesOf(text, width, FONT, 99))
          expect(widthOf(line, FONT), `${line} in ${width}`).to.be.at.most(width);
  });
  it("loses nothing", () => {
    for (const text of ["some words that go on and on", reference, "x".repeat(200)])
      expect(linesOf(text, 120, FONT, 99).join("").replaceAll(" ", ""), text).to.equal(text.replaceAll(" ", ""));
  });
  it("marks what it cuts off, and only then", () => {
    const whole = linesOf("some words that go on and on", 60, FONT, 99);
    expect(linesOf("some words that go on and on", 60, FONT, whole.length)).to.deep.equal(whole);
    const cut = linesOf("some words that go on and on", 60, FONT, whole.length - 1);
    expect(cut).to.have.lengthOf(whole.length - 1);
    expect(cut.at(-1)).to.match(/…$/);
    expect(widthOf(cut.at(-1) as string, FONT)).to.be.at.most(60);
  });
  it("breaks a long name where a new word of it begins", () =>
    expect(linesOf(reference, 150, FONT, 9)).to.deep.equal([
      "$.FlowAttributes.get",
      "NumberAttributes_",
      "defaultLanguage",
    ]));
});

describe("The arrows that are worth a line", () => {
  const arrow = (from: string, to: string) => ({ from, to });

  it("are the short ones", () => {
    const arrows = [arrow("a", "b"), arrow("b", "c"), arrow("a", "c"), arrow("c", "a")];
    expect(worthALine("a", arrows, [1, 3, 4, 9])).to.deep.equal([arrow("a", "b"), arrow("b", "c")]);
  });
  it("and the shortest of the long ones to a block that no short one leads to", () => {
    const arrows = [arrow("a", "b"), arrow("a", "c"), arrow("b", "c"), arrow("c", "d"), arrow("d", "c")];
    expect(worthALine("a", arrows, [1, 9, 5, 1, 1])).to.deep.equal([
      arrow("a", "b"),
      arrow("b", "c"),
      arrow("c", "d"),
      arrow("d", "c"),
    ]);
  });
});

import { expect } from "chai";
import { suggest } from "../../contentModel/checks/suggest";

const LETTERS = "abcdefghijklmnop".split("").map((letter) => letter.repeat(9));

describe("suggest", () => {
  it("names the closest of the known names", () => {
    expect(suggest("suport", ["sales", "support", "supportJapan"])).to.equal("Did you mean support?");
  });

  it("counts a left-out, an added and another letter", () => {
    for (const slip of ["welcme", "wellcome", "welkome"])
      expect(suggest(slip, ["goodbye", "welcome"]), slip).to.equal("Did you mean welcome?");
  });

  it("takes short names for close up to two slips, and longer ones up to a third", () => {
    expect(suggest("abcd", ["abXX"])).to.equal("Did you mean abXX?");
    expect(suggest("abcd", ["aXXX"])).to.equal("Known: aXXX.");
    expect(suggest("abcdefghi", ["abcdefXXX"])).to.equal("Did you mean abcdefXXX?");
    expect(suggest("abcdefghi", ["abcdeXXXX"])).to.equal("Known: abcdeXXXX.");
  });

  it("lists what is known where nothing is close", () => {
    expect(suggest("zzzzzz", new Set(["dev", "staging"]))).to.equal("Known: dev, staging.");
  });

  it("lists twelve names at most and says that there are more", () => {
    expect(suggest("z", LETTERS.slice(0, 12))).to.equal(`Known: ${LETTERS.slice(0, 12).join(", ")}.`);
    expect(suggest("z", LETTERS)).to.equal(`Known: ${LETTERS.slice(0, 12).join(", ")}, ….`);
  });

  it("says that nothing is known yet", () => {
    expect(suggest("welcome", [])).to.equal("There are none yet.");
  });
});

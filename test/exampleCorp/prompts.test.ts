import { expect } from "chai";
import { readContent } from "../../contentModel";
import { ivr } from "../prompts/run";
import { CONTENT, languages } from "./content";

/** For each prompt of each set, the placeholders in its text, sorted. */
const placesIn = (sets: Readonly<Record<string, Readonly<Record<string, string>>>>) =>
  Object.fromEntries(
    Object.entries(sets).flatMap(([set, texts]) =>
      Object.entries(texts).map(([name, text]) => [
        `${set}.${name}`,
        [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort(),
      ]),
    ),
  );

describe("the prompts of Example Corp", () => {
  it("have nothing to mend in any language of any stack", async () => {
    for (const stack of ["dev", "staging", "prod"]) {
      const { code, out, err } = await ivr(["prompts", "--stack", stack]);
      expect([code, err], stack).to.deep.equal([0, ""]);
      expect(out, stack).to.match(
        new RegExp(`^${languages.length} languages, \\d+ prompts, no gaps, no problems\\.$`, "m"),
      );
    }
  });

  it("have the same places to fill in every language as in US English", () => {
    const byLanguage = readContent(CONTENT, "dev").prompts.map(
      ({ data }) => [data.language, placesIn(data.prompts)] as const,
    );
    const [, english] = byLanguage.find(([language]) => language === "en-US") ?? expect.fail("no en-US");
    for (const [language, places] of byLanguage) expect(english, language).to.deep.include(places);
  });
});

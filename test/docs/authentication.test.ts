import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DEFAULT_VERIFICATION_POLICY } from "../../handlers/shared/verificationPolicy";
import { ROOT } from "../support";

const read = (...path: readonly string[]): string => readFileSync(join(ROOT, ...path), "utf8");

describe("docs/authentication.md", () => {
  const text = read("docs", "authentication.md");

  it("has every limit with its default, and so have the comments of its types", () => {
    const told = [...text.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, name, value]) => [name, Number(value)]);
    expect(Object.fromEntries(told)).to.deep.equal({ ...DEFAULT_VERIFICATION_POLICY });
    for (const file of [
      ["components", "selfServiceFunctions", "args.ts"],
      ["handlers", "shared", "verificationPolicy.ts"],
    ])
      for (const [name, value] of Object.entries(DEFAULT_VERIFICATION_POLICY))
        expect(read(...file), `${name} in ${file.join("/")}`).to.match(
          new RegExp(`Default: ${value}\\.\\s+\\*/\\s+(readonly )?${name}\\??: number;`),
        );
  });

  it("adds the limits up as they are", () => {
    const { failuresPerAccount, failuresFromOwnNumber } = DEFAULT_VERIFICATION_POLICY;
    expect(text).to.include(`more than ${failuresPerAccount + failuresFromOwnNumber} guesses`);
    expect(text).to.include(`and strangers ${failuresPerAccount}.`);
  });

  it("names every field that Pulumi.yaml names", () => {
    for (const name of Object.keys(DEFAULT_VERIFICATION_POLICY)) expect(read("Pulumi.yaml")).to.include(name);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { before } from "mocha";
import { certificateProblems, certificateWarnings, expiryOf } from "../../components/securityKeys/certificates";
import { certificateOf, newPrivateKey } from "../../local/keys/keyPair";

const NOW = new Date("2026-11-23T12:00:00Z");
/** Certificates that no command of ours makes; their private keys were thrown away. */
const foreign = (name: string): string => readFileSync(join(__dirname, "certificates", `${name}.pem`), "utf8");

describe("The certificates of security keys", () => {
  let key: string, year: string, otherYear: string, month: string, past: string;
  before(async () => {
    key = await newPrivateKey(2048);
    [year, otherYear, month, past] = await Promise.all([
      certificateOf(key, "year", 365, NOW),
      certificateOf(await newPrivateKey(2048), "other", 365, NOW),
      certificateOf(key, "month", 29, NOW),
      certificateOf(key, "past", 1, new Date("2026-11-20T12:00:00Z")),
    ]);
  });
  const problems = (certificates: Record<string, string>) =>
    certificateProblems(
      Object.entries(certificates).map(([name, certificate]) => ({ name, certificate })),
      NOW,
    );

  it("are good: one, two, or none yet", () => {
    expect([...problems({}), ...problems({ year }), ...problems({ year, other: otherYear })]).to.deep.equal([]);
  });

  const refused: [what: string, given: () => Record<string, string>, message: string][] = [
    ["three keys", () => ({ a: year, b: otherYear, c: month }), "3 keys are more than the 2 that an instance keeps."],
    ["a name that no file can have", () => ({ "../a": year }), 'A key is named "../a".'],
    ["one key under two names", () => ({ a: year, b: month }), "The keys a and b are one."],
    ["what is no certificate", () => ({ a: key }), "The certificate of the key a is no X.509 certificate in PEM."],
    [
      "a key of another kind",
      () => ({ a: foreign("elliptic") }),
      "The key a is ec, but the service encrypts with RSA alone.",
    ],
    ["a weak key", () => ({ a: foreign("weak") }), "The key a has 1024 bits, fewer than 2048."],
    [
      "a key that is too long",
      () => ({ a: foreign("tooLong") }),
      "The public key of a has 1145 characters in PEM; the service takes 1024.",
    ],
    ["a certificate that has expired", () => ({ a: past }), "The certificate of the key a expired on 2026-11-21."],
  ];
  for (const [what, given, message] of refused)
    it(`are refused: ${what}`, () => expect(problems(given()).join(" ")).to.include(message));

  it("are refused with two keys of one name", () =>
    expect(
      certificateProblems(
        [
          { name: "a", certificate: year },
          { name: "a", certificate: otherYear },
        ],
        NOW,
      ),
    ).to.deep.equal(["Two keys are named a. Give one another name."]));

  it("name every problem at once, each once", () =>
    expect(problems({ A: past, b: foreign("weak"), c: "-" })).to.have.length(5));

  it("are warned of a month before they expire, and not before or after", () => {
    const warnings = (certificate: string) => certificateWarnings([{ name: "a", certificate }], NOW);
    expect(warnings(month)).to.deep.equal([
      "The certificate of the key a expires in 29 days. Let a new key take its place (docs/keys.md).",
    ]);
    expect([...warnings(year), ...warnings(past), ...warnings("-")]).to.deep.equal([]);
    expect(expiryOf(month, NOW)).to.deep.equal({ expires: "2026-12-22", daysLeft: 29 });
  });
});

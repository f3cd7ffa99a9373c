import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import {
  certificateProblems,
  certificateWarnings,
  expiryOf,
  fingerprintOf,
} from "../../components/securityKeys/certificates";
import { SecurityKeys } from "../../components/securityKeys/securityKeys";
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

  it("are refused with a name that is the fingerprint of one of them", async () => {
    // A name begins with a letter, as six fingerprints of sixteen do.
    let certificate = year;
    while (!/^[a-f]/.test(fingerprintOf(certificate)))
      certificate = await certificateOf(await newPrivateKey(2048), "drawn", 365, NOW);
    const name = fingerprintOf(certificate);
    expect(problems({ a: certificate, [name]: otherYear })).to.deep.equal([
      `A key is named ${name}, which is the fingerprint of a key. Give it another name.`,
    ]);
  }).timeout(60_000);

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

describe("The security keys of an instance", () => {
  const now = new Date();
  let first: string, firstAgain: string, second: string;
  before(async () => {
    const key = await newPrivateKey(2048);
    [first, firstAgain, second] = await Promise.all([
      certificateOf(key, "first", 365, now),
      certificateOf(key, "again", 300, now),
      certificateOf(await newPrivateKey(2048), "second", 365, now),
    ]);
  });

  interface Deployed {
    /** Inputs by the names of resources. */
    readonly inputs: Record<string, Record<string, unknown>>;
    readonly aliases: Record<string, unknown>;
    readonly keyIds: unknown;
  }

  async function deployed(keys: Record<string, string>, protectData?: boolean): Promise<Deployed> {
    const inputs: Record<string, Record<string, unknown>> = {};
    const aliases: Record<string, unknown> = {};
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs: given }) => {
        inputs[name] = given as Record<string, unknown>;
        return { id: name, state: { ...inputs[name], associationId: `id of ${name}`, arn: `arn of ${name}` } };
      },
      call: () => ({}),
    });
    const made = new SecurityKeys(
      "keys",
      {
        instanceArn: "arn:aws:connect:eu-west-2:123456789012:instance/11111111-2222-3333-4444-555555555555",
        namePrefix: "acme-dev",
        keys: Object.entries(keys).map(([name, certificate]) => ({ name, certificate })),
        ...(protectData !== undefined && { protectData }),
      },
      {
        transformations: [
          ({ type, name, opts }) => {
            if (type.endsWith(":SecurityKey")) aliases[name] = opts.aliases;
            return undefined;
          },
        ],
      },
    );
    const known = { keyIds: made.keyIds, secret: made.secretArn, kmsKey: made.kmsKeyArn };
    const { keyIds } = await new Promise<{ keyIds: unknown }>((resolve) => pulumi.output(known).apply(resolve));
    return { inputs, aliases, keyIds };
  }
  const resource = (certificate: string): string => `keys-${fingerprintOf(certificate)}`;

  it("stay when they are renamed, certified anew or change places: the public half alone tells them", async () => {
    const before = await deployed({ spring: first, autumn: second });
    expect(before.keyIds).to.deep.equal({ spring: `id of ${resource(first)}`, autumn: `id of ${resource(second)}` });
    expect(Object.keys(before.inputs)).to.have.members([
      "keys",
      "keys-kms",
      "keys-secret",
      resource(first),
      resource(second),
    ]);
    expect((await deployed({ autumn: second, spring: first })).inputs).to.deep.equal(before.inputs);
    const renamed = await deployed({ summer: firstAgain, winter: second });
    expect(renamed.inputs).to.deep.equal(before.inputs);
    expect(renamed.keyIds).to.deep.equal({ summer: `id of ${resource(first)}`, winter: `id of ${resource(second)}` });
  });

  it("are taken over from a stack that called them by their names", async () => {
    expect((await deployed({ spring: first, autumn: second })).aliases).to.deep.equal({
      [resource(first)]: [{ name: "keys-spring" }],
      [resource(second)]: [{ name: "keys-autumn" }],
    });
  });

  it("leave no secret behind that a stack deployed anew would fail on, unless it is protected", async () => {
    const days = async (protectData?: boolean) => {
      const { inputs } = await deployed({}, protectData);
      return [inputs["keys-secret"]?.["recoveryWindowInDays"], inputs["keys-kms"]?.["deletionWindowInDays"]];
    };
    expect(await days()).to.deep.equal([0, 7]);
    expect(await days(false)).to.deep.equal([0, 7]);
    expect(await days(true)).to.deep.equal([30, 30]);
  });
});

import { expect } from "chai";
import * as v from "valibot";
import * as api from "../../handlers/selfService/companyApi";

const ACCOUNT = { accountId: "A-1", state: "current" };
const MONEY = { amount: 1250, currency: "CAD" };
const PRODUCT = { productId: "headphones", name: "Headphones", ...MONEY };
const APPROVED = { status: "approved", paymentId: "P-1", scheme: "visa", lastFour: "4242" };

/** What is understood of an answer; undefined when it is not understood at all. */
const understood = <Answer>(shape: v.GenericSchema<unknown, Answer>, answer: unknown): Answer | undefined => {
  const result = v.safeParse(shape, answer);
  return result.success ? result.output : undefined;
};
const nameOf = (name: unknown): unknown =>
  understood(api.identification, { account: { ...ACCOUNT, name } })?.account?.name ?? "none";

describe("What is read of an answer of the company's systems", () => {
  it("is an account without a name where nothing can be said of the name, or it is none", () => {
    const unspeakable = ["", " ", "\b", "\u200E\u202E", "\uD800", "...", "👍", "x".repeat(61), 7, true, null, [], {}];
    for (const name of [undefined, ...unspeakable]) expect(nameOf(name), JSON.stringify(name)).to.equal("none");
    expect(understood(api.identification, { account: ACCOUNT })?.account).to.include(ACCOUNT);
  });

  it("is the name without what no voice can speak", () => {
    for (const [name, spoken] of [
      ["Ann\ba", "Anna"],
      ["\u202EAnna\u202C\u007F", "Anna"],
      ["Anna\uD800", "Anna"],
      ["An\tna", "An na"],
      ["R&D", "R&D"],
      [`${"x".repeat(60)}\u200E`, "x".repeat(60)],
    ])
      expect(nameOf(name)).to.equal(spoken);
  });

  it("is nothing where a system writes null for it, and not where it is something else", () => {
    for (const [shape, field] of [
      [api.identification, "account"],
      [api.verification, "account"],
      [api.latestOrder, "order"],
      [api.offer, "offer"],
    ] as const) {
      for (const answer of [{}, { [field]: null }])
        expect(
          Object.values(understood(shape as v.GenericSchema<unknown, object>, answer) ?? { not: "understood" })[0],
          field,
        ).to.equal(undefined);
      for (const wrong of [7, "", [], { amount: "7" }, { ...ACCOUNT, accountId: "../A-1" }])
        expect(understood(shape as v.GenericSchema, { [field]: wrong }), field).to.equal(undefined);
    }
  });

  it("is every product that can be sold, whatever stands beside it", () => {
    const wrong = [{ ...PRODUCT, name: "\b" }, { ...PRODUCT, amount: 0 }, { ...PRODUCT, productId: "a b" }, null, 7];
    expect(understood(api.products, { products: [...wrong, PRODUCT] })).to.deep.equal({ products: [PRODUCT] });
    expect(understood(api.products, { products: {} })).to.equal(undefined);
  });

  it("is an approved payment whatever its scheme is called, and none without its id", () => {
    expect(understood(api.payment, { ...APPROVED, scheme: "Carte Bancaire" })).to.include({ paymentId: "P-1" });
    expect(understood(api.payment, { ...APPROVED, paymentId: undefined })).to.equal(undefined);
  });
});

describe("A debt", () => {
  const debtOf = async (order: object) => {
    const client = {
      get: (_api: unknown, _path: unknown, shape: v.GenericSchema) =>
        Promise.resolve(v.parse(shape, { accountId: "A-1", ...order })),
    };
    return (await api.owedOf(client as unknown as Parameters<typeof api.owedOf>[0], "O-1")).due;
  };

  it("is known by its revision in whatever form a system names it: another name is another debt", async () => {
    const revisions = ["r-1", "r-2", "r".repeat(65), "r".repeat(66), "Rechnung 7/2026", "Rechnung 8/2026", "", 7, 8];
    const known = await Promise.all(
      revisions.map(async (revision) => (await debtOf({ due: MONEY, revision }))?.revision),
    );
    expect(new Set(known)).to.have.length(revisions.length);
    for (const revision of known) expect(revision).to.match(/^[A-Za-z0-9._:-]{1,64}$/);
    expect(known[0]).to.equal("r-1");
  });

  it("has no revision where a system gives none", async () => {
    for (const revision of [undefined, null, {}, true])
      expect(await debtOf({ due: MONEY, revision })).to.deep.equal(MONEY);
  });

  it("is never taken for paid because it is not understood", async () => {
    expect(await debtOf({ due: null })).to.equal(undefined);
    for (const due of [7, "none", { ...MONEY, amount: "1250" }, { amount: 1250 }, []])
      expect(await debtOf({ due }).catch((error: Error) => error.name), JSON.stringify(due)).to.equal("ValiError");
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  ABSENT,
  between,
  isOurs,
  ledgerKey,
  pageCount,
  pageHash,
  pageOf,
  pageOfText,
  pageText,
} from "../../handlers/rowWriter/ledger";
import { keyOf, keyOfRow, keyText } from "../../handlers/rowWriter/rowContent";
import { rowHash, rowText, textHash } from "../../handlers/rowWriter/rowText";
import { shown } from "../../handlers/rowWriter/rowWork";

const key = fc.string({ minLength: 1, unit: "binary" }).filter((text) => !text.includes("\n"));
const entries = fc.array(fc.tuple(fc.oneof(key, fc.constant("__proto__")), fc.constantFrom("a", "b|c", "|d")));
const exponent = fc.integer({ min: 0, max: 12 });

describe("The text of a row", () => {
  it("is the same for the same row in another order, all the way down", () => {
    const one = { key: "a", b: { c: "1", d: { e: "2", f: ["x", { g: "3", h: "4" }] } } };
    const other = { b: { d: { f: ["x", { h: "4", g: "3" }], e: "2" }, c: "1" }, key: "a" };
    expect(rowText(one)).to.equal(rowText(other));
    expect(rowHash(one)).to.equal(rowHash(other));
  });

  it("is the text of what is read from it", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.string(), fc.constant("__proto__")), fc.jsonValue()), (row) => {
        expect(rowText(JSON.parse(rowText(row)) as typeof row)).to.equal(rowText(row));
      }),
    );
  });

  for (const [name, one, other] of [
    ["texts", { a: "1" }, { a: "2" }],
    ["a text and a number", { a: "1" }, { a: 1 }],
    ["a text and a truth", { a: "true" }, { a: true }],
    ["lists in another order", { a: ["1", "2"] }, { a: ["2", "1"] }],
    ["a list and a map", { a: ["1"] }, { a: { 0: "1" } }],
    ["names", { a: "1" }, { b: "1" }],
    ["an attribute more", { a: "1" }, { a: "1", b: null }],
    ["a binary and a text", { a: new Uint8Array([49]) }, { a: "1" }],
  ] as const)
    it(`tells apart ${name}`, () => expect(rowHash(one)).not.to.equal(rowHash(other)));
});

describe("The key of a row", () => {
  it("is read from its text, whatever signs it has", () => {
    fc.assert(
      fc.property(key, key, (language, promptSet) => {
        const keys = ["language", "promptSet"];
        const row = { promptSet, language, other: "x" };
        expect(keyOf(keys, keyText(keys, row))).to.deep.equal({ language, promptSet });
        expect(keyOfRow(keys, row)).to.deep.equal({ language, promptSet });
      }),
    );
  });

  it("is shown, but for the number of a caller", () => {
    expect(shown('number#+1"')).to.equal('"number#+1\\""');
    expect(shown("en-US\nmain@")).to.equal('"en-US" "main@"');
    expect(shown("caller#+4930123456")).to.equal("caller#…");
  });
});

describe("The ledger", () => {
  it("has as many pages as it takes, twice as many at a time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 1, max: 2000 }), (rows, length) => {
        const keys = Array.from({ length: rows }, () => "k".repeat(length));
        const pages = pageCount(keys);
        expect(Number.isInteger(Math.log2(pages))).to.equal(true);
        expect(pageCount([...keys, "one more"])).to.be.within(pages, 2 * pages);
        expect(pageCount(keys.slice(1))).to.be.at.most(pages);
        // Mean of a page, in bytes.
        expect((rows * (length + 40)) / pages).to.be.below(33 * 1024);
      }),
      { numRuns: 30 },
    );
    expect(pageCount([])).to.equal(1);
  });

  it("leaves each row on its page or moves it to the new one when pages double", () => {
    fc.assert(
      fc.property(key, exponent, (text, power) => {
        const page = pageOf(text, 2 ** power);
        expect(page).to.be.within(0, 2 ** power - 1);
        expect(pageOf(text, 2 ** (power + 1))).to.be.oneOf([page, page + 2 ** power]);
      }),
    );
  });

  it("spreads rows evenly", () => {
    const sizes = new Array<number>(16).fill(0);
    for (let number = 0; number < 16_000; number++) sizes[pageOf(`number#+49${number}`, 16)]!++;
    for (const size of sizes) expect(size).to.be.within(850, 1150);
  });

  it("keeps a page as one text, with any key", () => {
    fc.assert(
      fc.property(entries, (some) => {
        const page = new Map(some);
        expect([...pageOfText(pageText(page))]).to.deep.equal([...page]);
      }),
    );
  });

  it("has the same hash for the same page in any order, and another for any other", () => {
    fc.assert(
      fc.property(entries, (some) => {
        const page = new Map(some);
        expect(pageHash(new Map([...page].reverse()))).to.equal(pageHash(page));
        expect(pageHash(new Map([...page, ["one more", "a"]]))).not.to.equal(pageHash(page));
      }),
    );
    expect(pageHash(new Map([["a", "1"]]))).not.to.equal(pageHash(new Map([["a", "2"]])));
  });

  it("knows each text that a row may have while it changes, and no other", () => {
    const [one, two, three] = ["one", "two", "three"].map(textHash) as [string, string, string];
    expect(isOurs(undefined, one)).to.equal(false);
    expect(isOurs(one, one)).to.equal(true);
    expect(isOurs(one, two)).to.equal(false);
    const changing = between(one, two);
    expect([one, two, three].map((hash) => isOurs(changing, hash))).to.deep.equal([true, true, false]);
    expect(between(changing, one)).to.equal(changing);
    expect([one, two, three].map((hash) => isOurs(between(changing, three), hash))).to.deep.equal([true, true, true]);
  });

  it("does not say of a row that comes or goes that it stands", () => {
    const hash = textHash("one");
    expect(between(undefined, hash)).not.to.equal(hash);
    expect(isOurs(between(undefined, hash), hash)).to.equal(true);
    expect(between(hash, ABSENT)).not.to.equal(hash);
    expect(isOurs(between(hash, ABSENT), hash)).to.equal(true);
  });

  it("has items of its own for each stack", () => {
    expect(ledgerKey(["key"], "project/dev", "head")).to.deep.equal({ key: "rows#project/dev#head" });
    expect(ledgerKey(["language", "promptSet"], "project/dev", "head")).to.deep.equal({
      language: "rows#project/dev",
      promptSet: "head",
    });
  });
});

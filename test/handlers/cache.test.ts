import { expect } from "chai";
import { cached } from "../../handlers/shared/cache";
import { errorOf } from "./rows";

const LIFETIME_MS = 1000;

/** A source whose answers the test decides on, a clock that it turns, and a cache before the source. */
function remembered(...answers: (string | undefined | Error)[]) {
  const clock = { ms: 50_000 };
  const asked: string[] = [];
  const read = cached(
    async (key: string): Promise<string | undefined> => {
      asked.push(key);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return Promise.resolve(answer);
    },
    LIFETIME_MS,
    () => clock.ms,
  );
  return { read, asked, clock };
}

describe("a remembered answer", () => {
  it("is asked for once within its lifetime", async () => {
    const { read, asked, clock } = remembered("a", "b");
    expect(await read("key")).to.equal("a");
    clock.ms += LIFETIME_MS - 1;
    expect(await read("key")).to.equal("a");
    expect(asked).to.deep.equal(["key"]);
  });

  it("is asked for again when its lifetime is over, and lives anew", async () => {
    const { read, asked, clock } = remembered("a", "b");
    await read("key");
    clock.ms += LIFETIME_MS;
    expect(await read("key")).to.equal("b");
    clock.ms += LIFETIME_MS - 1;
    expect(await read("key")).to.equal("b");
    expect(asked).to.have.length(2);
  });

  it("is asked for again where the clock went back by as long as it lives", async () => {
    const { read, clock } = remembered("a", "b");
    await read("key");
    clock.ms -= LIFETIME_MS - 1;
    expect(await read("key")).to.equal("a");
    clock.ms -= 1;
    expect(await read("key")).to.equal("b");
  });

  it("is kept for its own key", async () => {
    const { read, asked } = remembered("a", "b");
    expect([await read("one"), await read("two"), await read("one")]).to.deep.equal(["a", "b", "a"]);
    expect(asked).to.deep.equal(["one", "two"]);
  });

  it("tells keys of several parts apart", async () => {
    const read = cached(
      (parts: readonly (string | undefined)[]) => Promise.resolve(parts.join("+")),
      LIFETIME_MS,
      () => 0,
    );
    expect(await read(["a", "b"])).to.equal("a+b");
    expect(await read(["a,b"])).to.equal("a,b");
    expect(await read(["a", undefined])).to.equal("a+");
  });

  it("is better than none when the source fails", async () => {
    const { read, clock, asked } = remembered("a", new Error("down"), new Error("down"), "b");
    await read("key");
    clock.ms += LIFETIME_MS * 100;
    expect([await read("key"), await read("key"), await read("key")]).to.deep.equal(["a", "a", "b"]);
    expect(asked).to.have.length(4);
  });

  it("does not hide a failure when there is none", async () => {
    const { read } = remembered(new Error("down"), "a");
    expect((await errorOf(read("key"))).message).to.equal("down");
    expect(await read("key")).to.equal("a");
  });

  it("is not kept for what is not there", async () => {
    const { read, asked } = remembered(undefined, "a");
    expect([await read("key"), await read("key")]).to.deep.equal([undefined, "a"]);
    expect(asked).to.have.length(2);
  });

  it("is forgotten when the row is gone", async () => {
    const { read, clock } = remembered("a", undefined, new Error("down"));
    await read("key");
    clock.ms += LIFETIME_MS;
    expect(await read("key")).to.equal(undefined);
    expect((await errorOf(read("key"))).message).to.equal("down");
  });
});

import { expect } from "chai";
import { cached, type Lifetime } from "../../handlers/shared/cache";
import { errorOf } from "./rows";

const LIFETIME_MS = 60_000;
const USABLE_MS = 60 * LIFETIME_MS;
const SECOND_MS = 1000;

const lifetime = (stale: () => void = () => undefined): Lifetime => ({
  freshMs: LIFETIME_MS,
  usableMs: USABLE_MS,
  stale,
});

/** A source whose answers the test decides on, a clock that it turns, and a cache before the source. */
function remembered(...answers: (string | undefined | Error)[]) {
  const clock = { ms: 50_000 };
  const asked: string[] = [];
  const newestAsked: boolean[] = [];
  const told = { stale: 0 };
  const read = cached(
    async (key: string, newest): Promise<string | undefined> => {
      asked.push(key);
      newestAsked.push(newest);
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return Promise.resolve(answer);
    },
    lifetime(() => told.stale++),
    () => clock.ms,
  );
  return { read, asked, newestAsked, clock, told };
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
      lifetime(),
      () => 0,
    );
    expect(await read(["a", "b"])).to.equal("a+b");
    expect(await read(["a,b"])).to.equal("a,b");
    expect(await read(["a", undefined])).to.equal("a+");
  });

  it("is better than none when the source fails", async () => {
    const { read, clock, asked } = remembered("a", new Error("down"), new Error("down"), "b");
    await read("key");
    clock.ms += USABLE_MS - 1;
    expect([await read("key"), await read("key"), await read("key")]).to.deep.equal(["a", "a", "b"]);
    expect(asked).to.have.length(4);
  });

  it("is not given for ever while the source fails, and is given again when the source is back", async () => {
    const { read, clock } = remembered("a", new Error("down"), "b");
    await read("key");
    clock.ms += USABLE_MS;
    expect((await errorOf(read("key"))).message).to.equal("down");
    expect(await read("key")).to.equal("b");
  });

  it("is as old as its reading, however often the source was asked in vain", async () => {
    const { read, clock } = remembered("a", new Error("down"), new Error("down"));
    await read("key");
    clock.ms += USABLE_MS - 1;
    expect(await read("key")).to.equal("a");
    clock.ms += 1;
    expect((await errorOf(read("key"))).message).to.equal("down");
  });

  it("is told of when it is outdated, each time that it is given", async () => {
    const { read, clock, told } = remembered("a", new Error("down"), new Error("down"), "b", new Error("down"));
    await read("key");
    clock.ms += LIFETIME_MS;
    await read("key");
    await read("key");
    expect(told.stale).to.equal(2);
    await read("key");
    clock.ms += SECOND_MS;
    // It is within its lifetime: that it does not suffice, and the source fails, makes it no older.
    expect(await read("key", () => false)).to.equal("b");
    expect(told.stale).to.equal(2);
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

describe("a remembered answer that does not suffice", () => {
  /** What suffices: anything but the first answer. */
  const newer = (value: string): boolean => value !== "a";

  it("is asked for again, and only the latest will do", async () => {
    const { read, newestAsked, clock } = remembered("a", "b");
    await read("key");
    clock.ms += SECOND_MS;
    expect([await read("key"), await read("key", newer), await read("key")]).to.deep.equal(["a", "b", "b"]);
    expect(newestAsked).to.deep.equal([false, true]);
  });

  it("lives anew when it was", async () => {
    const { read, asked, clock } = remembered("a", "b");
    await read("key");
    clock.ms += LIFETIME_MS - 1;
    await read("key", newer);
    clock.ms += LIFETIME_MS - 1;
    expect(await read("key")).to.equal("b");
    expect(asked).to.have.length(2);
  });

  it("is asked for once a second at most, for its own key", async () => {
    const { read, asked, clock } = remembered("a", "a", "a", "b");
    await read("key");
    clock.ms += SECOND_MS;
    for (const later of [0, SECOND_MS - 1]) {
      clock.ms += later;
      for (let time = 0; time < 3; time++) expect(await read("key", newer)).to.equal("a");
    }
    expect(asked).to.have.length(2);
    await read("other");
    clock.ms += SECOND_MS;
    expect(await read("other", newer)).to.equal("b");
    expect(asked).to.deep.equal(["key", "key", "other", "other"]);
  });

  it("counts as asked for again while it is not a second old", async () => {
    const { read, asked, clock } = remembered("a", "b");
    expect(await read("key", newer)).to.equal("a");
    clock.ms += SECOND_MS - 1;
    expect(await read("key", newer)).to.equal("a");
    expect(asked).to.have.length(1);
    clock.ms += 1;
    expect(await read("key", newer)).to.equal("b");
  });

  it("counts where the source fails, which is left alone for a second", async () => {
    const { read, asked, clock } = remembered("a", new Error("down"), "b");
    await read("key");
    clock.ms += SECOND_MS;
    for (const later of [0, SECOND_MS - 1]) {
      clock.ms += later;
      expect(await read("key", newer)).to.equal("a");
    }
    expect(asked).to.have.length(2);
    clock.ms += 1;
    expect(await read("key", newer)).to.equal("b");
  });

  it("is not asked for a second time where it was outdated", async () => {
    const { read, asked, clock } = remembered("a", new Error("down"), new Error("down"), "a", "b");
    await read("key");
    clock.ms += LIFETIME_MS;
    for (const askedFor of [2, 3, 4]) {
      expect(await read("key", newer)).to.equal("a");
      expect(asked).to.have.length(askedFor);
    }
  });

  it("is forgotten where the row is gone", async () => {
    const { read, clock } = remembered("a", undefined, "b");
    await read("key");
    clock.ms += SECOND_MS;
    expect([await read("key", newer), await read("key")]).to.deep.equal([undefined, "b"]);
  });
});

describe("readers of one key", () => {
  /** A source that answers each request when the test wants it to. */
  function held() {
    const clock = { ms: 50_000 };
    const requests: { answer: (value: string) => void; fail: () => void }[] = [];
    const read = cached(
      () =>
        new Promise<string>((resolve, reject) => {
          requests.push({ answer: resolve, fail: () => reject(new Error("down")) });
        }),
      lifetime(),
      () => clock.ms,
    );
    return { read, requests, clock };
  }

  it("share a request, whether they know an answer that does not suffice or none", async () => {
    const { read, requests, clock } = held();
    for (const [value, number] of [
      ["a", 1],
      ["b", 2],
    ] as const) {
      const reads = Promise.all([read("key", () => false), read("key", () => false)]);
      requests.at(-1)?.answer(value);
      expect(await reads).to.deep.equal([value, value]);
      expect(requests).to.have.length(number);
      clock.ms += SECOND_MS;
    }
  });

  it("share none with those of another key", async () => {
    const { read, requests } = held();
    const reads = Promise.all([read("one"), read("two")]);
    for (const [place, { answer }] of requests.entries()) answer(String(place));
    expect(await reads).to.deep.equal(["0", "1"]);
  });

  it("do not share a failure with those who come later", async () => {
    const { read, requests } = held();
    const failed = Promise.all([errorOf(read("key")), errorOf(read("key"))]);
    requests[0]?.fail();
    expect((await failed).map(({ message }) => message)).to.deep.equal(["down", "down"]);
    const later = read("key");
    requests[1]?.answer("a");
    expect(await later).to.equal("a");
  });
});

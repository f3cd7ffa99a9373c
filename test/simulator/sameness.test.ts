import { expect } from "chai";
import { scriptedCaller } from "../../local/simulator/keys";
import { compare, enterQueue, failed, lambda, loop, menu, setContact, setQueue, store, text } from "./blocks";
import { arnOf, call, keyed, type Scene } from "./world";

/** A call with a menu, a lookup that depends on time and caller, stored input, a loop and a queue. */
const scene = (): Scene => ({
  flows: {
    main: {
      greet: text("Welcome.", "find"),
      find: lambda("find", "keep", { caller: "$.CustomerEndpoint.Address" }),
      keep: setContact({ seen: "$.External.seen" }, "ask"),
      ask: menu({ 1: "store", 2: "ask" }, { silence: "count", otherKey: "count" }),
      count: loop("2", "ask", "queue"),
      store: store("which"),
      which: compare("$.StoredCustomerInput", { Timeout: "count" }, "queue"),
      queue: setQueue(arnOf("queue", "support"), "enter"),
      enter: enterQueue,
      full: text("Full.", "end"),
      ...failed,
    },
  },
  queues: ["support"],
  functions: { find: ({ Details }, at) => ({ seen: `${Details.Parameters["caller"]} at ${at.toISOString()}` }) },
  keys: "2 w 1 4711#",
  at: "2026-03-02T15:00:00Z",
});

describe("The same call", () => {
  it("gives the same result, to the last field", async () => {
    const [first, second] = [await call(scene()), await call(scene())];
    expect(first).to.deep.equal(second);
    expect(first.end).to.equal("queue");
    expect(keyed(first)).to.deep.equal(["2", "1", "4711#"]);
  });
  it("gives the same result while other calls go on", async () => {
    const alone = await call(scene());
    const [one, other, two] = await Promise.all([
      call(scene()),
      call({ ...scene(), from: "+15555550143", keys: "3 3 3" }),
      call(scene()),
    ]);
    expect([one, two]).to.deep.equal([alone, alone]);
    expect(other).not.to.deep.equal(alone);
  });
  it("has an id of its own for each caller, number and moment", async () => {
    const calls = [
      scene(),
      { ...scene(), from: "+15555550143" },
      { ...scene(), from: null },
      { ...scene(), dialed: "+15555550101" },
      { ...scene(), at: "2026-03-02T15:00:01Z" },
    ];
    const ids = await Promise.all(calls.map(async (one) => (await call(one)).contactRecord.ContactId));
    expect(new Set(ids).size).to.equal(calls.length);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it("leaves a record of the contact that is the same, and tells when it began and entered the queue", async () => {
    const { contactRecord, attributes } = await call(scene());
    expect(contactRecord).to.deep.include({
      InitiationTimestamp: "2026-03-02T15:00:00Z",
      Attributes: attributes,
      Channel: "VOICE",
      InitiationMethod: "INBOUND",
      AWSAccountId: "123456789012",
      SystemEndpoint: { Address: "+15555550100", Type: "TELEPHONE_NUMBER" },
      CustomerEndpoint: { Address: "+15555550142", Type: "TELEPHONE_NUMBER" },
    });
    // One time-out of five seconds, and the words.
    expect(Date.parse(contactRecord.Queue?.EnqueueTimestamp ?? "")).to.be.at.least(Date.parse("2026-03-02T15:00:05Z"));
  });
});

describe("A caller by script", () => {
  const request = { flow: "main", block: "ask", seconds: 5, digits: 1 };
  const actions = async (keys: string, count: number) => {
    const caller = scriptedCaller(keys);
    const done = [];
    for (let asked = 0; asked < count; asked++) done.push(await caller(request));
    return done;
  };

  it("keys one entry for each input, waits at w, hangs up at h, and is silent when the script ends", async () =>
    expect(await actions("  1 w 47*# h ", 5)).to.deep.equal([
      { keys: "1" },
      "silence",
      { keys: "47*#" },
      "hangUp",
      "silence",
    ]));
  it("hesitates at a comma, and cuts the message short behind a <", async () =>
    expect(await actions("12,34# <1", 2)).to.deep.equal([{ keys: "12,34#" }, { keys: "1", bargesIn: true }]));
  it("begins anew for every call", async () =>
    expect([await actions("1", 1), await actions("1", 1)]).to.deep.equal([[{ keys: "1" }], [{ keys: "1" }]]));
  for (const wrong of ["1 x", "W", ",2", "1,", "<", "<w", "ww"])
    it(`refuses ${JSON.stringify(wrong)} and says what can be keyed`, () =>
      expect(() => scriptedCaller(wrong)).to.throw(/"(x|W|,2|1,|<|<w|ww)" cannot be keyed\. .*digits/));
});

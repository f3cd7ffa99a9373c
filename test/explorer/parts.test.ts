import { expect } from "chai";
import { Answers } from "../../local/explorer/answers";
import { everyWay } from "../../local/explorer/choices";
import { replayOf } from "../../local/explorer/replay";
import { rootsOf, momentsOf } from "../../local/explorer/roots";
import type { Path } from "../../local/explorer/shortest";
import type { Functions } from "../../local/simulator/functions";
import { SEPARATOR, watched } from "../../local/simulator/watched";
import { compare, failed, hangUp, text } from "../simulator/blocks";
import { arnOf, instanceOf } from "../simulator/world";
import { DIALED, NUMBER_ROW } from "./scene";
import { type Arc, endless } from "../../local/explorer/endless";

describe("the explorer's parts", () => {
  it("runs something for every way in which its choices can fall, also where one choice leads to another", async () => {
    const ways = await everyWay((choose) =>
      Promise.resolve(choose("caller", "", ["a", "b"]) === "a" ? choose("queue", "", [1, 2, 3]) : 0),
    );
    expect(ways.map(({ choices, result }) => [choices.map(({ value }) => value), result])).to.deep.equal([
      [["a", 1], 1],
      [["a", 2], 2],
      [["a", 3], 3],
      [["b"], 0],
    ]);
    expect(await everyWay(() => Promise.resolve("only"))).to.deep.equal([{ choices: [], result: "only" }]);
  });

  describe("circles", () => {
    const arc = (from: number, to: number, more: Partial<Arc> = {}): Arc => ({ from, to, resets: false, ...more });
    const again = { counts: { by: "loop", again: true } };
    const over = { counts: { by: "loop", again: false } };

    it("are endless without a count, also to itself", () => {
      expect(endless(4, [arc(0, 1), arc(1, 2), arc(2, 1), arc(2, 3)]).sort()).to.deep.equal([1, 2]);
      expect(endless(2, [arc(0, 0), arc(0, 1)])).to.deep.equal([0]);
      expect(endless(3, [arc(0, 1), arc(1, 2), arc(0, 2)])).to.deep.equal([]);
    });

    it("end where a count goes on, unless it begins anew in the circle or the flow is entered again", () => {
      expect(endless(3, [arc(0, 1), arc(1, 0, again), arc(1, 2, over)])).to.deep.equal([]);
      expect(endless(3, [arc(0, 1), arc(1, 0, again), arc(1, 2, over), arc(2, 0)]).sort()).to.deep.equal([0, 1, 2]);
      expect(endless(2, [arc(0, 1, { resets: true }), arc(1, 0, again)]).sort()).to.deep.equal([0, 1]);
      // A circle beside the counted one.
      expect(endless(3, [arc(0, 1), arc(1, 0, again), arc(1, 2), arc(2, 1)]).sort()).to.deep.equal([1, 2]);
    });
  });

  it("notes what is read of an event: values, kinds, and lists of names as a whole", () => {
    const reads = new Set<string>();
    const event = watched({ a: { b: "1", c: { d: "2" } }, list: ["x"], none: null }, reads) as {
      a: { b: string; c: object };
      none: null;
      gone?: string;
    };
    void [event.a.b, event.none, event.gone];
    expect([...reads]).to.have.members(["?", "?a", `a${SEPARATOR}b`, "none", "gone"]);
    reads.clear();
    expect(JSON.parse(JSON.stringify(event.a.c))).to.deep.equal({ d: "2" });
    expect([...reads]).to.include(`a${SEPARATOR}c`);
  });

  it("asks a function once for all events that it sees no difference in, and tells whether it saw the numbers", async () => {
    const asked: unknown[] = [];
    const functions: Functions = {
      nameOf: () => "f",
      logs: [],
      close: () => Promise.resolve(),
      invoke: (arn, given) => {
        asked.push(given);
        const reads = new Set<string>();
        const event = watched(given, reads) as {
          Details: {
            Parameters: { key: string };
            ContactData: { SystemEndpoint: { Address: string }; Attributes: Record<string, string> };
          };
        };
        const { Parameters, ContactData } = event.Details;
        const answer = {
          said:
            arn === "number"
              ? ContactData.SystemEndpoint.Address
              : arn === "attribute"
                ? (ContactData.Attributes["tier"] ?? "none")
                : Parameters.key,
        };
        return Promise.resolve({ id: 0, answer, reads: [...reads] });
      },
    };
    const answers = new Answers(functions);
    const event = (key: string, Address: string): unknown => ({
      Details: {
        Parameters: { key, other: Address },
        ContactData: { SystemEndpoint: { Address }, Attributes: { tier: "gold" } },
      },
    });
    const at = new Date(0);
    const [one, same] = [
      await answers.ask("key", event("1", "+1"), at),
      await answers.ask("key", event("1", "+2"), at),
    ];
    expect([asked.length, one.ofRoot, one.result === same.result]).to.deep.equal([1, false, true]);
    await answers.ask("key", event("2", "+1"), at);
    await answers.ask("key", event("1", "+1"), new Date(1));
    expect(asked.length).to.equal(3);
    expect([(await answers.ask("number", event("1", "+1"), at)).ofRoot, asked.length]).to.deep.equal([true, 4]);
    await answers.ask("number", event("1", "+2"), at);
    expect(asked.length).to.equal(5);
    expect([...(answers.read.attributes ?? [])]).to.deep.equal([]);
    await answers.ask("attribute", event("1", "+1"), at);
    expect([...(answers.read.attributes ?? [])]).to.deep.equal(["tier"]);
  });

  it("finds a moment of each kind: parts of an open day, closed, a holiday, a day that is like no other", () => {
    const days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"].map((day) => ({
      day,
      from: 9 * 60,
      until: 19 * 60,
    }));
    const hours = {
      office: {
        timeZone: "America/New_York",
        open: days,
        overrides: [
          { type: "CLOSED" as const, from: "2026-12-25", till: "2026-12-25", times: [], recurs: false },
          {
            type: "STANDARD" as const,
            from: "2026-12-26",
            till: "2026-12-26",
            times: [{ day: "SATURDAY", from: 600, until: 900 }],
            recurs: false,
          },
        ],
      },
    };
    const instance = instanceOf({ flows: { initFlow: { end: hangUp } }, hours });
    const arns = new Map([[arnOf("hours", "office"), "office"]]);
    const moments = momentsOf(
      { ...NUMBER_ROW, holidays: "2026-12-25 2026-12-26" } as never,
      { ...instance, logicalKeys: arns },
      new Date("2026-11-23T05:00:00Z"),
    );
    expect(moments.map(({ kind }) => kind)).to.have.members([
      "closed",
      "open morning",
      "open afternoon",
      "open evening",
      "holiday",
      "holiday, open morning",
      "holiday, open afternoon",
    ]);
  });

  it("shows no digit of a long number that is read to the caller", () => {
    const heard = { speaker: "system", text: "Account 4929117788334455.", language: "en-US", voice: "Joanna" };
    const root = { dialed: DIALED, at: 0, entry: { type: "CONTACT_FLOW" } };
    const path = { root, ways: [{ choices: [], observed: { heard: [heard] } }] } as unknown as Path;
    expect(replayOf(path, "dev").transcript.map((utterance) => utterance.text)).to.deep.equal([
      `Account ${"•".repeat(16)}.`,
    ]);
  });

  it("places calls from every kind of caller, and to numbers that nobody knows", () => {
    const flow = { which: compare("$.SystemEndpoint.Address", {}, "end"), say: text("Hello.", "end"), ...failed };
    const instance = instanceOf({
      flows: {
        initFlow: {
          ...flow,
          which: [
            "Compare",
            { ComparisonValue: "$.SystemEndpoint.Address" },
            { next: "end", errors: { NoMatchingCondition: "end" }, conditions: [["TextStartsWith", ["+44"], "say"]] },
          ],
        },
      },
    });
    const rows = [
      { ...NUMBER_ROW, languages: "en-US fr-CA", callerLanguages: "33=fr-CA 32=fr-CA" },
      { key: "caller#+15145550101", language: "fr-FR", customerId: "1" },
      { key: "caller#+15145550102", language: "fr-CA", customerId: "2" },
      { key: "caller#+493023125904", language: "de-DE", customerId: "3" },
    ];
    const [entry] = [...instance.flows.values()];
    const roots = rootsOf(rows, instance, entry as never, new Date("2026-11-23T05:00:00Z"));
    const callers = new Set(roots.filter(({ dialed }) => dialed === DIALED).map(({ caller }) => caller));
    expect([...callers]).to.deep.equal([undefined, "+15555550199", "+332015550199", "+493023125904", "+15145550101"]);
    expect(new Set(roots.filter(({ served }) => !served).map(({ dialed }) => dialed.slice(0, 4)))).to.deep.equal(
      new Set(["+445", "+999"]),
    );
  });
});

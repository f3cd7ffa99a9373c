import { expect } from "chai";
import { countsOf, headroomWarnings, MAXIMUM_ANSWER_BYTES, sizeWarnings } from "../../components/shared/quotas";

const keys = (count: number, prefix = "k"): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, "arn"]));
const environment = { flows: {}, modules: {}, queues: {}, hours: {} };

describe("the quotas of an instance", () => {
  it("count what environments share once, and what the library makes beside them", () => {
    expect(
      countsOf([
        { flows: keys(11), modules: keys(10), queues: keys(37), hours: keys(24) },
        { flows: keys(11), modules: keys(10), queues: keys(37), hours: keys(2, "other") },
      ]),
    ).to.deep.equal({ flows: 11, modules: 10, queues: 38, hours: 27, quickConnects: 37, functions: 9 });
    expect(countsOf([environment])).to.include({ queues: 1, hours: 1, quickConnects: 0 });
  });

  it("are said from four fifths on, with what AWS put there itself", () => {
    const said = (counts: Parameters<typeof headroomWarnings>[0]): number => headroomWarnings(counts).length;
    for (const [quota, last] of [
      ["flows", 59],
      ["modules", 159],
      ["queues", 38],
      ["hours", 78],
      ["quickConnects", 79],
      ["routingProfiles", 78],
      ["functions", 39],
    ] as const) {
      expect(said({ [quota]: last }), `${quota}: ${last}`).to.equal(0);
      expect(said({ [quota]: last + 1 }), `${quota}: ${last + 1}`).to.equal(1);
    }
    expect(said({ flows: 60, modules: 160, queues: 1 })).to.equal(2);
  });

  it("are said in words: number, limit, and what to do", () => {
    expect(headroomWarnings({ queues: 39 })).to.deep.equal([
      "40 queues, AWS's own among them, come near the 50 that AWS grants an instance (100 in newer accounts); those of other stacks are not counted. Look at Service Quotas and have the quota raised before you deploy, which may take weeks, or give an environment an instance of its own.",
    ]);
    expect(headroomWarnings({ modules: 200 })[0]).to.match(/^200 flow modules come near the 200 that/);
    expect(headroomWarnings({ modules: 201 })[0]).to.match(/^201 flow modules are more than the 200 that/);
  });
});

describe("the size of a row", () => {
  it("is said from four fifths of what a table keeps, and of what a flow can read", () => {
    const row = "dev of environments";
    expect(sizeWarnings([{ row, itemBytes: 327_679 }])).to.deep.equal([]);
    expect(sizeWarnings([{ row, itemBytes: 327_680 }])).to.deep.equal([
      "The row dev of environments has 320 KB of the 400 KB that DynamoDB keeps in an item. Split it before it cannot be written.",
    ]);
    expect(sizeWarnings([{ row, itemBytes: 26_214, answerBytes: 26_214 }])).to.deep.equal([]);
    expect(sizeWarnings([{ row, itemBytes: 26_215, answerBytes: 26_215 }])).to.deep.equal([
      "The row dev of environments answers 26 KB of the 32 KB that a flow can read. Split it before it cannot be read.",
    ]);
    expect(sizeWarnings([{ row, itemBytes: MAXIMUM_ANSWER_BYTES }])).to.deep.equal([]);
  });
});

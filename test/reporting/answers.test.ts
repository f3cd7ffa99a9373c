import type { DuckDBConnection } from "@duckdb/node-api";
import { expect } from "chai";
import { before } from "mocha";
import { CALLER_PATTERNS } from "../../handlers/shared/callerNumber";
import {
  columns,
  type ColumnName,
  columnTypes,
  contactLatestSql,
  flatFromRecordsSql,
  measuresSql,
  recordColumns,
} from "../../components/reportingDataset/sql";
import { edgeRecords } from "./edgeRecords";
import { contact, lines, rows, withArchive } from "./records";

const figures = { costPerAgentContact: 6.5 };
const FLAT = flatFromRecordsSql();
const measured = (by: readonly ColumnName[] = [], flat = FLAT): string =>
  `WITH contact_flat AS (${flat}) ${measuresSql(by, figures)}`;

/** The answers to questions about the edge records. */
const ask = <T>(
  work: (db: DuckDBConnection) => Promise<T>,
  where: Parameters<typeof withArchive>[2] = {},
): Promise<T> => withArchive(edgeRecords, work, where);

/** A query with a mistake in it. */
function mistaken(sql: string, from: string, to: string): string {
  expect(sql).to.include(from);
  return sql.replaceAll(from, to);
}

describe("the answers of the report's SQL", () => {
  let flat: Map<unknown, Record<string, unknown>>;
  before(async () => (flat = new Map((await ask((db) => rows(db, FLAT))).map((row) => [row["contact_id"], row]))));

  const the = (id: string): Record<string, unknown> => flat.get(id) ?? expect.fail(`no contact ${id}`);

  it("are the figures that a person counts", async () => {
    const [row] = await ask((db) => rows(db, measured()));
    expect(row).to.deep.equal({
      calls: 20,
      containment_gross: 13 / 20,
      containment_true: 3 / 20,
      cost_avoided: 19.5,
      queued: 7,
      abandonment: 2 / 7,
      service_level_20s: 3 / 7,
      average_handle_time: 100,
      first_call_resolution: 15 / 17,
      repeat_callers: 2 / 17,
      personalization: 1 / 20,
      payments_alone: 2,
      payment_success: 3 / 5,
      survey_average: 2,
    });
  });

  it("break down by day, where what came after midnight lies on its own day", async () => {
    const days = await ask((db) => rows(db, measured(["dt"])));
    expect(days.map(({ dt, calls }) => [dt, calls])).to.deep.equal([
      ["2026-06-10", 18],
      ["2026-06-11", 0],
      ["2026-06-13", 1],
      ["2026-06-17", 1],
    ]);
    expect(days[1]).to.include({ containment_gross: null, average_handle_time: 50, queued: 0 });
  });

  it("add money of one currency only", async () => {
    const paid = (await ask((db) => rows(db, measured(["payment_currency"])))).filter(
      (row) => row["paid_alone"] !== null,
    );
    expect(
      paid.map(({ payment_currency, paid_alone, payments_alone }) => [payment_currency, paid_alone, payments_alone]),
    ).to.deep.equal([
      ["CAD", 42.5, 1],
      ["JPY", 4250, 1],
    ]);
    expect(measured()).to.not.include("AS paid_alone");
  });

  it("hold every contact once, as its last record tells it", () => {
    expect(flat.size).to.equal(26);
    expect(the("served")).to.include({
      reason: "order_status",
      last_updated_at: "2026-06-16T09:00:00.000Z",
      contact_seconds: 120,
      ivr_seconds: 120,
    });
    expect(the("gave-up")).to.include({ reason: "billing", menu: "support" });
  });

  it("read a call's attributes from its latest leg, and count what is counted once on its first", () => {
    expect(the("answered")).to.include({ call_id: "answered", survey_score: 2, is_surveyed: 1 });
    expect(the("survey")).to.include({ call_id: "answered", survey_score: null, is_call: 0 });
    expect(the("second-queue")).to.include({
      call_id: "passed-on",
      is_call: 0,
      is_queued: 1,
      is_handled: 1,
      handle_seconds: 210,
    });
  });

  it("tell a callback and a transfer from a caller who gave up", () => {
    for (const [id, abandoned] of Object.entries({
      asked: 0,
      "passed-on": 0,
      outside: 0,
      "called-back": 0,
      abandoned: 1,
      declined: 1,
    }))
      expect(the(id)["is_abandoned"], id).to.equal(abandoned);
    expect(the("called-back")).to.include({ is_queued: 0, is_handled: 1, call_id: "asked" });
  });

  it("leave out the contacts of Amazon Connect's own tests", () => {
    expect([...flat.keys()]).to.not.include("test");
  });

  it("survive keys that differ by case, missing times, no attributes and as many as there may be", () => {
    expect(the("two-keys")).to.include({ country: "GB", language: "en-GB" });
    expect(the("no-times")).to.include({ dt: "2026-06-10", initiated_at: null, contact_seconds: null, has_caller: 0 });
    expect(the("outside")).to.include({
      country: "unset",
      payment_result: "unset",
      payment_amount: null,
      is_payment_tried: 0,
    });
    expect(the("large")["menu_path"]).to.have.length(32_000);
  });

  it("know a caller by the masked number, by the hash of a plain one, and nobody by a withheld one", () => {
    expect(the("masked")["caller_hash"]).to.equal("h:0a1b");
    expect(the("served")["caller_hash"])
      .to.match(/^[0-9A-F]{64}$/)
      .and.equal(the("abandoned")["caller_hash"]);
    for (const id of ["withheld", "anonymous"]) expect(the(id)["caller_hash"], id).to.equal(null);
  });

  it("have the columns of the contract, in its order and of its types", async () => {
    const described = await ask((db) => rows(db, `DESCRIBE ${FLAT}`));
    const shown: Readonly<Record<string, string>> = { "timestamp(3)": "TIMESTAMP" };
    expect(described.map((row) => [row["column_name"], row["column_type"]])).to.deep.equal(
      Object.entries(columns).map(([name, { type }]) => [
        name,
        shown[columnTypes[type].presto] ?? columnTypes[type].presto.toUpperCase(),
      ]),
    );
  });

  it("lie over one row a contact with the fields of the table, the day and the rank", async () => {
    const described = await ask((db) => rows(db, `DESCRIBE ${contactLatestSql()}`));
    expect(described.map((row) => row["column_name"])).to.deep.equal([
      ...Object.keys(recordColumns).map((name) => name.toLowerCase()),
      "dt",
      "rn",
    ]);
  });

  it("read as far back as they are told", async () => {
    expect(
      await withArchive(
        [contact("old", "2020-01-01T00:00:00Z", null), contact("new", new Date().toISOString(), null)],
        (db) => rows(db, flatFromRecordsSql({ days: 90 })),
      ),
    ).to.have.length(1);
  });
});

describe("a mistake in the archive or in the SQL", () => {
  const figuresOf = async (flat: string, where = {}) =>
    (await ask((db) => rows(db, measured([], flat)), where))[0] ?? {};

  it("that leaves out the line feed makes files that nobody can read", async () => {
    const write = (records: readonly object[]): string => lines(records as never).replaceAll("\n", "");
    expect(
      await ask((db) => rows(db, FLAT), { write }).then(
        () => "read",
        (error: Error) => error.message,
      ),
    ).to.include("unexpected content after document");
  });

  it("that lays records by the day they arrive counts a call twice", async () => {
    const byArrival = await figuresOf(FLAT, {
      day: (record: Record<string, unknown>) => (record["LastUpdateTimestamp"] as string).slice(0, 10),
    });
    expect(byArrival["calls"]).to.equal(21);
  });

  it("that leaves the day out of the window reads every day to answer for one", async () => {
    const filesRead = async (latest: string): Promise<string | undefined> =>
      ask(async (db) => {
        const [plan] = await rows(db, `EXPLAIN ANALYZE SELECT count(*) FROM (${latest}) WHERE dt = '2026-06-13'`);
        return /Total Files Read: (\d+)/.exec(JSON.stringify(plan))?.[1];
      });
    expect(await filesRead(contactLatestSql())).to.equal("1");
    expect(
      await filesRead(mistaken(contactLatestSql(), "PARTITION BY t.dt, t.contactid", "PARTITION BY t.contactid")),
    ).to.equal("4");
  });

  it("that takes any of two copies of one second loses what was added", async () => {
    const wrong = mistaken(FLAT, ", cardinality(t.attributes) DESC NULLS LAST", "");
    const found = await ask((db) => rows(db, `SELECT reason FROM (${wrong}) WHERE contact_id = 'gave-up'`));
    expect(found).to.deep.equal([{ reason: "none" }]);
  });

  it("that divides whole numbers makes a share nothing", async () => {
    const sql = mistaken(measured(), "CAST(sum(is_contained) AS double) /", "sum(is_contained) /");
    expect((await ask((db) => rows(db, sql)))[0]).to.include({ containment_true: 0 });
  });

  const mistakes: readonly [what: string, from: string, to: string, wrong: Record<string, unknown>][] = [
    [
      "reads attributes of the leg instead of the call",
      "element_at(c.call_attributes, 'survey_score')",
      "element_at(c.attributes, 'survey_score')",
      { survey_average: null },
    ],
    ["takes a callback for a wait on the line", "AND c.initiationmethod <> 'CALLBACK'", "", { queued: 8 }],
    [
      "forgets that a call can be passed on",
      "NOT (c.nextcontactid IS NOT NULL OR c.transferredtoendpoint.address IS NOT NULL)",
      "true",
      { abandonment: 3 / 7 },
    ],
    [
      "counts the contacts of tests",
      "WHERE element_at(l.segmentattributes, 'connect:ValidationTestType') IS NULL",
      "",
      { calls: 21 },
    ],
    [
      "counts agents' own calls",
      "AND l.initiationmethod IN ('INBOUND', 'TRANSFER', 'QUEUE_TRANSFER', 'CALLBACK', 'DISCONNECT')",
      "",
      { average_handle_time: (500 + 2 * 9999) / 7 },
    ],
    [
      "takes withheld numbers for one caller",
      `AND NOT regexp_like(l.customerendpoint.address, '${CALLER_PATTERNS.nobody}')`,
      "",
      { repeat_callers: 3 / 19 },
    ],
    [
      "counts the seventh day in",
      "c.call_before_at + interval '7' day",
      "c.call_before_at + interval '8' day",
      { repeat_callers: 3 / 17 },
    ],
  ];
  for (const [what, from, to, wrong] of mistakes)
    it(`that ${what} is seen in the figures`, async () =>
      expect(await figuresOf(mistaken(FLAT, from, to))).to.include(wrong));

  it("that forgets that a yen has no parts is seen in the money", async () => {
    const paid = await ask((db) => rows(db, measured(["payment_currency"], mistaken(FLAT, "'JPY', ", ""))));
    expect(paid.find((row) => row["payment_currency"] === "JPY")).to.include({ paid_alone: 42.5 });
  });
});

import { expect } from "chai";
import { columns, measuresSql, flatFromRecordsSql, reportedAttributes } from "../../components/reportingDataset/sql";
import { maskContactRecord } from "../../handlers/maskContactRecords";
import { edgeRecords } from "./edgeRecords";
import { type RecordFields, rows, withArchive } from "./records";

// A hash of the transform's own is whole.
const plainRecords = edgeRecords.map(
  (record) => JSON.parse(JSON.stringify(record).replaceAll("h:0a1b", `h:${"0a1b".repeat(16)}`)) as RecordFields,
);
const masked = plainRecords.map((record) => maskContactRecord(record, { secret: "k", attributes: reportedAttributes }));

/** What becomes hashes: who called, and the ids of these records, which are words. */
const HASHED = ["contact_id", "call_id", "previous_contact_id", "next_contact_id", "caller_hash"];
const AS_THEY_WERE = Object.keys(columns).filter((name) => !HASHED.includes(name));

const ofArchive = (records: readonly RecordFields[], sql: string) =>
  withArchive(records, (db) => rows(db, `WITH contact_flat AS (${flatFromRecordsSql()}) ${sql}`));

describe("an archive that the transform has masked", () => {
  it("has the same rows, but for who called", async () => {
    const sql = `SELECT ${AS_THEY_WERE.join(", ")} FROM contact_flat ORDER BY ALL`;
    const plain = await ofArchive(plainRecords, sql);
    expect(plain.length).to.be.greaterThan(10);
    expect(await ofArchive(masked, sql)).to.deep.equal(plain);
  });

  it("has the same figures, repeat callers too", async () => {
    const sql = measuresSql(["country"], { costPerAgentContact: 6.5 });
    expect(await ofArchive(masked, sql)).to.deep.equal(await ofArchive(plainRecords, sql));
  });
});

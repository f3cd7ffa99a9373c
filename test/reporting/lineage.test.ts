import { expect } from "chai";
import { contactAttributes } from "../../callFlows/contactAttributes";
import { columns, flatFromRecordsSql, reportedAttributes } from "../../components/reportingDataset/sql";
import { flowsOf } from "../flows/site";
import { contactAttributesSetBy } from "../flows/walk";
import { contact, rows, withArchive } from "./records";

const flows = flowsOf("dynamic");

/** What the flows set each attribute to, and which of them. */
const settings = (name: string): { flow: string; value: string }[] =>
  flows.flatMap((flow) =>
    Object.values(flow.blocks).flatMap((block) =>
      Object.entries(contactAttributesSetBy(block)).flatMap(([attribute, value]) =>
        attribute === name ? [{ flow: flow.name, value }] : [],
      ),
    ),
  );

/** What a caller's record would hold: the value that is written down, or what a reference found. */
const asRecorded = (name: string, value: string): string =>
  !value.startsWith("$.")
    ? value
    : name === "survey_score"
      ? "4"
      : name === "payment_amount"
        ? "1999"
        : `found-${name}`;

/** What the report reads of it. */
const asReported = (name: string, recorded: string): unknown => {
  if (name === "survey_score") return recorded === "none" ? null : Number(recorded);
  return name === "payment_amount" ? (recorded === "none" ? null : Number(recorded) / 100) : recorded;
};

describe("a contact attribute, from the flow that sets it to the column that reads it", () => {
  it("is reported when the contract says that the contact record is read, and never when it tells about a person", () => {
    const forReports = Object.entries(contactAttributes).filter(([, { readBy }]) =>
      (readBy as readonly string[]).includes("contact record"),
    );
    expect(reportedAttributes).to.deep.equal(forReports.map(([name]) => name));
    for (const [name, { personal }] of Object.entries(contactAttributes))
      expect(name in columns, name).to.equal(!personal);
  });

  for (const name of reportedAttributes)
    it(`arrives: ${name}`, async () => {
      const set = settings(name);
      expect(new Set(set.map(({ flow }) => flow))).to.deep.equal(new Set(contactAttributes[name].setBy));
      const values = [...new Set(set.map(({ value }) => asRecorded(name, value)))];
      const records = values.map((value, index) =>
        contact(String(index), "2026-06-10T08:00:00Z", null, { [name]: value }),
      );
      const read = await withArchive(records, (db) =>
        rows(db, `SELECT ${name} AS reported FROM (${flatFromRecordsSql()}) ORDER BY contact_id`),
      );
      expect(read.map(({ reported }) => reported)).to.deep.equal(values.map((value) => asReported(name, value)));
    });
});

import { expect } from "chai";
import type { ContactRecord } from "../../local/simulator/contactRecord";
import { contactId, filledIn, type Replay, templateOf } from "../../local/report/template";
import { enterQueue, failed, text } from "../simulator/blocks";
import { answeredAfter, life } from "../simulator/life";
import { call } from "../simulator/world";
import { copiesOf } from "../../local/report/simulate";

const DAY_AND_A_MINUTE = 86_400 + 60;
const REPLAY: Replay = { serial: 7, laterBy: DAY_AND_A_MINUTE, dialed: "+390000000001", from: "+390000000002" };
const CALL = { dialed: "+15555550100", from: "+15555550142" };

/** A call that an agent transfers: two contacts in a chain. */
async function transferred(): Promise<readonly ContactRecord[]> {
  const onward = { tell: text("Connecting you.", "enter"), enter: enterQueue, full: text("Full.", "end"), ...failed };
  const scene = life(
    {},
    { wait: answeredAfter(20), agent: { ends: { transferTo: "onward", queue: "expert" } } },
    { flows: { onward }, flowTypes: { onward: "QUEUE_TRANSFER" } },
  );
  return (await call(scene)).contactRecords;
}

const replayed = (records: readonly ContactRecord[], replay = REPLAY): ContactRecord[] =>
  records.map(
    (record) =>
      JSON.parse(
        filledIn(
          templateOf(
            record,
            records.map(({ ContactId }) => ContactId),
            CALL,
          ),
          replay,
        ),
      ) as ContactRecord,
  );

describe("A replay of a simulated call", () => {
  it("has ids of its own, and its contacts still follow each other", async () => {
    const [first, second] = replayed(await transferred()) as [ContactRecord, ContactRecord];
    expect([first.ContactId, second.ContactId]).to.deep.equal([contactId(7, 0), contactId(7, 1)]);
    expect([first.NextContactId, first.InitialContactId]).to.deep.equal([second.ContactId, null]);
    expect([second.PreviousContactId, second.InitialContactId]).to.deep.equal([first.ContactId, first.ContactId]);
    const [other] = replayed(await transferred(), { ...REPLAY, serial: 8 });
    expect(other?.ContactId).not.to.equal(first.ContactId);
  });

  it("is later by the same time in every timestamp, and as long as before", async () => {
    const records = await transferred();
    const [before] = records as [ContactRecord];
    const [after] = replayed(records) as [ContactRecord];
    const stamps = (record: ContactRecord): number[] =>
      [...JSON.stringify(record).matchAll(/\d{4}-\d\d-\d\dT[\d:]+Z/g)].map(([found]) => Date.parse(found) / 1000);
    expect(stamps(before)).to.have.length.above(9);
    expect(stamps(after)).to.deep.equal(stamps(before).map((seconds) => seconds + DAY_AND_A_MINUTE));
    expect(after.Queue?.Duration).to.equal(before.Queue?.Duration);
  });

  it("has its own numbers, and everything else as it was", async () => {
    const records = await transferred();
    const [first, second] = replayed(records) as [ContactRecord, ContactRecord];
    expect([first.SystemEndpoint?.Address, first.Tags["aws:connect:systemEndpoint"]]).to.deep.equal([
      REPLAY.dialed,
      REPLAY.dialed,
    ]);
    expect([first.CustomerEndpoint?.Address, second.CustomerEndpoint?.Address]).to.deep.equal([
      REPLAY.from,
      REPLAY.from,
    ]);
    expect(JSON.stringify([first, second])).not.to.match(/\+1555/);
    expect({ ...first.Agent, ...first.Attributes }).to.include({ Username: "jane.doe", language: "fr-CA" });
  });

  it("has its recording where the service would keep it", async () => {
    const [record] = (await transferred()) as [ContactRecord];
    const recorded = (day: string, minute: string, id: string) =>
      `recordings/connect/x/CallRecordings/${day}/${id}_${minute}_UTC.wav`;
    const Recording = {
      DeletionReason: null,
      Location: recorded("2026/03/02", "20260302T15:00", record.ContactId),
      Status: "AVAILABLE",
      Type: "AUDIO",
    };
    const [after] = replayed([{ ...record, Recording }]);
    expect(after?.Recording?.Location).to.equal(recorded("2026/03/03", "20260303T15:01", contactId(7, 0)));
  });
});

describe("A template of a record in which a flow kept a card number", () => {
  it("has no digit of it, and the account whole", async () => {
    const [record] = (await transferred()) as [ContactRecord];
    const kept = { ...record, Attributes: { note: "4929117788334455" }, CustomerId: "4929 1177 8833 4455" };
    const [stored] = replayed([kept]);
    expect(stored).to.deep.include({
      AWSAccountId: record.AWSAccountId,
      Attributes: { note: "•".repeat(16) },
      CustomerId: "•••• •••• •••• ••••",
    });
  });
});

describe("The copies of a record", () => {
  const drawn = (record: ContactRecord, draw: number): readonly ContactRecord[] => copiesOf(record, () => draw);

  it("are mostly one, and sometimes the same twice", async () => {
    const [record] = (await transferred()) as [ContactRecord];
    expect(drawn(record, 0.5)).to.deep.equal([record]);
    expect(drawn(record, 0.01)).to.deep.equal([record, record]);
  });

  it("come before the after-contact work is done, where an agent answered", async () => {
    const [record] = (await transferred()) as [ContactRecord];
    const [early, whole] = drawn(record, 0.1) as [ContactRecord, ContactRecord];
    expect([early.Agent?.AfterContactWorkDuration, whole]).to.deep.equal([null, record]);
    expect(Date.parse(early.LastUpdateTimestamp))
      .to.be.below(Date.parse(record.LastUpdateTimestamp))
      .and.above(Date.parse(record.DisconnectTimestamp ?? ""));
    expect(drawn({ ...record, Agent: null }, 0.1)).to.have.length(1);
  });

  it("come again days later with what was added", async () => {
    const [record] = (await transferred()) as [ContactRecord];
    const [, late] = drawn(record, 0.06) as [ContactRecord, ContactRecord];
    expect(late.Attributes).to.deep.equal({ ...record.Attributes, quality_review: "done" });
    expect(late).to.deep.include({ ContactId: record.ContactId, InitiationTimestamp: record.InitiationTimestamp });
    expect(Date.parse(late.LastUpdateTimestamp)).to.be.above(Date.parse(record.LastUpdateTimestamp));
  });
});

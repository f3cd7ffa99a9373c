import { expect } from "chai";
import { openDelivery } from "../../local/report/firehose/delivery";
import { deliverySettings, objectsOf } from "../../local/report/firehose/settings";
import type { Transform } from "../../local/report/firehose/transform";
import type { Graph } from "../../local/engine/graph";
import { filesIn, graphWithStream, newFolder } from "./support";
import { InputError } from "../../local/shared/errors";

const UNCHANGED: Transform = {
  transform: (kept) => Promise.resolve({ kept, failed: [] }),
  close: () => Promise.resolve(),
};
const AT = Date.parse("2026-05-04T10:20:30Z");
const contact = (id: string, more: object): string => JSON.stringify({ ContactId: id, ...more });

async function delivered(records: readonly string[], changes: object = {}): Promise<Record<string, string>> {
  const folder = newFolder();
  const stream = await openDelivery(deliverySettings(graphWithStream(changes)), folder, UNCHANGED);
  await stream.put(records.map((record, index) => ({ record, at: AT + index * 1000 })));
  await stream.close();
  return filesIn(folder);
}

/** Folders only: the rest of a name is made of the stream's name, the time and an id. */
const folders = (files: Record<string, string>): string[] =>
  Object.keys(files).map((path) => path.slice(0, path.lastIndexOf("/")));

describe("The delivery stream on a laptop", () => {
  it("keeps records by the day on which their contact began, whenever they arrive", async () => {
    const files = await delivered([
      contact("1", { InitiationTimestamp: "2026-05-03T23:59:59Z", LastUpdateTimestamp: "2026-05-04T00:02:00Z" }),
      contact("2", { InitiationTimestamp: "2026-05-04T00:00:00Z" }),
      contact("1", { InitiationTimestamp: "2026-05-03T23:59:59Z", LastUpdateTimestamp: "2026-05-09T00:02:00Z" }),
    ]);
    expect(folders(files)).to.deep.equal(["contact-records/dt=2026-05-03", "contact-records/dt=2026-05-04"]);
    expect(Object.values(files)[0]?.trim().split("\n")).to.have.length(2);
  });

  it("takes the update's day where a contact never began, and none where there is neither", async () => {
    const files = await delivered([
      contact("1", { InitiationTimestamp: null, LastUpdateTimestamp: "2026-05-04T00:00:00Z" }),
      contact("2", {}),
    ]);
    expect(folders(files)).to.deep.equal(["contact-records/dt=1970-01-01", "contact-records/dt=2026-05-04"]);
  });

  it("names objects as the service does, with the time of the first record", async () => {
    const [path] = Object.keys(await delivered([contact("1", { InitiationTimestamp: "2026-05-04T00:00:00Z" })]));
    expect(path).to.match(/^contact-records\/dt=2026-05-04\/records-1-2026-05-04-10-20-30-[0-9a-f-]{36}\.json\.gz$/);
  });

  it("sets aside what the partition query fails on, with the record as it came", async () => {
    const bad = contact("1", { InitiationTimestamp: { seconds: 5 } });
    const files = await delivered([bad, contact("2", { InitiationTimestamp: "2026-05-04T00:00:00Z" })]);
    expect(folders(files)).to.deep.equal([
      "contact-records/dt=2026-05-04",
      "errors/metadata-extraction-failed/dt=2026-05-04",
    ]);
    const [, failure = ""] = Object.values(files);
    expect(Buffer.from((JSON.parse(failure) as { rawData: string }).rawData, "base64").toString()).to.equal(bad);
  });

  it("writes nothing between records where no processor appends it", async () => {
    const files = await delivered([contact("1", {}), contact("2", {})], {
      processingConfiguration: { enabled: false },
      prefix: "all/",
      dynamicPartitioningConfiguration: { enabled: false },
    });
    expect(Object.values(files)).to.deep.equal(['{"ContactId":"1"}{"ContactId":"2"}']);
  });

  it("closes an object when it is full, and begins another", async () => {
    const record = contact("1", { InitiationTimestamp: "2026-05-04T00:00:00Z", filler: "x".repeat(700_000) });
    const folder = newFolder();
    const stream = await openDelivery(deliverySettings(graphWithStream({ bufferingSize: 1 })), folder, UNCHANGED);
    for (const at of [AT, AT + 1000, AT + 2000]) await stream.put([{ record, at }]);
    expect(await stream.close()).to.equal(2);
    expect(
      Object.values(filesIn(folder))
        .map((text) => text.trim().split("\n").length)
        .sort(),
    ).to.deep.equal([1, 2]);
  });

  it("writes where a query finds the records, and not the errors", () => {
    expect(objectsOf(deliverySettings(graphWithStream()))).to.equal("contact-records/dt=*/*");
  });

  const refused: Record<string, [object, RegExp]> = {
    "a compression that it does not know": [{ compressionFormat: "ZIP" }, /the compression ZIP/],
    "a conversion to another format": [
      { dataFormatConversionConfiguration: { enabled: true } },
      /dataFormatConversionConfiguration/,
    ],
    "a processor that it does not know": [
      { processingConfiguration: { enabled: true, processors: [{ type: "CloudWatchLogProcessing" }] } },
      /the processor CloudWatchLogProcessing/,
    ],
    "partitions without a query": [
      { processingConfiguration: { enabled: false } },
      /dynamic partitioning without a query/,
    ],
  };
  for (const [what, [changes, message]] of Object.entries(refused))
    it(`refuses ${what}`, () => {
      expect(() => deliverySettings(graphWithStream(changes))).to.throw(InputError, message);
    });

  it("says what is missing where a stack has no archive", () => {
    expect(() => deliverySettings({ stack: "dev", resources: [] } as unknown as Graph)).to.throw(
      InputError,
      "Stack dev has no archive of contact records with a delivery stream of its own.",
    );
  });
});

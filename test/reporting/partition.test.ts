import { createRequire } from "node:module";
import { expect } from "chai";
import { before } from "mocha";
import { delivery, PARTITION_QUERY, processors } from "../../components/contactRecordArchive/layout";
import { edgeRecords } from "./edgeRecords";
import { dayOf, lines } from "./records";

interface Jq {
  json(value: unknown, query: string): unknown;
}

describe("the partition of a contact record", () => {
  let jq: Jq;
  before(async () => (jq = await (createRequire(__filename)("jq-web") as Promise<Jq>)));
  const partition = (record: object): unknown => jq.json(record, PARTITION_QUERY);

  it("is the day the contact began, by the query that the service runs", () => {
    for (const record of edgeRecords)
      expect(partition(record), record["ContactId"] as string).to.deep.equal({ dt: dayOf(record) });
  });

  it("is the same for every copy of a record, so that a late one finds the first", () => {
    const [first, late] = edgeRecords;
    expect(late?.["ContactId"]).to.equal(first?.["ContactId"]);
    expect(partition(late ?? {})).to.deep.equal(partition(first ?? {}));
    expect(late?.["LastUpdateTimestamp"]).to.not.include(dayOf(first ?? {}));
  });

  it("is there whatever is missing: a record without it would go to the errors", () => {
    expect(partition({})).to.deep.equal({ dt: "1970-01-01" });
    expect(partition({ InitiationTimestamp: null, LastUpdateTimestamp: "2026-06-10T12:20:00Z" })).to.deep.equal({
      dt: "2026-06-10",
    });
    expect(partition({ InitiationTimestamp: "2026-06-10T12:20:00.123Z" })).to.deep.equal({ dt: "2026-06-10" });
  });

  it("is what the prefix names, and fits the length of a parameter", () => {
    expect(Object.keys(partition({}) as object).map((key) => `!{partitionKeyFromQuery:${key}}`)).to.deep.equal(
      delivery.prefix.match(/!\{[^}]+\}/g),
    );
    for (const { parameterValue } of processors().flatMap(({ parameters }) => parameters))
      expect(parameterValue).to.have.length.within(1, 512);
  });

  it("does not join a record to the next: the delimiter of the stream is the end of a line", () => {
    const delimiter = processors<string>()
      .flatMap(({ parameters }) => parameters)
      .find(({ parameterName }) => parameterName === "Delimiter")?.parameterValue;
    const ended = edgeRecords
      .map((record) => JSON.stringify(record) + (JSON.parse(`"${delimiter}"`) as string))
      .join("");
    expect(ended).to.equal(lines(edgeRecords));
  });
});

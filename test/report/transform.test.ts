import { expect } from "chai";
import { maskContactRecords, type TransformEvent } from "../../handlers/maskContactRecords";
import { openDelivery } from "../../local/report/firehose/delivery";
import { deliverySettings } from "../../local/report/firehose/settings";
import { startTransform, transformed } from "../../local/report/firehose/transform";
import { processors } from "../../components/contactRecordArchive/layout";
import { filesIn, graphWithStream, newFolder } from "./support";
import { InputError } from "../../local/shared/errors";
import type { InvocationResult } from "../../local/simulator/functionWorker";

const AT = Date.parse("2026-05-04T10:20:30Z");
const ARN = "arn:aws:lambda:us-east-1:000000000000:function:mask";
const SETTINGS = { arn: ARN, retries: 3, batchBytes: 1024 * 1024 };
const arrivals = (...records: string[]) => records.map((record, index) => ({ record, at: AT + index }));
const encoded = (text: string): string => Buffer.from(text).toString("base64");
const ok = (recordId: string, text: string) => ({ recordId, result: "Ok", data: encoded(text) });

type Answering = (event: TransformEvent, attempt: number) => Partial<InvocationResult>;

/** What becomes of records by a function that answers so. */
async function through(records: readonly string[], answering: Answering, settings = SETTINGS) {
  const events: TransformEvent[] = [];
  const result = await transformed(arrivals(...records), settings, (event) => {
    events.push(event as TransformEvent);
    return Promise.resolve({ id: 1, ...answering(event as TransformEvent, events.length) });
  });
  return {
    kept: result.kept.map(({ record }) => record),
    codes: result.failed.map(({ code, arrival, attempts }) => `${arrival.record} ${code} ${attempts}`),
    events,
  };
}

describe("The transform of a delivery stream on a laptop", () => {
  it("hands over what came, in batches of the stream's size, and keeps what is answered in any order", async () => {
    const { kept, events } = await through(
      ["aaaa", "bbb", "c", "dddd dddd"],
      ({ records }) => ({
        answer: {
          records: records
            .map(({ recordId, data }) => ok(recordId, Buffer.from(data, "base64").toString().toUpperCase()))
            .reverse(),
        },
      }),
      { ...SETTINGS, batchBytes: 8 },
    );
    expect(kept).to.deep.equal(["AAAA", "BBB", "C", "DDDD DDDD"]);
    expect(
      events.map(({ records }) => records.map(({ data }) => Buffer.from(data, "base64").toString())),
    ).to.deep.equal([["aaaa", "bbb", "c"], ["dddd dddd"]]);
  });

  it("drops what is to be dropped, and sets aside what failed, was forgotten or was answered twice", async () => {
    const records = [
      { recordId: "0", result: "Dropped" },
      { recordId: "1", result: "ProcessingFailed", data: encoded("b") },
      ok("3", "d"),
      ok("3", "d"),
      ok("4", "E"),
    ];
    const { kept, codes } = await through(["a", "b", "c", "d", "e"], () => ({ answer: { records } }));
    expect(kept).to.deep.equal(["E"]);
    expect(codes).to.deep.equal([
      "b Lambda.ProcessingFailedStatus 1",
      "c Lambda.MissingRecordId 1",
      "d Lambda.DuplicatedRecordId 1",
    ]);
  });

  it("hands a batch over four times when the function fails, and then sets it aside", async () => {
    const { kept, codes, events } = await through(["a", "b"], () => ({
      error: "ResourceNotFoundException: no secret",
    }));
    expect([kept, codes, events.length]).to.deep.equal([
      [],
      ["a Lambda.FunctionError 4", "b Lambda.FunctionError 4"],
      4,
    ]);
    const second = await through(["a"], ({ records }, attempt) =>
      attempt === 1
        ? { error: "busy", timedOut: true }
        : { answer: { records: [ok(records[0]?.recordId ?? "", "A")] } },
    );
    expect([second.kept, second.events.length]).to.deep.equal([["A"], 2]);
  });

  it("takes no answer of another form, and none above 6 MB", async () => {
    for (const answer of [
      undefined,
      {},
      { records: [{ recordId: "0", result: "Fine", data: "" }] },
      { records: [{ recordId: "0", result: "Ok" }] },
    ])
      expect((await through(["a"], () => ({ answer }))).codes, JSON.stringify(answer)).to.deep.equal([
        "a Lambda.JsonProcessingException 1",
      ]);
    expect(
      (await through(["a"], () => ({ answer: { records: [ok("0", "x".repeat(5 * 1024 * 1024))] } }))).codes,
    ).to.deep.equal(["a Lambda.FunctionError 4"]);
  });

  it("comes before the day is read, and its failures lie in the folder of their kind as they came", async () => {
    const graph = graphWithStream({
      processingConfiguration: { enabled: true, processors: processors(`${ARN}:$LATEST`) },
    });
    const settings = deliverySettings(graph);
    expect(settings.transform).to.deep.equal(SETTINGS);
    const folder = newFolder();
    const good = JSON.stringify({
      ContactId: "1",
      InitiationTimestamp: "2026-05-03T10:00:00Z",
      CustomerEndpoint: { Address: "+352000000001" },
    });
    const mask = {
      transform: (records: ReturnType<typeof arrivals>) =>
        transformed(records, SETTINGS, (event) =>
          Promise.resolve({
            id: 1,
            answer: maskContactRecords(event as TransformEvent, { secret: "k", attributes: [] }),
          }),
        ),
      close: () => Promise.resolve(),
    };
    const stream = await openDelivery(settings, folder, mask);
    await stream.put(arrivals("no record", good));
    await stream.close();
    const files = filesIn(folder);
    expect(Object.keys(files).map((path) => path.slice(0, path.lastIndexOf("/")))).to.deep.equal([
      "contact-records/dt=2026-05-03",
      "errors/processing-failed/dt=2026-05-04",
    ]);
    const [kept = "", failed = ""] = Object.values(files);
    expect(kept)
      .to.match(/"Address":"h:[0-9a-f]{64}"/)
      .and.match(/\}\n$/);
    expect(JSON.parse(failed)).to.include({
      attemptsMade: 1,
      arrivalTimestamp: AT,
      errorCode: "Lambda.ProcessingFailedStatus",
      rawData: encoded("no record"),
      lambdaArn: ARN,
    });
  });

  it("is refused where the stack does not make its function", async () => {
    const graph = graphWithStream({ processingConfiguration: { enabled: true, processors: processors(ARN) } });
    const error = await startTransform(graph, deliverySettings(graph)).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error)
      .to.be.instanceOf(InputError)
      .with.property("message")
      .that.includes(`hands its records to ${ARN}, which is no function of stack dev`);
  });
});

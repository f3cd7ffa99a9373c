import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import { adoptionWarnings, type Destination } from "../../../components/contactRecordArchive/adoption";
import { ContactRecordArchive } from "../../../components/contactRecordArchive/contactRecordArchive";
import { delivery, processors } from "../../../components/contactRecordArchive/layout";
import type { Graph } from "../../../local/engine/graph";
import { graphsOf, INSTANCE, of, one } from "./program";
import { EVALUATION } from "../../support";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const DELIVERY_STREAM = "arn:aws:firehose:eu-west-2:123456789012:deliverystream/ctr";

describe("an archive of a delivery stream that exists", function () {
  this.timeout(EVALUATION);
  let watched: Graph;
  before(async () => {
    ({ watched } = await graphsOf({
      watched: {
        archive: {
          existingBucket: { name: "lake", arn: "arn:aws:s3:::lake" },
          existingDeliveryStream: { arn: DELIVERY_STREAM, recordsPrefix: "connect/ctr/" },
          kmsKeyArn: "arn:aws:kms:eu-west-2:123456789012:key/ours",
          protectData: true,
        },
        reporting: {},
      },
    }));
  });

  it("makes nothing but alarms on it, reads where it writes, and says what it could not see", () => {
    expect(watched.resources.filter(({ name, type }) => name.startsWith("a-") && type !== ALARM)).to.deep.equal([]);
    for (const { inputs } of of(watched, ALARM))
      expect(inputs["dimensions"]).to.deep.equal({ DeliveryStreamName: "ctr" });
    expect(of(watched, ALARM)).to.have.length.above(3);
    expect(one(watched, "aws:glue/catalogTable:CatalogTable", "r-records").inputs["storageDescriptor"]).to.include({
      location: "s3://lake/connect/ctr/",
    });
    const said = watched.messages.map(({ text }) => text).join("\n");
    expect(said)
      .to.include("The delivery stream ctr is adopted as it is. How it writes cannot be seen.")
      .and.include("in arn:aws:s3:::lake under connect/ctr/dt=yyyy-MM-dd/");
  });

  it("is refused with every argument that contradicts it, and every one that it needs", () => {
    const make = (more: object) => () =>
      new ContactRecordArchive("a", {
        instanceArn: INSTANCE,
        namePrefix: "x",
        existingDeliveryStream: {
          arn: "arn:aws:firehose:us-east-1:123456789012:deliverystream/ctr",
          recordsPrefix: "/ctr",
        },
        ...more,
      });
    expect(make({})).to.throw(
      /existingDeliveryStream\.arn is [^]*Write arn:aws:firehose:eu-west-2:123456789012:deliverystream\/<name>[^]*recordsPrefix is "\/ctr"[^]*needs existingBucket[^]*needs kmsKeyArn/,
    );
    expect(
      make({ existingStream: { arn: DELIVERY_STREAM }, transform: { secretArn: "arn:secret" }, lifecycle: {} }),
    ).to.throw(
      /existingBucket keeps its owner's[^]*Name it under existingDeliveryStream[^]*sends its records to one place[^]*keeps its owner's processors/,
    );
  });
});

describe("a delivery stream that is adopted", () => {
  const expected = { bucketArn: "arn:aws:s3:::lake", recordsPrefix: "contact-records/" };
  const good = {
    ...delivery,
    bucketArn: "arn:aws:s3:::lake",
    roleArn: "arn:role",
    processingConfiguration: { enabled: true, processors: processors() },
  } as unknown as Destination;
  const warned = (changes: Partial<Record<keyof Destination, unknown>>): string[] =>
    adoptionWarnings({ ...good, ...(changes as Partial<Destination>) }, expected);
  const with_ = (...changed: object[]): object => ({ processingConfiguration: { enabled: true, processors: changed } });
  const [lineFeed, day] = processors() as [object, object];

  it("that writes as the library's own does is nothing to warn of", () => {
    expect(warned({})).to.deep.equal([]);
    expect(warned({ compressionFormat: undefined })).to.deep.equal([]);
  });

  const wrong: readonly [what: string, changes: Partial<Record<keyof Destination, unknown>>, warning: RegExp][] = [
    [
      "writes to another bucket",
      { bucketArn: "arn:aws:s3:::sea" },
      /writes to arn:aws:s3:::sea, and existingBucket is arn:aws:s3:::lake/,
    ],
    ["compresses otherwise", { compressionFormat: "ZIP" }, /writes ZIP/],
    ["converts", { dataFormatConversionConfiguration: { enabled: true } }, /another format/],
    ["ends no line", with_(day), /AppendDelimiterToRecord/],
    [
      "ends its records with something else",
      with_(
        { type: "AppendDelimiterToRecord", parameters: [{ parameterName: "Delimiter", parameterValue: "|" }] },
        day,
      ),
      /AppendDelimiterToRecord/,
    ],
    [
      "has its processors switched off",
      { processingConfiguration: { enabled: false, processors: [lineFeed, day] } },
      /AppendDelimiterToRecord/,
    ],
    [
      "has a function of its own",
      with_({ type: "Lambda", parameters: [] }, lineFeed, day),
      /A function changes the records/,
    ],
    ["lays records by the day they arrive", { prefix: "contact-records/dt=!{timestamp:yyyy-MM-dd}/" }, /counted twice/],
    ["lays records elsewhere", { prefix: "ctr/" }, /below "ctr\/"; reports look below contact-records\/dt=/],
    [
      "takes the day from the update",
      with_(lineFeed, {
        type: "MetadataExtraction",
        parameters: [{ parameterName: "MetadataExtractionQuery", parameterValue: "{dt:.LastUpdateTimestamp[0:10]}" }],
      }),
      /the day from \{dt:\.LastUpdateTimestamp/,
    ],
    ["lays its errors among the records", { errorOutputPrefix: "contact-records/errors/" }, /errors lie below/],
  ];
  for (const [what, changes, warning] of wrong)
    it(`is warned of when it ${what}`, () => {
      expect(warned(changes).join("\n")).to.match(warning);
      expect(warned(changes)[0]).to.match(warning);
    });
});

describe("two archives of one instance", () => {
  const site = { instanceArn: INSTANCE, namePrefix: "x" };

  it("are refused where both tell it where to send its records, before anything of the second is registered", async () => {
    const registered: string[] = [];
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => {
        registered.push(name);
        return { id: name, state: { ...(inputs as object), arn: `arn of ${name}`, bucket: name } };
      },
      call: () => ({}),
    });
    const first = new ContactRecordArchive("first", site);
    expect(() => new ContactRecordArchive("second", site)).to.throw(
      "ContactRecordArchive second cannot be deployed:\n  ContactRecordArchive first tells this instance where to send its records",
    );
    const elsewhere = { ...site, instanceArn: INSTANCE.replace("1111", "9999") };
    const other = new ContactRecordArchive("other", elsewhere);
    const reading = new ContactRecordArchive("reading", {
      ...site,
      existingStream: { arn: "arn:aws:kinesis:eu-west-2:123456789012:stream/ctr" },
    });
    const streams = [first, other, reading].map(({ deliveryStreamArn }) => deliveryStreamArn);
    await new Promise((resolve) => pulumi.all(streams).apply(resolve));
    expect(registered.filter((name) => name.startsWith("second"))).to.deep.equal([]);
  });
});

import { createHmac } from "node:crypto";
import { expect } from "chai";
import { maskContactRecord, maskContactRecords } from "../../handlers/maskContactRecords";

const CALLER = "+447700900123";
const OWN = "+442033180000";
const settings = { secret: "k", attributes: ["country", "reason"] };
const hash = (text: string): string => `h:${createHmac("sha256", "k").update(text).digest("hex")}`;
const RECORD = {
  ContactId: "c1",
  Attributes: { country: "GB", reason: "billing", customer_id: "A-1001", note: "call me" },
  CustomerEndpoint: { Address: CALLER, Type: "TELEPHONE_NUMBER" },
  SystemEndpoint: { Address: OWN, Type: "TELEPHONE_NUMBER" },
  TransferredToEndpoint: { Address: "+353861234567", Type: "TELEPHONE_NUMBER" },
  Tags: { "aws:connect:systemEndpoint": OWN, called_from: `tel ${CALLER}` },
  Queue: null,
  AgentConnectionAttempts: 1,
  CustomerId: "profile-7",
  AFieldToCome: [{ Deep: [CALLER, 3, null] }],
};
const encoded = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
const decoded = (data: string): unknown => JSON.parse(Buffer.from(data, "base64").toString("utf8"));

describe("the transform of contact records", () => {
  const masked = maskContactRecord(RECORD, settings);

  it("leaves no number of anybody but the company, wherever it stands", () => {
    const text = JSON.stringify(masked);
    expect(text).to.not.include(CALLER).and.not.include("+353861234567");
    expect(masked).to.deep.include({
      CustomerEndpoint: { Address: hash(CALLER), Type: "TELEPHONE_NUMBER" },
      SystemEndpoint: RECORD.SystemEndpoint,
      TransferredToEndpoint: { Address: hash("+353861234567"), Type: "TELEPHONE_NUMBER" },
      Tags: { "aws:connect:systemEndpoint": OWN, called_from: `tel ${hash(CALLER)}` },
      AFieldToCome: [{ Deep: [hash(CALLER), 3, null] }],
      CustomerId: hash("profile-7"),
    });
  });

  it("keeps the attributes of the list alone, and all the rest as it is", () => {
    expect(masked).to.deep.include({
      Attributes: { country: "GB", reason: "billing" },
      ContactId: "c1",
      Queue: null,
      AgentConnectionAttempts: 1,
    });
    expect(maskContactRecord({ ContactId: "c", Attributes: null }, settings)).to.include({
      Attributes: null,
      CustomerId: null,
    });
  });

  it("leaves no digit of a long number in what flows set, and the service's own ids as they are", () => {
    const CARD = "4929 1177 8833 4455";
    const own = {
      ContactId: "00000000-0000-4000-8000-000000000001",
      AWSAccountId: "123456789012",
      InstanceARN: "arn:aws:connect:eu-west-2:123456789012:instance/i",
      Recordings: [{ FragmentStartNumber: "91343852333181432392682062607743920146264892640" }],
    };
    const keyed = maskContactRecord(
      {
        ...own,
        Attributes: { country: CARD, reason: "4929117788334455", note: "4929117788334455" },
        References: [{ Value: `card ${CARD}` }],
        SegmentAttributes: { card: { ValueString: CARD } },
        Tags: { card: CARD },
      },
      settings,
    );
    expect(keyed).to.deep.include({
      ...own,
      Attributes: { country: "•••• •••• •••• ••••", reason: "••••••••••••••••" },
      References: [{ Value: "card •••• •••• •••• ••••" }],
      SegmentAttributes: { card: { ValueString: "•••• •••• •••• ••••" } },
      Tags: { card: "•••• •••• •••• ••••" },
    });
    const number = maskContactRecord({ ContactId: "c", Attributes: { reason: CALLER } }, settings);
    expect(number["Attributes"], "a telephone number is hashed, not masked").to.deep.equal({ reason: hash(CALLER) });
  });

  it("gives one number one hash, by the key: another key, another hash", () => {
    const address = (secret: string) =>
      (maskContactRecord(RECORD, { ...settings, secret })["CustomerEndpoint"] as { Address: string }).Address;
    expect(address("k")).to.equal(address("k")).and.not.equal(address("other"));
  });

  it("does not make one caller of all who withhold their number", () => {
    const of = (Address: string) =>
      maskContactRecord({ ContactId: "c", CustomerEndpoint: { Address } }, settings)["CustomerEndpoint"];
    for (const nobody of ["anonymous", "+266696687", "+18656696"])
      expect(of(nobody), nobody).to.deep.equal({ Address: nobody });
    expect(of("07700 900123")).to.deep.equal({ Address: hash("07700 900123") });
    expect(of("sam@example.com")).to.deep.equal({ Address: hash("sam@example.com") });
  });

  it("loses no record by one that cannot be read", () => {
    const records = [RECORD, "{not json", '["a list"]', '{"no":"contact"}', RECORD].map((value, index) => ({
      recordId: String(index),
      data: encoded(value),
    }));
    const answer = maskContactRecords({ records }, settings).records;
    expect(answer.map(({ recordId, result }) => `${recordId} ${result}`)).to.deep.equal([
      "0 Ok",
      "1 ProcessingFailed",
      "2 ProcessingFailed",
      "3 ProcessingFailed",
      "4 Ok",
    ]);
    expect(decoded(answer[4]?.data ?? "")).to.deep.equal(masked);
    expect(answer[1]?.data).to.equal(records[1]?.data);
  });
});

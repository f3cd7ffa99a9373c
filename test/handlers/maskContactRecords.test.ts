import { createHmac } from "node:crypto";
import { expect } from "chai";
import { contactRecordFields, type RecordField } from "../../handlers/contactRecordFields";
import { maskContactRecord, maskContactRecords } from "../../handlers/maskContactRecords";

const CALLER = "+14165550143";
const OWN = "+18335550143";
const INSTANCE = "11111111-2222-3333-4444-555555555555";
const ARN = `arn:aws:connect:ca-central-1:123456789012:instance/${INSTANCE}`;
const ID = "00000000-0000-4000-8000-000000000001";
const settings = { secret: "k", attributes: ["country", "reason", "menu_path", "payment_amount", "language"] };
const hash = (text: string): string => `h:${createHmac("sha256", "k").update(text).digest("hex")}`;
const masked = (fields: object): Readonly<Record<string, unknown>> =>
  maskContactRecord({ ContactId: ID, ...fields }, settings);

/** What may stay of a record, in every field that is listed. */
const KEPT = {
  AWSAccountId: "123456789012",
  AWSContactTraceRecordFormatVersion: "2017-03-10",
  ContactId: ID,
  InitialContactId: null,
  PreviousContactId: "15a5cf14-3212-45a1-9f86-a8e97db8afaf",
  NextContactId: ID,
  RelatedContactId: ID,
  InstanceARN: ARN,
  Channel: "VOICE",
  InitiationMethod: "WEBRTC_API",
  DisconnectReason: "CUSTOMER_DISCONNECT",
  InitiationTimestamp: "2026-06-10T08:59:38Z",
  ConnectedToSystemTimestamp: "2026-06-10T08:59:38.123Z",
  DisconnectTimestamp: "2026-06-10T09:07:22Z",
  LastUpdateTimestamp: "2026-06-10T09:09:02Z",
  ScheduledTimestamp: null,
  TransferCompletedTimestamp: "2026-06-10T09:09:02+02:00",
  AgentConnectionAttempts: 1,
  AnsweringMachineDetectionStatus: "HUMAN_ANSWERED",
  Attributes: {
    country: "CA",
    language: "fr-CA",
    reason: "payment_declined",
    menu_path: "support>2>account>1>moreHelp>0",
    payment_amount: "1250000",
  },
  Tags: { "aws:connect:instanceId": INSTANCE, "aws:connect:systemEndpoint": OWN },
  SegmentAttributes: {
    "connect:Subtype": { ValueString: "connect:Telephony" },
    "connect:Direction": { ValueString: "INBOUND" },
    "connect:ValidationTestType": { ValueString: "EXPERIENCE_VALIDATION" },
  },
  SystemEndpoint: { Address: OWN, Type: "TELEPHONE_NUMBER" },
  Queue: {
    ARN: `${ARN}/queue/${ID}`,
    DequeueTimestamp: "2026-06-10T09:01:49Z",
    Duration: 67,
    EnqueueTimestamp: "2026-06-10T09:00:42Z",
    Name: "Support 24/7 (fr-CA)",
  },
  Agent: {
    ARN: `${ARN}/agent/${ID}`,
    Username: "j.doe-2",
    AfterContactWorkDuration: 32,
    AfterContactWorkStartTimestamp: "2026-06-10T09:07:22Z",
    AfterContactWorkEndTimestamp: "2026-06-10T09:07:54Z",
    AgentInteractionDuration: 313,
    AgentInitiatedHoldDuration: 20,
    AgentPauseDuration: 0,
    ConnectedToAgentTimestamp: "2026-06-10T09:01:49Z",
    CustomerHoldDuration: 20,
    LongestHoldDuration: 20,
    NumberOfHolds: 1,
    RoutingProfile: { ARN: `${ARN}/routing-profile/${ID}`, Name: "Basic Routing Profile" },
    HierarchyGroups: {
      Level1: { ARN: `${ARN}/agent-group/${ID}`, GroupName: "UK" },
      Level2: null,
      Level3: null,
      Level4: null,
      Level5: null,
    },
  },
  Recordings: [
    {
      DeletionReason: null,
      FragmentStartNumber: "91343852333181432392682062607743920146264892640",
      FragmentStopNumber: null,
      Location: `bucket/connect/alias/CallRecordings/2026/06/10/${ID}_20260610T09:01_UTC.wav`,
      MediaStreamType: "AUDIO",
      ParticipantType: "All",
      StartTimestamp: null,
      Status: "AVAILABLE",
      StopTimestamp: null,
      StorageType: "S3",
    },
  ],
  DisconnectDetails: { PotentialDisconnectIssue: "AGENT_DEVICE_ISSUE" },
  Campaign: { CampaignId: ID },
};

/** Fields of the service's data model that are not listed. */
const UNLISTED = [
  "Customer",
  "ContactDetails",
  "References",
  "ContactLens",
  "VoiceIdResult",
  "RoutingCriteria",
  "AdditionalEmailRecipients",
  "ExternalThirdParty",
  "AFieldToCome",
];

const FORMS_OF_A_CALLER = [
  CALLER,
  "14165550143",
  "4165550143",
  "+1 416 555 0143",
  "1-416-555-0143",
  "(416) 555-0143",
  "416.555.0143",
  "tel:+14165550143",
  "tel:14165550143",
  "sip:+14165550143@carrier.example",
  "0014165550143",
  "+1\u00a0416\u202f555\u20110143",
  "٤١٦٥٥٥٠١٤٣",
  "camille@example.com",
  "Camille Tremblay <camille@example.com>",
  "call 416 555 0143 after six",
];

/** The paths of a listed field, each as a record in which one value stands there. */
function placed(field: RecordField, value: unknown): unknown[] {
  if (field === "attributes") return settings.attributes.map((name) => ({ [name]: value }));
  if (typeof field === "string") return [value];
  if ("list" in field) return placed(field.list, value).map((inner) => [inner]);
  const inner = "struct" in field ? field.struct : { ...field.entries, [String(value)]: "word" as const, mine: "word" };
  return Object.entries(inner as Readonly<Record<string, RecordField>>).flatMap(([name, one]) =>
    placed(one, value).map((found) => ({ [name]: found })),
  );
}

describe("the transform of contact records", () => {
  it("keeps of a record every field that is listed, as it came", () => {
    expect(masked(KEPT)).to.deep.equal(KEPT);
    const listed = Object.keys(contactRecordFields);
    const personal = ["CustomerId", "CustomerEndpoint", "TransferredToEndpoint"];
    expect(listed.filter((name) => !(name in KEPT))).to.have.members(personal);
  });

  it("leaves a caller's number or mail in no field, listed or not, in whatever form it came", () => {
    const records = FORMS_OF_A_CALLER.flatMap((form) => [
      ...Object.entries<RecordField>(contactRecordFields).flatMap(([name, field]) =>
        placed(field, form).map((value) => ({ form, record: { [name]: value } })),
      ),
      ...UNLISTED.flatMap((name) =>
        [form, [{ Name: form }], { Value: form, [form]: 1 }].map((value) => ({ form, record: { [name]: value } })),
      ),
      { form, record: { CustomerEndpoint: { Address: CALLER, DisplayName: form } } },
      { form, record: { Agent: { Username: "j", DeviceInfo: form } } },
    ]);
    expect(records.length).to.be.greaterThan(1000);
    for (const { form, record } of records) {
      // The company's own numbers are kept where the service writes them, and nothing but E.164.
      const isOwn = form === CALLER && /SystemEndpoint|systemEndpoint/.test(JSON.stringify(record));
      const text = JSON.stringify(masked(record))
        .replaceAll(/h:[0-9a-f]{64}/g, "")
        .replaceAll(ID, "");
      if (!isOwn) expect(text, JSON.stringify(record)).to.not.match(/\p{Nd}{3}|amille|@/u);
    }
  });

  it("leaves no name where text may stand that others wrote", () => {
    for (const record of [
      { CustomerEndpoint: { Address: "Camille Tremblay", DisplayName: "Camille Tremblay" } },
      { ContactDetails: { Name: "Camille Tremblay", Description: "Camille Tremblay" } },
      { References: [{ Name: "Camille", Value: "Camille Tremblay" }] },
      { Tags: { "aws:connect:instanceId": "Camille", Camille: "Tremblay" } },
      { SegmentAttributes: { "connect:Subtype": { ValueString: "Camille" }, mine: { ValueString: "Camille" } } },
      { Attributes: { reason: "Camille Tremblay", note: "Camille" } },
      { DisconnectReason: "Camille Tremblay", InitialContactId: "Camille" },
    ])
      expect(JSON.stringify(masked(record))).to.not.match(/Camille|Tremblay/);
  });

  it("gives one number one hash, in whatever form it comes", () => {
    const of = (Address: string) =>
      (masked({ CustomerEndpoint: { Address } })["CustomerEndpoint"] as { Address: string }).Address;
    for (const form of [
      CALLER,
      "14165550143",
      "tel:+14165550143",
      "TEL:+1-416-555-0143",
      "tel:4165550143;phone-context=+1",
      "sip:+14165550143@carrier.example;user=phone",
      "0014165550143",
      "+1 (416) 555-0143",
      "+1\u00a0416\u202f555\u20110143",
      "＋１４１６５５５０１４３",
      "\u202a+14165550143\u202c",
    ])
      expect(of(form), form).to.equal(hash(CALLER));
    expect(of("07700 900123")).to.equal(of("07700-900123")).and.to.equal(hash("07700900123"));
    expect(of("Sam@Example.com")).to.equal(hash("sam@example.com"));
    expect(of(hash(CALLER)), "a record that comes through again").to.equal(hash(CALLER));
    expect(masked({ CustomerId: "profile-7" })["CustomerId"]).to.equal(hash("profile-7"));
  });

  it("leaves a record as it is that comes through again, when it is sent once more", () => {
    const once = masked({
      ContactId: "first leg",
      CustomerId: "profile-7",
      CustomerEndpoint: { Address: "sip:1@x" },
      TransferredToEndpoint: { Address: "Restricted" },
      Agent: { Username: "jo@fernhill.example" },
    });
    expect(masked(once)).to.deep.equal(once);
  });

  it("gives another hash by another key", () => {
    const by = (secret: string) =>
      maskContactRecord({ ContactId: ID, CustomerEndpoint: { Address: CALLER } }, { ...settings, secret });
    expect(by("k")).to.deep.equal(by("k")).and.not.deep.equal(by("other"));
  });

  it("does not make one caller of all who withhold their number", () => {
    const of = (Address: unknown) => masked({ CustomerEndpoint: { Address } })["CustomerEndpoint"];
    for (const nobody of ["anonymous", "+266696687", "+18656696"])
      expect(of(nobody), nobody).to.deep.equal({ Address: nobody });
    for (const nobody of ["Restricted", "Softphone", "unavailable"])
      expect(of(nobody), nobody).to.deep.equal({ Address: "anonymous" });
    for (const nobody of [null, ""]) expect(of(nobody)).to.deep.equal({ Address: null });
  });

  it("ties together what ids of another form tied, and keeps no agent's address of mail", () => {
    const one = masked({ ContactId: "first leg" });
    expect(masked({ InitialContactId: "first leg" })["InitialContactId"]).to.equal(one["ContactId"]);
    expect(masked({ Agent: { Username: "jo@fernhill.example" } })["Agent"]).to.deep.equal({
      Username: hash("jo@fernhill.example"),
    });
  });

  it("keeps of attributes those of the list, where they hold what flows set", () => {
    const of = (Attributes: unknown) => masked({ Attributes })["Attributes"];
    expect(of({ country: "CA", customer_id: "A-1001" })).to.deep.equal({ country: "CA" });
    expect(of({ country: "CA", reason: "4929 1177 8833 4455", payment_amount: "4929117788334455" })).to.deep.equal({
      country: "CA",
    });
    expect(of({ menu_path: "a>4>1>6>5>5>5>0", reason: 7 })).to.deep.equal({});
    expect(of("text")).to.equal(null);
    expect(of(JSON.parse('{"__proto__":{"country":"CA"},"constructor":"x"}'))).to.deep.equal({});
  });

  it("loses no record by one that cannot be read", () => {
    const encoded = (value: unknown): string =>
      Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
    const records = [KEPT, "{not json", '["a list"]', '{"no":"contact"}', KEPT].map((value, index) => ({
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
    expect(JSON.parse(Buffer.from(answer[4]?.data ?? "", "base64").toString("utf8"))).to.deep.equal(KEPT);
    expect(answer[1]?.data).to.equal(records[1]?.data);
  });
});

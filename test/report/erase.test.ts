import { expect } from "chai";
import { gunzipSync, gzipSync } from "node:zlib";
import { after, afterEach, before, beforeEach } from "mocha";
import { maskContactRecord } from "../../handlers/maskContactRecords";
import { type EmbeddedSecrets, startSecrets } from "../../local/emulator/secretsManager";
import { namesCaller } from "../../local/report/archive/caller";
import type { Run } from "../company";
import { inDeployedStack } from "../deployedStack";
import { ivr } from "../prompts/run";
import { contact, lines, type RecordFields } from "../reporting/records";
import { BUCKET, CREDENTIALS, type S3StandIn, startS3 } from "./s3StandIn";

const CALLER = "+14165550143";
const OTHER = "+14165550144";
const SECRET = "arn:aws:secretsmanager:eu-west-2:123456789012:secret:hash-1a2b3c";
const id = (serial: number): string => `00000000-0000-4000-8000-${String(serial).padStart(12, "0")}`;
const of = (serial: number, caller: string | null, fields: RecordFields = {}): RecordFields =>
  contact(id(serial), "2026-06-10T08:00:00Z", caller, {}, fields);
const masked = (record: RecordFields) => maskContactRecord(record, { secret: "k", attributes: ["country"] });
const packed = (...records: RecordFields[]): Buffer => gzipSync(lines(records));
const setAside = (record: RecordFields): RecordFields => ({
  errorCode: "Lambda.FunctionError",
  rawData: Buffer.from(JSON.stringify(record)).toString("base64"),
});
const unpacked = (bytes: Buffer | undefined): string => (bytes === undefined ? "" : gunzipSync(bytes).toString());

const DAY = "contact-records/dt=2026-06-10/a record's file.json.gz";
const LATER = "contact-records/dt=2026-06-11/later.json.gz";
const ALONE = "contact-records/dt=2026-06-12/alone.json.gz";
const FAILED = "errors/processing-failed/dt=2026-06-10/failed.json.gz";
const FOREIGN = "elsewhere/lake.json.gz";

for (const versioned of [true, false])
  describe(`ivr erase, of a bucket ${versioned ? "with" : "without"} versions`, () => {
    let leave: () => void;
    let secrets: EmbeddedSecrets;
    let s3: S3StandIn;
    before(async () => {
      leave = inDeployedStack({ archive: `{ enabled: true, transform: { secretArn: "${SECRET}" } }` });
      secrets = await startSecrets([{ arn: SECRET, name: "hash" }]);
      secrets.store.put({ SecretId: SECRET, SecretString: "k" });
    });
    beforeEach(async () => {
      s3 = await startS3(versioned);
      // From before there was a transform.
      s3.put(DAY, packed(of(1, CALLER), of(2, OTHER)));
      s3.put(
        DAY,
        packed(masked(of(1, CALLER)), masked(of(2, OTHER)), of(3, "anonymous", { Tags: { by: "416 555-0143" } })),
      );
      // A leg of the call that names nobody, and a guide beside it.
      s3.put(
        LATER,
        packed(
          masked(of(4, null, { InitialContactId: id(1) })),
          masked(of(5, null, { RelatedContactId: id(1) })),
          masked(of(6, OTHER)),
        ),
      );
      s3.put(ALONE, packed(masked(of(7, `tel:${CALLER}`))));
      s3.put(FAILED, packed(setAside(of(8, CALLER)), setAside(of(9, OTHER))));
      s3.put(FOREIGN, packed(of(10, CALLER)));
    });
    afterEach(() => s3.close());
    after(async () => {
      leave();
      await secrets.close();
    });

    const erase = (...args: string[]): Promise<Run> =>
      ivr(["erase", "--caller", CALLER, "--bucket", BUCKET, ...args], {
        ...CREDENTIALS,
        AWS_ENDPOINT_URL_S3: s3.url,
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
      });
    const everything = (): string =>
      s3
        .keys()
        .filter((key) => key !== FOREIGN)
        .flatMap((key) => s3.versionsOf(key).map((bytes) => unpacked(bytes)))
        .join("");
    /** The contacts of others, as reports see them. */
    const others = (): string[] =>
      [DAY, LATER, FAILED]
        .flatMap((key) => unpacked(s3.versionsOf(key)[0]).split("\n"))
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { rawData?: string; ContactId: string })
        .map(({ rawData, ContactId }) =>
          rawData === undefined
            ? ContactId
            : (JSON.parse(Buffer.from(rawData, "base64").toString()) as { ContactId: string }).ContactId,
        )
        .filter((one) => [2, 6, 9].map(id).includes(one));

    it("counts, and changes nothing, unless it is told to", async () => {
      const before = everything();
      const { code, out } = await erase();
      expect(code).to.equal(1);
      expect(out).to.equal(
        `Looked at ${versioned ? 5 : 4} versions of files.\nFound ${versioned ? 7 : 6} records of 4 contacts, in 4 files and ${versioned ? 1 : 0} older versions. Nothing was changed: erase them with --apply.\n`,
      );
      expect(out).to.not.include("5550143");
      expect(everything()).to.equal(before);
      expect(s3.requests.every((request) => request.startsWith("GET "))).to.equal(true);
    });

    it("erases what is the caller's in every form and version, and nothing else", async () => {
      const { code, out, err } = await erase("--apply");
      expect([code, err]).to.deep.equal([0, ""]);
      expect(out).to.include(`Erased ${versioned ? 7 : 6} records of 4 contacts`);
      for (const serial of [1, 3, 4, 5, 7, 8]) expect(everything(), String(serial)).to.not.include(id(serial));
      expect(everything()).to.not.match(/5550143|555-0143/);
      expect(others()).to.have.members([2, 6, 9].map(id));
      expect(s3.keys()).to.deep.equal([DAY, LATER, FOREIGN, FAILED].sort());
      expect(s3.versionsOf(FOREIGN)).to.have.length(1);
      expect(JSON.parse((await erase("--json")).out)).to.deep.include({ records: 0, unreadable: [] });
      expect((await erase()).code).to.equal(0);
    });

    it("asks again where the service is busy", async () => {
      s3.busy = 1;
      expect((await erase("--apply")).code).to.equal(0);
    });

    it("may be broken off at any moment, and begun again", async () => {
      let code: number;
      do {
        // One step further each time.
        s3.breaksAfter = 1;
        const run = await erase("--apply");
        code = run.code;
        if (code !== 0) expect(run.err).to.match(/^Amazon S3 refuses .*: ExpiredToken\. /);
        expect(others()).to.have.members([2, 6, 9].map(id));
      } while (code !== 0);
      for (const serial of [1, 3, 4, 5, 7, 8]) expect(everything(), String(serial)).to.not.include(id(serial));
    });

    it("tells which file it cannot read, and ends with 1 for that", async () => {
      s3.put("contact-records/dt=2026-06-13/broken.json.gz", packed(of(11, CALLER)).subarray(0, 40));
      const { code, out } = await erase("--apply");
      expect(code).to.equal(1);
      expect(out).to.match(/broken\.json\.gz \(version \w+\) cannot be decompressed, or unpacks without end\./);
      expect(others()).to.have.members([2, 6, 9].map(id));
    });

    it("says in one sentence what keeps it from looking", async () => {
      expect(await erase("--bucket", "other")).to.deep.include({ code: 2, out: "" });
      expect((await erase("--bucket", "other")).err).to.match(/^Amazon S3 refuses other: NoSuchBucket\. /);
      expect((await erase("--caller", "416 555 0143")).err).to.match(/is not in E\.164/);
    });
  });

describe("a caller who is to be erased", () => {
  const names = namesCaller(CALLER, undefined);

  it("is known by the number in every form", () => {
    for (const form of [
      "+14165550143",
      "tel:14165550143",
      "00 1 (416) 555-0143",
      "011 1 416 555 0143",
      "4165550143",
      "call 416.555.0143!",
      "１４１６５５５０１４３",
      "sip:+14165550143@carrier.example",
    ])
      expect(names(form), form).to.equal(true);
    expect(namesCaller("+447700900123", undefined)("07700 900123")).to.equal(true);
    expect(namesCaller("+447700900123", undefined)("+44 (0)7700 900123")).to.equal(true);
  });

  it("is nobody whose number holds the same digits", () => {
    for (const other of ["+44 4165550143", "+444165550143", "94165550143", "41655501430", "+141655501430", "555 0143"])
      expect(names(other), other).to.equal(false);
    // As many seconds, or cents, as the number has digits within its country.
    expect(namesCaller("+3545550143", undefined)("5550143")).to.equal(false);
  });
});

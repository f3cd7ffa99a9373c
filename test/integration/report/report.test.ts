import { expect } from "chai";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { flatFromRecordsSql, reportedAttributes } from "../../../components/reportingDataset/sql";
import { openRecords } from "../../../local/report/answers/trino";
import { e164Of, type Laptop, startLaptop } from "../../../local/laptop";
import type { ContactRecord } from "../../../local/simulator/contactRecord";
import { type Making, reportOnArchive, reportOnTraffic } from "../../../local/report/report";
import type { Report } from "../../../local/report/write";
import { companyLaptop, companyProject } from "../../company";
import { EVALUATION } from "../../support";
import { filesIn, newFolder } from "../../report/support";

const CALLS = 60;
const making = (out: string): Making => ({ out, assumed: { costPerAgentContact: 5 }, progress: () => undefined });

/** The stack with the numbers of one country alone. */
const germanyOf = (laptop: Laptop): Laptop => ({
  ...laptop,
  numbers: laptop.numbers.filter(({ country, lineOfBusiness }) => country === "DE" && lineOfBusiness === "support"),
});
const germany = async (): Promise<Laptop> => germanyOf(await companyLaptop());

const SECRET = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:hash-1a2b3c";

/** The stack with an archive that masks. */
const startMasking = (): Promise<Laptop> =>
  startLaptop(companyProject({ archive: JSON.stringify({ transform: { secretArn: SECRET } }) }));

let reported: Promise<{ report: Report; out: string }> | undefined;

/** One report for all that is asked of it. */
function trafficReport(): Promise<{ report: Report; out: string }> {
  const out = join(newFolder(), "report");
  reported ??= germany().then(async (laptop) => ({
    report: await reportOnTraffic(laptop, CALLS, "1", making(out)),
    out,
  }));
  return reported;
}

const figures = (out: string): Record<string, string> =>
  Object.fromEntries(Object.entries(filesIn(out)).filter(([path]) => /^(report\.json|.*\.csv)$/.test(path)));

describe("A report of made-up traffic", function () {
  this.timeout(EVALUATION);
  it("counts every call that was made up, and holds its figures three times over", async () => {
    const { report, out } = await trafficReport();
    expect(report.totals.calls).to.equal(CALLS);
    expect(report.by.country.map((row) => [row["country"], row["calls"]])).to.deep.equal([["DE", CALLS]]);
    expect(report.contacts).to.be.above(CALLS);
    expect(report.records).to.be.above(report.contacts);
    expect(JSON.parse(readFileSync(join(out, "report.json"), "utf8"))).to.deep.equal(
      JSON.parse(JSON.stringify(report)),
    );
    expect(figures(out)["by-country.csv"]).to.match(new RegExp(`^country,calls,.*\r\nDE,${CALLS},`));
    expect(readFileSync(join(out, "report.html"), "utf8")).to.include(`<dt>Calls</dt><dd>${CALLS}</dd>`);
  });

  it("keeps its records as the archive of the stack would, each on a line of its own", async () => {
    const { report, out } = await trafficReport();
    const objects = Object.entries(filesIn(out)).filter(([path]) => path.startsWith("contact-records/"));
    const records = objects.flatMap(([path, text]) =>
      text
        .trim()
        .split("\n")
        .map((line) => ({ day: /dt=([\d-]+)\//.exec(path)?.[1], record: JSON.parse(line) as ContactRecord })),
    );
    expect(records).to.have.length(report.records);
    expect(records.every(({ day, record }) => record.InitiationTimestamp.startsWith(`${day}T`))).to.equal(true);
    const ids = new Set(records.map(({ record }) => record.ContactId));
    const links = records.flatMap(({ record }) =>
      [record.InitialContactId, record.PreviousContactId, record.NextContactId].filter((id) => id !== null),
    );
    expect(links).to.have.length.above(0);
    expect(
      links.every((id) => ids.has(id)),
      "every contact of a chain is there",
    ).to.equal(true);
  });

  it("tells nobody's number and nobody's name", async () => {
    const { out } = await trafficReport();
    const told = Object.entries(filesIn(out))
      .filter(([path]) => !path.startsWith("contact-records/"))
      .map(([, text]) => text)
      .join("\n");
    expect(told).not.to.match(/\+49000|\b\+\d{10,}|"caller_hash"|Robin/);
  });

  it("is the same for the same seed", async () => {
    const { out } = await trafficReport();
    const again = join(newFolder(), "again");
    await reportOnTraffic(await germany(), CALLS, "1", making(again));
    expect(figures(again)).to.deep.equal(figures(out));
  });

  it("says the same when its archive is read as a downloaded one", async () => {
    const { report, out } = await trafficReport();
    const other = await reportOnArchive(join(out, "contact-records"), making(join(newFolder(), "other")));
    expect(other).to.deep.include({
      records: report.records,
      contacts: report.contacts,
      days: report.days,
      malformed: [],
    });
    expect(other.totals).to.deep.equal(report.totals);
  });
});

describe("A report of a stack that masks its records", function () {
  this.timeout(EVALUATION);
  const out = join(newFolder(), "masked");
  let masked: Report;
  let laptop: Laptop;
  before(async () => {
    laptop = await startMasking();
    masked = await reportOnTraffic(germanyOf(laptop), CALLS, "1", making(out)).finally(() => laptop.close());
  });

  it("has no telephone number in its archive and on its page but the company's own", () => {
    const files = Object.entries(filesIn(out));
    const own = new Set(laptop.numbers.map(e164Of));
    expect(files.filter(([path]) => path.startsWith("contact-records/"))).to.have.length.above(10);
    for (const [path, text] of files)
      for (const [found] of text.matchAll(/\+\d{7,15}\b/g))
        expect(own.has(found), `${found} in ${path}`).to.equal(true);
    expect(files.some(([path]) => path.startsWith("errors/"))).to.equal(false);
  });

  it("keeps the attributes of the contract that tell about nobody", () => {
    const records = Object.entries(filesIn(out))
      .filter(([path]) => path.startsWith("contact-records/"))
      .flatMap(([, text]) =>
        text
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as ContactRecord),
      );
    const kept = new Set(records.flatMap(({ Attributes }) => Object.keys(Attributes)));
    expect(kept.has("country")).to.equal(true);
    for (const name of kept) expect(reportedAttributes).to.include(name);
  });

  it("takes the hashes as they are for callers, and has the figures of the stack that does not mask", async () => {
    const database = await openRecords(join(out, "contact-records", "*", "*"));
    try {
      const callers = (
        await database.runAndReadAll(
          `SELECT DISTINCT caller_hash FROM (${flatFromRecordsSql()}) WHERE caller_hash IS NOT NULL`,
        )
      )
        .getRowsJS()
        .flat() as string[];
      expect(callers).to.have.length.within(CALLS / 2, CALLS);
      for (const caller of callers) expect(caller).to.match(/^h:[0-9a-f]{64}$/);
    } finally {
      database.closeSync();
    }
    const { report: plain } = await trafficReport();
    expect(masked.totals).to.deep.equal(plain.totals);
    expect(masked.contacts).to.equal(plain.contacts);
  });
});

describe("A report of a downloaded archive", () => {
  it("shows what could not be read, on the page too", async () => {
    const from = newFolder();
    mkdirSync(join(from, "dt=2026-05-04"));
    writeFileSync(
      join(from, "dt=2026-05-04", "a.json"),
      `${JSON.stringify({ ContactId: "1", Channel: "VOICE", InitiationMethod: "INBOUND", InitiationTimestamp: "2026-05-04T10:00:00Z" })}\n{"broken\n`,
    );
    const out = join(newFolder(), "out");
    const { malformed, totals } = await reportOnArchive(from, making(out));
    expect(malformed).to.deep.equal([{ file: "dt=2026-05-04/a.json", line: 2, problem: "is no JSON" }]);
    expect(totals.calls).to.equal(1);
    expect(readFileSync(join(out, "report.html"), "utf8")).to.include(
      "1 line could not be read, and no figure counts them: dt=2026-05-04/a.json:2 is no JSON.",
    );
  });

  it("shows no digit of a card number that an attribute holds, on the page, in tables or in figures", async () => {
    const from = newFolder();
    const CARD = "4929117788334455";
    const named = ["country", "language", "line_of_business", "environment", "payment_currency", "menu_path"];
    writeFileSync(
      join(from, "a.json"),
      JSON.stringify({
        ContactId: "1",
        Channel: "VOICE",
        InitiationMethod: "INBOUND",
        InitiationTimestamp: "2026-05-04T10:00:00Z",
        Attributes: Object.fromEntries(named.map((name) => [name, CARD])),
      }),
    );
    const out = join(newFolder(), "out");
    const report = await reportOnArchive(from, making(out));
    expect(report.by.country.map(({ country }) => country)).to.deep.equal(["•".repeat(16)]);
    const files = filesIn(out);
    expect(Object.keys(files)).to.include.members(["report.html", "report.json", "by-country.csv"]);
    for (const [path, text] of Object.entries(files)) expect(text, path).not.to.match(/4929|11778833/);
  });

  it("without a single call has a page of none, and says so", async () => {
    const from = newFolder();
    const test = {
      ContactId: "1",
      Channel: "VOICE",
      InitiationMethod: "INBOUND",
      InitiationTimestamp: "2026-05-04T10:00:00Z",
      SegmentAttributes: { "connect:ValidationTestType": { ValueString: "EXPERIENCE_VALIDATION" } },
    };
    writeFileSync(join(from, "a.json"), JSON.stringify(test));
    const out = join(newFolder(), "out");
    const { contacts, totals } = await reportOnArchive(from, making(out));
    expect({ contacts, ...totals }).to.include({ contacts: 0, calls: 0, cost_avoided: 0, abandonment: null });
    const page = readFileSync(join(out, "report.html"), "utf8");
    expect(page)
      .to.include("From 1 file of an archive")
      .and.include("None of the records is of a contact that is counted, so there is no figure.")
      .and.include("<dt>Calls</dt><dd>0</dd>");
    expect(figures(out)["by-country.csv"]?.trim().split("\r\n")).to.have.length(1);
  });

  it("takes the place of a former one, and leaves nothing of its records behind", async () => {
    const [from, out] = [newFolder(), join(newFolder(), "out")];
    const temporary = newFolder();
    const usual = process.env["TMPDIR"];
    process.env["TMPDIR"] = temporary;
    try {
      for (const day of ["2026-05-04", "2026-05-05"]) {
        writeFileSync(
          join(from, "a.json"),
          JSON.stringify({
            ContactId: "1",
            Channel: "VOICE",
            InitiationMethod: "INBOUND",
            InitiationTimestamp: `${day}T10:00:00Z`,
          }),
        );
        expect((await reportOnArchive(from, making(out))).days).to.deep.equal([day, day]);
        expect(figures(out)["by-day.csv"]).to.include(day);
      }
    } finally {
      if (usual === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = usual;
    }
    expect(readdirSync(dirname(out))).to.deep.equal(["out"]);
    expect(readdirSync(temporary)).to.deep.equal([]);
  });
});

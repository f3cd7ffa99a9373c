import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { type Making, reportOnTraffic } from "../../local/report/report";
import type { Report } from "../../local/report/write";
import { companyLaptop } from "../company";
import { newFolder } from "../report/support";
import { laptopOf, ROOT } from "../support";

const CALLS = 100_000;
const PICTURE = join(ROOT, "docs", "images", "report.png");
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const PNG = "89504e47";
const VIEW: BrowserContextOptions = { viewport: { width: 1280, height: 960 }, colorScheme: "light" };
const MAKING: Omit<Making, "out"> = { assumed: { costPerAgentContact: 6.5 }, progress: () => undefined };

describe("A report of 100,000 calls", function () {
  this.timeout(1_800_000);
  const out = join(newFolder(), "report");
  let report: Report;
  before(async () => {
    report = await reportOnTraffic(await companyLaptop(), CALLS, "1", { ...MAKING, out });
  });

  it("counts every call once, in all countries and languages", () => {
    expect(report.totals.calls).to.equal(CALLS);
    expect(report.by.country).to.have.length(3);
    expect(report.by.language).to.have.length(3);
    // Days are those of UTC: the month begins a day earlier in Berlin and ends a day later in Toronto.
    expect(report.by.dt).to.have.length(33);
  });

  it("shows what the goals of the company are: all of its measures have a figure", () => {
    for (const [name, value] of Object.entries(report.totals)) expect(value, name).to.be.a("number").above(0);
  });

  it("is a page that a browser filters, without asking for anything", async function () {
    const executablePath = BROWSERS.find(existsSync);
    if (executablePath === undefined) {
      console.log("      There is no browser here: the page's markup is looked at alone.");
      expect(readFileSync(join(out, "report.html"), "utf8").match(/<svg/g)).to.have.length.above(7);
      return;
    }
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      await filtersIn(browser, out, report);
      if (process.env["UPDATE_GOLDEN"] === "1") await drawPicture(browser);
    } finally {
      await browser.close();
    }
  });
});

async function filtersIn(browser: Browser, out: string, report: Report): Promise<void> {
  const page = await browser.newPage(VIEW);
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => wrong.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) wrong.push(request.url());
  });
  await page.goto(pathToFileURL(join(out, "report.html")).href);
  const picture = join(out, "report.png");
  await page.screenshot({ path: picture });
  await page.selectOption("select[name=country]", "CA");
  const canada = report.by.country.find(({ country }) => country === "CA")?.["calls"] as number;
  expect(await page.textContent("#tiles dd")).to.equal(canada.toLocaleString("en-GB"));
  await page.click("button[type=reset]");
  await page.waitForFunction(
    `document.querySelector("#tiles dd").textContent === ${JSON.stringify(CALLS.toLocaleString("en-GB"))}`,
  );
  expect(wrong).to.deep.equal([]);
  expect(readFileSync(picture).subarray(0, 4).toString("hex")).to.equal(PNG);
}

/** The picture that the README shows is of Example Corp. */
async function drawPicture(browser: Browser): Promise<void> {
  const folder = join(newFolder(), "pictured");
  await reportOnTraffic(await laptopOf("dev"), CALLS, "1", { ...MAKING, out: folder });
  const page = await browser.newPage(VIEW);
  await page.goto(pathToFileURL(join(folder, "report.html")).href);
  mkdirSync(dirname(PICTURE), { recursive: true });
  await page.screenshot({ path: PICTURE });
}

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { after, before } from "mocha";
import { parse } from "yaml";
import { publicHolidays, renderHolidays } from "../../stacks/tools/generateHolidays";
import { copyOfCheckout } from "../checkout";
import { ROOT } from "../support";

const ICELAND = `
  IS:
    name: Iceland
    callingCode: "354"
    timeZone: Atlantic/Reykjavik
    languages: [en-GB]
    open:
      weekdays: { opens: "09:00", closes: "17:00" }
    greetByName: true
    recording: notice
    menus: { sales: sales, support: support, newProducts: newProducts }
`;

/** What a test says that evaluates Example Corp or reads its content. */
const EXAMPLE_CORP =
  /\b(?:graphOf|laptopOf)\b[^;]*from "(?:\.\.\/)+support"|(?:readProject|ivrIn)\(ROOT\b|ROOT, "(?:stacks|scenarios)"|\/stacks\//;

const testsOfExampleCorp = (): string[] =>
  readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.startsWith("full"))
    .map((file) => join("test", file))
    .filter(
      (file) =>
        /^test.(?:exampleCorp|integration)\b/.test(file) || EXAMPLE_CORP.test(readFileSync(join(ROOT, file), "utf8")),
    );

/** A copy of the checkout with its packages, but for the workspaces, which are the copy's own. */
function copyWithPackages(): string {
  const copy = copyOfCheckout();
  const packages = join(ROOT, "node_modules");
  mkdirSync(join(copy, "node_modules"));
  for (const entry of readdirSync(packages, { withFileTypes: true })) {
    const path = join(packages, entry.name);
    symlinkSync(entry.isSymbolicLink() ? readlinkSync(path) : path, join(copy, "node_modules", entry.name));
  }
  return copy;
}

/** Runs a program of the copy, and gives back all that it writes. */
function runIn(copy: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  expect(status, `${args.join(" ")}\n${stdout}${stderr}`).to.equal(0);
  return stdout;
}

/** Adds Iceland as docs/content.md says: the country, its holidays in the years that all have, its numbers. */
function addIceland(copy: string): void {
  const content = join(copy, "stacks", "content");
  const countries = join(content, "countries.yaml");
  const text = readFileSync(countries, "utf8");
  writeFileSync(countries, text.replace(/\ncountries:\n/, `\ncountries:${ICELAND}`));
  const years = new Set(
    [...readFileSync(join(content, "holidays", "CA.yaml"), "utf8").matchAll(/date: "(\d{4})/g)].map(([, year]) =>
      Number(year),
    ),
  );
  writeFileSync(join(content, "holidays", "IS.yaml"), renderHolidays("IS", publicHolidays("IS", [...years])));
  runIn(copy, "--require", "tsx/cjs", join("stacks", "tools", "generateNumbers.ts"));
}

describe("a checkout to which a country is added", () => {
  let copy: string;
  before(function () {
    this.timeout(60_000);
    copy = copyWithPackages();
    addIceland(copy);
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it("answers its numbers", () => {
    const { numbers } = parse(readFileSync(join(copy, "stacks", "content", "numbers", "dev.yaml"), "utf8")) as {
      numbers: readonly { name: string; e164: string }[];
    };
    const number = numbers.find(({ name }) => name === "is-support-did")?.e164 ?? "";
    expect(number).to.match(/^\+354/);
    const call = runIn(copy, join("bin", "ivr.js"), "call", "--dial", number, "--keys", "1");
    expect(call).to.include("IS support").and.include("The call ended in queue: support-en-GB");
  }).timeout(120_000);

  it("passes every test that evaluates Example Corp or reads its content", () => {
    const files = testsOfExampleCorp();
    expect(files).to.include.members(
      readdirSync(join(ROOT, "test", "exampleCorp"))
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => join("test", "exampleCorp", file)),
    );
    const said = runIn(copy, join("node_modules", "mocha", "bin", "mocha.js"), "--parallel", "--jobs", "2", ...files);
    expect(said)
      .to.match(/\d+ passing/)
      .and.not.match(/\d+ (?:failing|pending)/);
  }).timeout(1_200_000);
});

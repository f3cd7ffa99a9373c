import { join } from "node:path";
import { expect } from "chai";
import { all, append, change, contentWith, marksOf, problemsOf, refuses, remove, write } from "./fixture";

describe("reading the content", () => {
  it("accepts the valid content", () => {
    expect(contentWith().numbers.data.numbers.map(({ name }) => name)).to.deep.equal([
      "ca-sales",
      "ca-support",
      "ch-sales",
      "ch-support",
    ]);
  });

  it("does without skills and callers, which are optional", () => {
    const { skills, callers } = contentWith(all(remove("skills.yaml"), remove("callers.yaml")));
    expect({ skills, callers }).to.deep.equal({ skills: undefined, callers: undefined });
  });

  it("leaves files that are not YAML alone", () => {
    expect(problemsOf(write("prompts/notes.txt", "a: ["))).to.deep.equal([]);
  });

  for (const file of ["languages.yaml", "countries.yaml", "linesOfBusiness.yaml", "menus.yaml", "numbers/dev.yaml"])
    it(`says that ${file} is not there`, () => {
      expect(problemsOf(remove(file))).to.deep.equal([
        {
          file: join("content", file),
          key: "",
          message: "The file cannot be read.",
          remedy: "Create it, or correct its name.",
        },
      ]);
    });

  refuses("numbers of another stack that have no shape, though none of them becomes a row", {
    faulty: write("numbers/prod.yaml", "environment: prod\n§numbers: 5\n"),
    key: "numbers",
    message: /5 stands where Array is expected/,
    remedy: /Correct the value/,
    twin: write(
      "numbers/prod.yaml",
      'environment: prod\nnumbers:\n  - { name: ca-sales, e164: "+14165550142", country: XX, lineOfBusiness: sales, kind: did }\n',
    ),
  });

  refuses("malformed YAML", {
    faulty: change("linesOfBusiness.yaml", "\n  support:", "\n§\tsupport:"),
    key: "",
    message: /This is not YAML: Tabs/,
    remedy: /Correct the line/,
    twin: change("linesOfBusiness.yaml", "\n  support:", '\n  "support":'),
  });

  refuses("a YAML key that stands twice", {
    faulty: append("callers.yaml", "§callers: []\n"),
    key: "",
    message: /not YAML.*unique/,
    remedy: /Correct the line/,
    twin: append("callers.yaml", "# callers: []\n"),
  });

  refuses("a second document in one file", {
    faulty: append("skills.yaml", "§---\nattribute: Language\n"),
    key: "",
    message: /not YAML.*multiple documents/,
    remedy: /Correct the line/,
    twin: append("skills.yaml", "# --- attribute: Language\n"),
  });

  it("refuses a text that YAML takes for an alias, as a problem of its file", () => {
    const starred = change("prompts/en-US.yaml", "welcome: Welcome to Acme.", "§welcome: *Welcome");
    const [problem, ...others] = problemsOf(starred);
    expect(problem).to.include(marksOf(starred)[0]);
    expect(problem?.remedy).to.match(/quotes/);
    expect(others).to.deep.equal([]);
    expect(problemsOf(change("prompts/en-US.yaml", "welcome: Welcome to Acme.", 'welcome: "*Welcome"'))).to.deep.equal(
      [],
    );
  });

  it("refuses an empty file", () => {
    const [problem, ...others] = problemsOf(write("callers.yaml", ""));
    expect(problem).to.include({
      file: join("content", "callers.yaml"),
      key: "",
      message: "null stands where Object is expected.",
    });
    expect(others).to.deep.equal([]);
  });

  refuses("a key that is not known", {
    faulty: change(
      "countries.yaml",
      "timeZone: Europe/Zurich",
      "timeZone: Europe/Zurich\n    §timezone: Europe/Zurich",
    ),
    key: "countries.CH.timezone",
    message: /The key timezone is not known here/,
    remedy: /correct its spelling/,
    twin: change("countries.yaml", "timeZone: Europe/Zurich", "timeZone: Europe/Paris"),
  });

  it("refuses each of several unknown keys in one place", () => {
    const unknown = change(
      "countries.yaml",
      "timeZone: Europe/Zurich",
      "timeZone: Europe/Zurich\n    capital: Bern\n    currency: CHF",
    );
    expect(problemsOf(unknown).map(({ key }) => key)).to.have.members([
      "countries.CH.capital",
      "countries.CH.currency",
    ]);
  });

  refuses("a country without a required key, on the country's line", {
    faulty: change("countries.yaml", "  CH:\n    name: Switzerland\n", "  §CH:\n"),
    key: "countries.CH.name",
    message: /The key name is missing/,
    remedy: /Add it/,
    twin: change("countries.yaml", "  CH:\n    name: Switzerland\n", "  CH:\n    name: Suisse\n"),
  });

  it("does not ask for the optional Saturday", () => {
    expect(
      problemsOf(change("countries.yaml", '      saturday: { opens: "10:00", closes: "16:00" }\n', "")),
    ).to.deep.equal([]);
  });

  refuses("a text where a list is expected", {
    faulty: change("countries.yaml", "languages: [fr-FR, en-US]", "§languages: fr-FR"),
    key: "countries.CH.languages",
    message: /"fr-FR" stands where Array is expected/,
    remedy: /Correct the value/,
    twin: change("countries.yaml", "languages: [fr-FR, en-US]", "languages: [fr-FR]"),
  });

  it("remembers the order in which keys stand in the file", () => {
    const { menus } = contentWith(change("menus.yaml", '"1": { say: salesAgent', '"8": { say: salesAgent'));
    expect(menus.keys(["menus", "sales"])).to.deep.equal(["8", "2", "3"]);
    expect(menus.keys(["menus"])).to.deep.equal(["sales", "support"]);
    expect(menus.keys(["menus", "purchases"])).to.deep.equal([]);
  });

  it("counts lines through flow collections, lists and comments", () => {
    const moved = all(
      change("numbers/dev.yaml", "numbers:\n", "# one\n# two\nnumbers:\n"),
      change("numbers/dev.yaml", "country: CH, lineOfBusiness: support", "§country: XX, lineOfBusiness: support"),
    );
    const [mark] = marksOf(moved);
    expect(problemsOf(moved)[0]).to.include({ ...mark, key: "numbers.3.country" });
    expect(mark?.line).to.equal(8);
  });
});

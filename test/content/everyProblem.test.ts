import { expect } from "chai";
import { ContentError } from "../../contentModel";
import { all, change, contentWith, marksOf, problemsOf, remove } from "./fixture";

const MALFORMED = all(
  change("languages.yaml", "voice: Lea, engine: Neural", "§voice: Lea, engine: neural"),
  change("menus.yaml", "reason: callback", "§reason: call-back"),
  change("numbers/dev.yaml", 'e164: "+41445550142"', '§e164: "044 555 01 42"'),
  change("prompts/fr-CA.yaml", "reviewed: true", "§reviewed: perhaps"),
);
const MISLEADING = all(
  change("languages.yaml", "voice: Lea", "§voice: Leah"),
  change(
    "countries.yaml",
    "menus: { sales: sales, support: support }\n  CH:",
    "§menus: { sales: sails, support: support }\n  CH:",
  ),
  change("menus.yaml", "flow: newsFlow", "§flow: newFlow"),
  change("numbers/dev.yaml", "name: ch-support", "§name: ch-sales"),
  change("callers.yaml", "language: fr-CA", "§language: fr-BE"),
  change("prompts/fr-FR.yaml", "closing: Au revoir.", "§closing: Au {name}."),
  change(
    "holidays/CH.yaml",
    '"2026-08-01", name: Fête nationale }',
    '"2026-08-01", name: Fête nationale }\n  - § { date: "2026-08-01", name: Fête }',
  ),
);

const where = ({ file, line }: { file: string; line?: number }): string => `${file}:${line}`;

describe("an error about the content", () => {
  it("reports malformed values of all files at once", () => {
    expect(problemsOf(MALFORMED).map(where)).to.have.members(marksOf(MALFORMED).map(where));
  });

  it("reports wrong references of all files at once", () => {
    expect(problemsOf(MISLEADING).map(where)).to.have.members(marksOf(MISLEADING).map(where));
  });

  it("reports a missing file beside a malformed one", () => {
    const both = all(remove("countries.yaml"), change("skills.yaml", "proficiency: 2", "proficiency: 6"));
    expect(problemsOf(both).map(({ key }) => key)).to.deep.equal(["", "proficiency"]);
  });

  it("gives every problem a file, a line, a key and a remedy", () => {
    for (const { file, line, key, remedy } of problemsOf(MISLEADING)) {
      expect(file).to.match(/^content.+\.yaml$/);
      expect(line).to.be.greaterThan(0);
      expect(key).to.match(/\w/);
      expect(remedy).to.match(/\w.*[.?]$/);
    }
  });

  it("says file, line, key, fault and remedy in one line a problem", () => {
    let message = "";
    try {
      contentWith(MISLEADING);
    } catch (error) {
      if (error instanceof ContentError) message = error.message;
    }
    const lines = message.split("\n  ");
    expect(lines[0]).to.equal("The content has 7 problems:");
    expect(lines).to.have.length(8);
    expect(lines.slice(1)).to.include(
      `${marksOf(MISLEADING)
        .map(where)
        .find((place) =>
          place.includes("callers"),
        )}, callers.0.language: The language fr-BE is not known. Did you mean fr-CA?`,
    );
  });

  it("counts a single problem as one", () => {
    expect(() => contentWith(change("callers.yaml", "language: fr-CA", "language: fr-BE"))).to.throw(
      ContentError,
      "The content has a problem:",
    );
  });

  it("names no line where the file is missing", () => {
    expect(() => contentWith(remove("menus.yaml"))).to.throw(
      ContentError,
      /menus\.yaml: The file cannot be read\. Create it/,
    );
  });
});

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../../support";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap((block) =>
  (block[1] as string).trim().split("\n"),
);

const run = (command: string): Promise<{ code: number; out: string }> =>
  new Promise((resolve) =>
    execFile("bash", ["-c", command], { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out: out + err }),
    ),
  );

describe("the README", function () {
  this.timeout(300_000);

  it("shows no command that nothing runs", () => {
    const ci = readFileSync(join(ROOT, ".ci", "run"), "utf8").split("\n");
    for (const command of commands) {
      if (command.startsWith("npm "))
        for (const part of command.split(" && "))
          expect(ci.map((line) => line.replace(" </dev/null", ""))).to.include(part);
      else expect(command).to.match(/^(npx ivr|pulumi) /);
    }
  });

  for (const command of commands.filter((line) => line.startsWith("npx ivr ")))
    it(`is right that one can type: ${command}`, async () => {
      const { code, out } = await run(command);
      expect(code, out.slice(-500)).to.equal(0);
    });

  it("shows the demo as npm start prints it", async () => {
    const { code, out } = await run("npm start --silent </dev/null");
    expect(code, out).to.equal(0);
    const shown = (/```\n(A caller dials[\s\S]*?)```/.exec(readme)?.[1] ?? "")
      .split("…\n")
      .map((part) => part.trimEnd());
    expect(shown.length).to.be.greaterThan(2);
    for (const part of shown) expect(out).to.include(part);
  });

  it("links to nothing that is not there", () => {
    for (const [, target] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(() => readFileSync(join(ROOT, target as string)), target).to.not.throw(/ENOENT/);
  });
});

import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { temporaryFolder, undoneAtEnd } from "../../local/shared/temporary";
import { newFolder } from "../report/support";

/** The id of a process that is no more. */
const ended = (): number => spawnSync(process.execPath, ["--version"]).pid;

describe("a temporary folder", () => {
  it("removes those whose process was ended by force, and no other's", () => {
    const parent = newFolder();
    const mine = temporaryFolder("ivr", parent);
    const called = (pid: number | string, more = "") =>
      basename(mine.path).replace(`-${process.pid}-`, `-${String(pid)}-`) + more;
    const gone = called(ended());
    const kept = [
      called(ended(), "-former"),
      called("x"),
      gone.replace("ivr-", "ivr-elsewhere-"),
      gone.replace("ivr-", "other-"),
    ];
    for (const name of [gone, ...kept]) mkdirSync(join(parent, name));
    writeFileSync(join(parent, gone, "records.json"), "{}");
    writeFileSync(join(parent, `${called(ended()).slice(0, -1)}_`), "a file");
    const other = temporaryFolder("ivr", parent);
    expect(readdirSync(parent)).to.include.members([basename(mine.path), basename(other.path), ...kept]);
    expect(existsSync(join(parent, gone))).to.equal(false);
    mine.remove();
    other.remove();
    expect(readdirSync(parent)).to.have.length(kept.length + 1);
  });

  it("is undone once, and leaves the process to its signals when nothing is to be undone", () => {
    const listening = () => process.listenerCount("SIGTERM") + process.listenerCount("exit");
    const [before, undone] = [listening(), [] as number[]];
    const one = undoneAtEnd(() => undone.push(1));
    const other = undoneAtEnd(() => undone.push(2));
    for (const undo of [one, one, other]) undo();
    expect([undone, listening()]).to.deep.equal([[1, 2], before]);
  });
});

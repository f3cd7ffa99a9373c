import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import type { Row } from "../../handlers/rowWriter/rowText";
import { type Deployed, PROMPTS, rowOf, rowsOf, type Scene, Stage } from "./stage";

const errorOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "none",
    (error: Error) => error.message,
  );

async function release(deployed: Deployed): Promise<void> {
  await deployed.write();
  await deployed.sweep();
}

const writtenOver = (key: string): string =>
  `The row ${key} stood there with another content, which this stack did not write. It was written over.`;
const stays = (key: string): string =>
  `The row ${key} is not wanted any longer, but somebody changed it since it was written. It stays.`;

describe("Rows of others", () => {
  let stage: Stage;
  let scene: Scene;
  before(async () => (stage = await Stage.start()));
  beforeEach(async () => {
    scene = await stage.scene();
    stage.requests();
  });
  after(() => stage.close());

  it("that are wanted as they are become the stack's, without a word", async () => {
    await scene.put(rowOf(1));
    expect(await scene.deployed([rowOf(1)], { takeOver: true }).write()).to.deep.equal({ written: 0, deleted: 0 });
    await scene.deployed([]).sweep();
    expect(await scene.rows()).to.deep.equal([]);
    expect(scene.warnings).to.deep.equal([]);
  });

  it("that are wanted otherwise are written over, with a warning", async () => {
    await scene.put(rowOf(1, "foreign"), rowOf(2));
    await scene.deployed(rowsOf(3), { takeOver: true }).write();
    expect(await scene.rows()).to.deep.equal(rowsOf(3));
    expect(scene.warnings).to.deep.equal([writtenOver('"row#1"')]);
  });

  it("that are not wanted stay, without a word", async () => {
    await scene.deployed([rowOf(1)]).write();
    await scene.put(rowOf(2));
    await release(scene.deployed([rowOf(3)]));
    await scene.deployed([]).withdraw();
    expect(await scene.rows()).to.deep.equal([rowOf(2)]);
    expect(scene.warnings).to.deep.equal([]);
  });

  it("made of the stack's own, which it does not want any longer, stay with a warning, and are others' from then on", async () => {
    await scene.deployed(rowsOf(3)).write();
    await scene.put(rowOf(1, "somebody's"));
    await scene.remove(rowOf(2));
    const without = scene.deployed([rowOf(0)]);
    await release(without);
    expect(scene.warnings.splice(0)).to.deep.equal([stays('"row#1"')]);
    // Even with the text that the stack once wrote.
    await scene.put(rowOf(1));
    await without.withdraw();
    expect(await scene.rows()).to.deep.equal([rowOf(1)]);
    expect(scene.warnings).to.deep.equal([]);
  });

  it("are named in no warning by the number of a caller", async () => {
    const caller = (text: string): Row => ({ key: "caller#+4930123456", text });
    await scene.put(caller("foreign"));
    await scene.deployed([caller("ours")], { takeOver: true }).write();
    await scene.put(caller("foreign"));
    await release(scene.deployed([rowOf(1)]));
    expect(scene.warnings).to.deep.equal([writtenOver("caller#…"), stays("caller#…")]);
  });

  it("with more in a map that is kept lose that at the sweep, after a warning", async () => {
    const prompts = await stage.scene(PROMPTS);
    const row = (texts: object): Row => ({ language: "en-US", promptSet: "main@", prompts: texts });
    await prompts.put(row({ hello: "Hello.", foreign: "Ahem." }));
    const ours = prompts.deployed([row({ hello: "Hello." })], { keptMaps: ["prompts"], takeOver: true });
    await ours.write();
    expect(prompts.warnings).to.deep.equal([writtenOver('"en-US" "main@"')]);
    expect(await prompts.rows()).to.deep.equal([row({ hello: "Hello.", foreign: "Ahem." })]);
    await ours.sweep();
    expect(await prompts.rows()).to.deep.equal([row({ hello: "Hello." })]);
    expect(prompts.warnings).to.have.length(1);
  });

  for (const [kind, value] of Object.entries({
    "a number beyond those of JavaScript": 12345678901234567890n,
    "a binary": new Uint8Array([1, 2, 3]),
    "a set": new Set(["a", "b"]),
    "a list": [1, true, null, "x", { a: 0.1 }],
  }))
    it(`are compared though they hold ${kind}`, async () => {
      await scene.put({ ...rowOf(1), value }, { ...rowOf(2), text: value });
      await scene
        .deployed([rowOf(1), { ...rowOf(2), text: { ours: "x" } }], { takeOver: true, keptMaps: ["text"] })
        .write();
      expect(await scene.rows()).to.deep.equal([rowOf(1), { ...rowOf(2), text: { ours: "x" } }]);
      expect(scene.warnings).to.deep.equal(['"row#1"', '"row#2"'].map(writtenOver));
    });

  it("with a broken number as large as it gets are written over too", async () => {
    await scene.put({ ...rowOf(1), value: 0.1 });
    await stage.unwatched(async () => {
      const { PutCommand, NumberValue } = await import("@aws-sdk/lib-dynamodb");
      const Item = { ...rowOf(1), value: NumberValue.from("1234567890123456789.5") };
      await stage.documents.send(new PutCommand({ TableName: scene.table, Item }));
    });
    await scene.deployed([rowOf(1)], { takeOver: true }).write();
    expect(await scene.rows()).to.deep.equal([rowOf(1)]);
  });

  describe("before the first deployment", () => {
    it("are a reason to refuse it, which changes nothing and holds nobody up", async () => {
      await scene.put(rowOf(0), rowOf(1));
      expect(await errorOf(scene.deployed(rowsOf(3)).write())).to.equal(
        `2 of the 3 rows stand in ${scene.table} already, and nothing says who wrote them. If an earlier version of this library did, first deploy with rowsAsItems, which lets go of them; if others did, set takeOver (docs/rows.md).`,
      );
      expect(await scene.rows()).to.deep.equal(rowsOf(2));
      const { now } = stage;
      await scene.deployed(rowsOf(3), { takeOver: true }).write();
      expect(stage.now).to.equal(now);
      expect(await scene.rows()).to.deep.equal(rowsOf(3));
    });

    it("are none where an earlier version let go of them", async () => {
      await scene.put({ key: "rows#connect-ivr/dev#head", itemsRetained: "yes" }, rowOf(0), rowOf(1));
      await release(scene.deployed(rowsOf(3)));
      expect(await scene.rows()).to.deep.equal(rowsOf(3));
      expect(scene.warnings).to.deep.equal([]);
    });

    it("are none where they are not wanted, and none afterwards", async () => {
      await scene.put(rowOf(7));
      await scene.deployed([]).write();
      await scene.put(rowOf(8));
      await scene.deployed([rowOf(8)]).write();
      expect(await scene.rows()).to.deep.equal([rowOf(7), rowOf(8)]);
    });
  });

  it("are those of another stack, on the same table", async () => {
    const other = (rows: readonly Row[]) => scene.deployed(rows, { owner: "connect-ivr/other" });
    await scene.deployed(rowsOf(2)).write();
    await other([rowOf(5), rowOf(6)]).write();
    await release(scene.deployed([rowOf(0)]));
    await release(other([rowOf(6)]));
    expect(await scene.rows()).to.deep.equal([rowOf(0), rowOf(6)]);
    await other([]).withdraw();
    expect(await scene.rows()).to.deep.equal([rowOf(0)]);
    await scene.deployed([]).withdraw();
    expect(await scene.items()).to.deep.equal([]);
  });

  describe("and the claim", () => {
    it("is one component's", async () => {
      const ours = scene.deployed(rowsOf(2));
      await ours.claim("rows");
      await ours.claim("rows");
      await ours.write();
      expect(await errorOf(ours.claim("prompts"))).to.equal(
        `The rows of ${scene.table} belong to the component rows of this stack. If prompts is the same under a new name, give it the alias { name: "rows" }.`,
      );
      await ours.withdraw("prompts");
      expect(await scene.rows()).to.deep.equal(rowsOf(2));
    });

    it("goes over to a new name by an alias", async () => {
      const ours = scene.deployed(rowsOf(2));
      await ours.claim("rows");
      await ours.write();
      await ours.claim("renamed", "rows");
      await ours.withdraw("rows");
      expect(await scene.rows()).to.deep.equal(rowsOf(2));
      await ours.withdraw("renamed");
      expect(await scene.items()).to.deep.equal([]);
    });

    it("ends with the stack's rows, and no others", async () => {
      const ours = scene.deployed(rowsOf(3));
      await ours.claim();
      await ours.write();
      await scene.put(rowOf(1, "somebody's"), rowOf(9));
      expect(await ours.withdraw()).to.deep.equal({ written: 0, deleted: 2 });
      expect(await scene.items()).to.deep.equal([rowOf(1, "somebody's"), rowOf(9)]);
      expect(scene.warnings).to.deep.equal([stays('"row#1"')]);
    });

    it("ended before, and the answer got lost: nothing is left of it", async () => {
      const ours = scene.deployed(rowsOf(3));
      await ours.claim();
      await ours.write();
      await ours.withdraw();
      await ours.withdraw();
      expect(await scene.items()).to.deep.equal([]);
    });
  });
});

describe("What an invocation is asked", () => {
  let stage: Stage;
  let scene: Scene;
  before(async () => (stage = await Stage.start()));
  beforeEach(async () => {
    scene = await stage.scene();
    stage.requests();
  });
  after(() => stage.close());

  const REFUSED = "The function was deployed with other rows or for another table since. It wrote nothing.";

  it("is the release that the function has, or nothing is done", async () => {
    expect(await errorOf(scene.deployed(rowsOf(2)).write({ release: "another" }))).to.equal(REFUSED);
    expect(stage.requests()).to.deep.equal([]);
  });

  it("is the table that the stack has: what it left stays", async () => {
    const moved = scene.deployed(rowsOf(2), { table: "another" });
    expect(await moved.sweep()).to.deep.equal({ written: 0, deleted: 0 });
    expect(await moved.withdraw()).to.deep.equal({ written: 0, deleted: 0 });
    expect(await errorOf(moved.write())).to.equal(REFUSED);
    expect(await errorOf(moved.claim())).to.equal(REFUSED);
    expect(stage.requests()).to.deep.equal([]);
  });

  it("is a sweep before anything was written: it does nothing", async () => {
    await scene.put(rowOf(1));
    expect(await scene.deployed(rowsOf(2)).sweep()).to.deep.equal({ written: 0, deleted: 0 });
    expect(await scene.rows()).to.deep.equal([rowOf(1)]);
  });

  it("is every row, to write again what somebody changed", async () => {
    const ours = scene.deployed(rowsOf(4));
    await ours.write();
    await scene.put(rowOf(1, "somebody's"));
    await scene.remove(rowOf(2));
    expect(await ours.write()).to.deep.equal({ written: 0, deleted: 0 });
    expect(await ours.write({ everyRow: true })).to.deep.equal({ written: 2, deleted: 0 });
    expect(await scene.rows()).to.deep.equal(rowsOf(4));
    expect(scene.warnings).to.deep.equal([writtenOver('"row#1"')]);
  });

  it("is no row at all: those of before go", async () => {
    await scene.deployed(rowsOf(4)).write();
    await release(scene.deployed([]));
    expect(await scene.rows()).to.deep.equal([]);
  });

  it("is a prompt that flows of before ask for: it goes with the sweep", async () => {
    const prompts = await stage.scene(PROMPTS);
    const row = (texts: object): Row => ({ language: "en-US", promptSet: "main@", prompts: texts });
    const options = { keptMaps: ["prompts"] };
    await prompts.deployed([row({ hello: "Hello.", bye: "Bye." })], options).write();
    const next = prompts.deployed([row({ hello: "Hi.", thanks: "Thanks." })], options);
    await next.write();
    expect(await prompts.rows()).to.deep.equal([row({ hello: "Hi.", thanks: "Thanks.", bye: "Bye." })]);
    await next.sweep();
    expect(await prompts.rows()).to.deep.equal([row({ hello: "Hi.", thanks: "Thanks." })]);
    expect(prompts.warnings).to.deep.equal([]);
  });

  it("stays for a release in which flows are held, and goes with the next", async () => {
    const scene = await stage.scene();
    await scene.deployed(rowsOf(2)).write();
    const held = scene.deployed(rowsOf(1), { sweepsLater: true });
    await held.write();
    expect(await held.sweep()).to.deep.equal({ written: 0, deleted: 0 });
    const next = scene.deployed(rowsOf(1));
    await next.write();
    expect(await next.sweep()).to.deep.equal({ written: 0, deleted: 1 });
  });
});

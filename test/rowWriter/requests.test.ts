import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { type Course, longRows, type Request, rowOf, rowsOf, type Scene, Stage } from "./stage";

const operations = (requests: readonly Request[]): string[] => requests.map(({ operation }) => operation);
/** How many rows each batch of writes has. */
const batches = (requests: readonly Request[]): number[] =>
  requests
    .filter(({ operation }) => operation === "BatchWriteItem")
    .map(({ body }) => (Object.values(body.RequestItems ?? {})[0] as unknown[]).length);

describe("Requests", function () {
  this.timeout(30_000);
  let stage: Stage;
  before(async () => (stage = await Stage.start()));
  after(() => stage.close());

  describe("of 5,000 rows", () => {
    const ROWS = rowsOf(5000);
    let scene: Scene;
    before(async () => {
      scene = await stage.scene();
      await scene.deployed(ROWS).write();
    });
    beforeEach(() => stage.requests());

    it("are two where nothing changed: for the lease and back", async () => {
      expect(await scene.deployed(ROWS).write()).to.deep.equal({ written: 0, deleted: 0 });
      expect(operations(stage.requests())).to.deep.equal(["UpdateItem", "UpdateItem"]);
      await scene.deployed(ROWS).sweep();
      expect(operations(stage.requests())).to.deep.equal(["UpdateItem", "UpdateItem"]);
    });

    it("are two where rows are only in other groups and another order", async () => {
      const groups = { some: ROWS.slice(2500).reverse(), others: ROWS.slice(0, 2500) };
      await scene.deployed(groups).write();
      expect(operations(stage.requests())).to.deep.equal(["UpdateItem", "UpdateItem"]);
    });

    it("are nine where one row changed, one of them with that row", async () => {
      const changed = ROWS.map((row, number) => (number === 4711 ? rowOf(number, "changed") : row));
      expect(await scene.deployed(changed).write()).to.deep.equal({ written: 1, deleted: 0 });
      const requests = stage.requests();
      expect(operations(requests)).to.deep.equal([
        "UpdateItem", // takes the lease
        "UpdateItem", // says that the page is about to change
        "BatchGetItem", // reads the page
        "BatchGetItem", // reads the row
        "PutItem", // says what the row may be from now on
        "BatchWriteItem",
        "PutItem", // says what it is
        "UpdateItem", // says how the page stands
        "UpdateItem", // gives the lease back
      ]);
      expect(batches(requests)).to.deep.equal([1]);
      await scene.deployed(changed).sweep();
      expect(operations(stage.requests())).to.deep.equal(["UpdateItem", "UpdateItem"]);
    });

    it("are nine where one row goes, all in the sweep", async () => {
      const { rows } = await scene.end();
      const without = scene.deployed(rows.slice(1));
      await without.write();
      stage.requests();
      expect(await without.sweep()).to.deep.equal({ written: 0, deleted: 1 });
      const requests = stage.requests();
      expect(requests).to.have.length(9);
      expect(batches(requests)).to.deep.equal([1]);
    });
  });

  it("come in batches of at most 25 rows that are written", async () => {
    const scene = await stage.scene();
    stage.requests();
    await scene.deployed(rowsOf(60)).write();
    expect(batches(stage.requests())).to.deep.equal([25, 25, 10]);
  });

  it("are sent again for the items that DynamoDB left, however often", async () => {
    const scene = await stage.scene();
    await scene.put(...rowsOf(60, "foreign"));
    stage.course = ({ operation, body }): Course => {
      const [items] = Object.values(body.RequestItems ?? {}) as (unknown[] | { Keys: unknown[] })[];
      const count = Array.isArray(items) ? items.length : (items?.Keys.length ?? 0);
      return operation.startsWith("Batch") && count > 1 ? { leaving: Math.ceil(count / 2) } : "served";
    };
    const { now } = stage;
    await scene.deployed(rowsOf(60), { takeOver: true }).write();
    expect(stage.now).to.be.above(now);
    expect(await scene.rows()).to.have.deep.members(rowsOf(60));
    // What was read at last is known: each of the rows stood there.
    expect(scene.warnings).to.have.length(60);
    await scene.deployed([]).sweep();
    expect(await scene.rows()).to.deep.equal([]);
  });

  it("end before the function does, and the next call goes on", async () => {
    const scene = await stage.scene();
    stage.course = () => {
      stage.now += 3;
      return "served";
    };
    const counts: number[] = [];
    let stopped = 0;
    for (let left = true; left;) {
      const before = (await scene.rows()).length;
      left = await scene
        .deployed(longRows(60), { seconds: 60 })
        .write()
        .then(
          () => false,
          (error: Error) => {
            expect(error.message).to.equal(
              "The function's time is over. Run the deployment again: it goes on where this one stopped.",
            );
            stopped++;
            return true;
          },
        );
      counts.push((await scene.rows()).length - before);
    }
    expect(stopped).to.be.above(0);
    expect(Math.min(...counts), String(counts)).to.be.above(0);
    expect(await scene.rows()).to.have.length(60);
  });

  it("wait for the lease no longer than the function runs", async () => {
    const scene = await stage.scene();
    stage.course = ({ operation }) => (operation === "PutItem" ? "refused" : "served");
    await scene
      .deployed(rowsOf(2))
      .write()
      .catch(() => undefined);
    stage.course = () => "served";
    const error = await scene
      .deployed(rowsOf(2), { seconds: 30 })
      .write()
      .catch((reason: Error) => reason.message);
    expect(error).to.equal(
      "Another invocation writes the rows. Run the deployment again: it goes on where that one stopped.",
    );
    expect(await scene.deployed(rowsOf(2)).write()).to.deep.equal({ written: 2, deleted: 0 });
  });

  it("have items of the ledger below 400 KB, though all keys are long and all change", async () => {
    const scene = await stage.scene();
    const LONG = longRows(250);
    const others = scene.deployed(LONG.map((row) => ({ ...row, key: `other${String(row["key"])}` })));
    await scene.deployed(LONG).write();
    await others.write();
    await others.sweep();
    expect(await scene.rows()).to.have.length(250);
  });
});

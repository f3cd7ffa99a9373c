import { expect } from "chai";
import { after, afterEach, before, describe, it } from "mocha";
import type { Row } from "../../handlers/rowWriter/rowText";
import { type Course, longRow, longRows, rowOf, rowsOf, type Scene, Stage } from "./stage";

const BEFORE = rowsOf(5);
const AFTER = [rowOf(0), rowOf(1, "changed"), rowOf(7)];
const NEWEST = [rowOf(0, "newest"), rowOf(1), rowOf(2), rowOf(9)];

describe("Invocations that overlap", () => {
  let stage: Stage;
  before(async () => (stage = await Stage.start()));
  afterEach(() => stage.tries(1));
  after(() => stage.close());

  /** A table of which the first content was deployed. */
  async function deployed(rows: readonly Row[] = BEFORE): Promise<Scene> {
    const scene = await stage.scene();
    const old = scene.deployed(rows);
    await old.claim();
    await old.write();
    stage.requests();
    return scene;
  }

  it("of the same release write each row once, one after the other", async () => {
    const scene = await deployed();
    const next = scene.deployed(AFTER);
    const counts = await Promise.all([next.write(), next.write(), next.write()]);
    expect(counts.map(({ written }) => written).sort()).to.deep.equal([0, 0, 2]);
    const sweeps = await Promise.all([next.sweep(), next.sweep()]);
    expect(sweeps.map(({ deleted }) => deleted).sort()).to.deep.equal([0, 3]);
    expect(await scene.rows()).to.deep.equal(AFTER);
  });

  it("let grow the ledger once", async () => {
    const scene = await deployed(longRows(10));
    const next = scene.deployed([...longRows(60).slice(1), longRow(0, "changed")]);
    await Promise.all([next.write(), next.write()]);
    expect(await scene.rows()).to.have.length(60);
    expect((await next.sweep()).deleted).to.equal(0);
    expect((await next.withdraw()).deleted).to.equal(60);
  });

  /** How a deployment of these rows ends that nothing disturbs. */
  async function undisturbed(rows: readonly Row[]) {
    const scene = await deployed();
    await scene.deployed(rows).write();
    await scene.deployed(rows).sweep();
    return scene.end();
  }

  /**
   * The first stands still at one request: that is done, and the answer comes when its lease is over and another was at
   * work; or the request itself arrives then. The first goes on.
   * @returns how the first ended; undefined when it has no such request
   */
  async function stalled(
    at: number,
    late: "answered" | "arrives",
    first: () => Promise<unknown>,
    other: () => Promise<unknown>,
  ) {
    let requests = 0;
    let goOn: () => void = () => undefined;
    const then = new Promise<void>((resolve) => (goOn = resolve));
    const stands = new Promise<"stands">((resolve) => {
      stage.course = ({ operation }): Course => {
        // A batch has no condition: no lease ends before it has arrived.
        if ((late === "arrives" && operation.startsWith("Batch")) || requests++ !== at) return "served";
        resolve("stands");
        return late === "arrives" ? { arrives: then } : { answered: then };
      };
    });
    const ended = first().then(
      () => "done",
      (error: Error) => error.name,
    );
    if ((await Promise.race([ended, stands])) !== "stands") return undefined;
    stage.now += 121;
    await other();
    goOn();
    return ended;
  }

  const OTHERS = { "the same release": AFTER, "a newer release": NEWEST };
  for (const [name, content] of Object.entries(OTHERS))
    for (const task of ["write", "sweep"] as const)
      it(`lose nothing of ${name} when the lease of a ${task} ends while it is at work`, async () => {
        const ends = await stalledEverywhere("answered", task, content);
        // Whatever it was about to do, it learned that it must not. Behind its last two requests nothing was left.
        expect(ends).to.have.length.above(6);
        expect(new Set(ends.slice(0, -2))).to.deep.equal(new Set(["LeaseLost"]));
      });

  for (const task of ["write", "sweep"] as const)
    it(`lose nothing when what a ${task} says of rows arrives after a newer release`, async () => {
      expect(await stalledEverywhere("arrives", task, NEWEST)).to.have.length.above(4);
    });

  async function stalledEverywhere(late: "answered" | "arrives", task: "write" | "sweep", content: readonly Row[]) {
    const end = await undisturbed(content);
    const ends: string[] = [];
    for (;;) {
      const scene = await deployed();
      const first = scene.deployed(AFTER);
      if (task === "sweep") await first.write();
      const other = scene.deployed(content);
      const at = ends.length;
      const ended = await stalled(
        at,
        late,
        () => first[task](),
        () => other.write(),
      );
      if (ended === undefined) return ends;
      ends.push(ended);
      // Rows of the first may stand beside those of the other until its sweep.
      expect(await scene.rows(), `request ${at}`).to.include.deep.members([...content]);
      await other.sweep();
      expect(await scene.end(), `request ${at}`).to.deep.equal(end);
    }
  }

  for (const task of ["write", "sweep"] as const)
    it(`change nothing when a ${task} of an older release has waited while a newer one came and went`, async () => {
      const scene = await deployed();
      let goOn: () => void = () => undefined;
      const waits = new Promise<void>((resolve) => (goOn = resolve));
      let asked: () => void = () => undefined;
      const isWaiting = new Promise<void>((resolve) => (asked = resolve));
      const old = scene.deployed(AFTER, {
        pause: () => {
          asked();
          return waits;
        },
      });
      // A call whose process ended keeps the lease, and the call that the provider sends again waits for it.
      stage.course = ({ operation }) => (operation === "PutItem" ? "refused" : "served");
      await old.write().catch(() => undefined);
      stage.course = () => "served";
      stage.now += 1;
      const late = old[task]().then(
        () => "done",
        (error: Error) => error.message,
      );
      await isWaiting;
      stage.now += 120;
      const newest = scene.deployed(NEWEST);
      await newest.write();
      // It may still be at work when the late one asks the next time.
      goOn();
      expect(await late).to.equal(
        "A later deployment has been at work since this invocation began. It changed nothing.",
      );
      await newest.sweep();
      expect(await scene.rows()).to.deep.equal(NEWEST);
    });

  it("end as they should when the SDK sends every request twice, because the answer got lost", async () => {
    const end = await undisturbed(AFTER);
    const scene = await deployed();
    stage.tries(2);
    let requests = 0;
    stage.course = () => (requests++ % 2 === 0 ? "lost" : "served");
    const next = scene.deployed(AFTER);
    expect(await next.write()).to.deep.equal({ written: 2, deleted: 0 });
    expect(await next.sweep()).to.deep.equal({ written: 0, deleted: 3 });
    expect(await scene.end()).to.deep.equal(end);
  });

  it("count on the lease from when they asked for it, not from when they heard that they have it", async () => {
    const scene = await stage.scene();
    stage.requests();
    stage.course = ({ operation }) => {
      if (operation === "UpdateItem") stage.now += 40;
      return "served";
    };
    await scene.deployed(AFTER).write();
    await scene.deployed(AFTER).sweep();
    // What came late is asked for again before anything else is sent, the lease itself too.
    const requests = stage.requests().map(({ operation }) => operation);
    expect(requests.slice(0, 3)).to.deep.equal(["UpdateItem", "UpdateItem", "BatchGetItem"]);
    const before = requests.flatMap((operation, at) => (operation === "UpdateItem" ? [] : [requests[at - 1]]));
    expect(before).to.deep.equal(new Array(6).fill("UpdateItem"));
  });

  it("leave the lease to its end when a request failed, which may still be on its way", async () => {
    const scene = await deployed();
    const next = scene.deployed(AFTER);
    stage.course = ({ operation }) => (operation === "BatchWriteItem" ? "lost" : "served");
    await next.write().catch(() => undefined);
    stage.course = () => "served";
    const { now } = stage;
    await next.write();
    expect(stage.now - now).to.be.at.least(120);
    const then = stage.now;
    await next.sweep();
    expect(stage.now).to.equal(then);
  });

  it("send nothing any more when one request of several at once has failed", async () => {
    const scene = await stage.scene();
    const rows = rowsOf(100);
    let batches = 0;
    let answerLast: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (answerLast = resolve));
    stage.course = ({ operation }): Course => {
      if (operation !== "BatchWriteItem") return "served";
      return batches++ === 0 ? "refused" : batches < 4 ? "served" : { answered: late };
    };
    let ended = false;
    const write = scene
      .deployed(rows)
      .write()
      .catch(() => (ended = true));
    while (batches < 4) await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(ended).to.equal(false);
    answerLast();
    expect(await write).to.equal(true);
  });
});

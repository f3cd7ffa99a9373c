import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { pageOf } from "../../handlers/rowWriter/ledger";
import type { Row } from "../../handlers/rowWriter/rowText";
import { longRow, longRows, type Scene, Stage } from "./stage";

/** As many long rows as a page takes. */
const A_PAGE = 15;

/** So many rows from a number on that stand on this page of so many. */
function on(page: number, pages: number, count: number, from = 0): Row[] {
  const rows: Row[] = [];
  for (let number = from; rows.length < count; number++)
    if (pageOf(longRow(number)["key"] as string, pages) === page) rows.push(longRow(number));
  return rows;
}

describe("A ledger that grows", () => {
  let stage: Stage;
  let scene: Scene;
  before(async () => (stage = await Stage.start()));
  beforeEach(async () => (scene = await stage.scene()));
  after(() => stage.close());

  const release = async (...rows: readonly Row[]): Promise<void> => {
    const deployed = scene.deployed(rows, { takeOver: true });
    await deployed.write();
    await deployed.sweep();
  };

  it("takes twice as many pages, and never fewer again", async () => {
    const counts: number[] = [];
    for (const [from, to] of [
      [0, A_PAGE],
      [0, A_PAGE + 1],
      // All others: what moves is what goes.
      [A_PAGE + 1, 115],
      [0, 3],
    ] as const) {
      await release(...longRows(to).slice(from));
      expect(await scene.rows()).to.have.deep.members(longRows(to).slice(from));
      counts.push(await scene.pages());
    }
    expect(counts).to.deep.equal([1, 2, 8, 8]);
    await release();
    expect(await scene.rows()).to.deep.equal([]);
  });

  it("remembers nothing of what a page that was not written since still says of rows that moved", async () => {
    const first = longRows(A_PAGE);
    await release(...first);
    const moved = first.find(({ key }) => pageOf(key as string, 4) === 3) as Row;
    // The second page alone is written.
    const second = [...first, ...on(1, 2, 5, A_PAGE)];
    await release(...second);
    const third = second.filter((row) => row !== moved);
    await release(...third);
    await scene.put(moved);
    await release(...third, ...on(1, 2, 30, 100));
    expect(await scene.pages()).to.equal(4);
    expect(await scene.rows()).to.deep.include(moved);
  });

  it("remembers nothing of a growth that was interrupted", async () => {
    const staying = on(0, 2, 7);
    const [moved = {}, ...others] = on(1, 2, 8);
    await release(...staying, moved, ...others);
    // The second page is written, and the head does not say so any more.
    let begun = false;
    stage.course = ({ operation }) => {
      if (begun) return "refused";
      begun = operation === "PutItem";
      return "served";
    };
    await scene
      .deployed([...staying, moved, ...others, ...on(0, 2, 5, 100)])
      .write()
      .catch(() => undefined);
    stage.course = () => "served";
    expect([begun, await scene.pages()]).to.deep.equal([true, 1]);
    await release(...staying);
    await scene.put(moved);
    await release(...staying, ...on(0, 2, 10, 100));
    expect(await scene.pages()).to.equal(2);
    expect(await scene.rows()).to.deep.include(moved);
  });

  it("is gone with the stack, with what a growth began that was interrupted, and begins anew", async () => {
    const rows = longRows(100);
    const ours = scene.deployed(rows);
    await release(...rows.slice(0, A_PAGE));
    let pages = 0;
    stage.course = ({ operation }) => (operation === "PutItem" && pages++ === 4 ? "refused" : "served");
    await ours.write().catch(() => undefined);
    stage.course = () => "served";
    await ours.withdraw();
    expect(await scene.items()).to.deep.equal([]);
    await release(...rows);
    expect(await scene.rows()).to.have.length(100);
  });
});

import { expect } from "chai";
import { disconnect, type Flow, render, say } from "../../flowLanguage";
import { designerSize, layout } from "../../flowLanguage/layout";
import { sectionsOf, type Ways } from "../../flowLanguage/sections";
import { flowsOf, links } from "../flows/site";
import { drawsOf } from "../random";
import { flowOf } from "./support";

type Blocks = ReadonlyMap<string, Ways>;

const blocksOf = (ways: Record<string, Ways>): Blocks => new Map(Object.entries(ways));
const ofFlow = ({ blocks }: Flow): Blocks => new Map(Object.entries(blocks));

/** A flow with branches forward, back, onto themselves and to a block that many fail to; some lead nowhere near it. */
function randomBlocks(seed: number, count: number): Blocks {
  const { random } = drawsOf(seed);
  const name = (index: number): string => `block ${Math.max(0, Math.min(count - 1, Math.floor(index)))}`;
  const way = (index: number): string => name(index + random() * 8 - 2);
  return new Map(
    Array.from({ length: count }, (_, index): [string, Ways] => [
      name(index),
      random() < 0.1
        ? {}
        : {
            next: way(index),
            conditions: Array.from({ length: Math.floor(random() * 5) }, () => ({ next: way(index) })),
            errors: random() < 0.6 ? { NoMatchingError: name(count - 1) } : {},
          },
    ]),
  );
}

/** Pairs of blocks, or a block and the entry, that the designer would draw over each other. */
function overlaps(blocks: Blocks, start: string): string[] {
  const { positions, entryPointPosition } = layout(blocks, start);
  const boxes = [
    { name: "the entry", ...entryPointPosition, width: 200, height: 100 },
    ...[...positions].map(([name, at]) => ({ name, ...at, ...designerSize(blocks.get(name) as Ways) })),
  ];
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.x < other.x + other.width &&
          other.x < one.x + one.width &&
          one.y < other.y + other.height &&
          other.y < one.y + one.height,
      )
      .map((other) => `${one.name} and ${other.name}`),
  );
}

function expectDrawn(blocks: Blocks, start: string, what: string): void {
  const { positions, entryPointPosition } = layout(blocks, start);
  expect([...positions.keys()], what).to.have.members([...blocks.keys()]);
  for (const { x, y } of [entryPointPosition, ...positions.values()]) {
    expect(Number.isInteger(x) && Number.isInteger(y), what).to.equal(true);
    expect(Math.min(x, y), what).to.be.at.least(0);
  }
  for (const [name, { x }] of positions)
    expect(entryPointPosition.x + 200, `${what}, the entry and ${name}`).to.be.lessThan(x);
  expect(overlaps(blocks, start), what).to.deep.equal([]);
}

describe("The layout of a flow in the designer", () => {
  it("lays no two blocks of a standard flow over each other", () => {
    for (const flow of flowsOf("dynamic")) expectDrawn(ofFlow(flow), flow.start, flow.name);
  });

  it("nor of any other flow, with loops, blocks that lead to themselves, and blocks that nothing reaches", () => {
    for (let seed = 1; seed <= 60; seed += 1)
      expectDrawn(randomBlocks(seed, 2 + (seed % 40)), "block 0", `seed ${seed}`);
  });

  it("nor of the largest that the service takes, of 250 blocks", () =>
    expectDrawn(randomBlocks(99, 250), "block 0", "250 blocks"));

  it("places one block, also when it leads to itself or is named as an object's own property", () => {
    for (const [name, ways] of [
      ["only", {}],
      ["only", { next: "only" }],
      ["constructor", { next: "constructor" }],
      ["__proto__", {}],
    ] as const)
      expectDrawn(new Map([[name, ways]]), name, name);
  });

  it("leaves out ways to blocks that are not there", () =>
    expectDrawn(
      blocksOf({ first: { next: "nowhere", errors: { NoMatchingError: undefined } }, second: {} }),
      "first",
      "a way to nowhere",
    ));

  it("goes from left to right, the entry beside the start", () => {
    const { positions, entryPointPosition } = layout(
      blocksOf({ last: {}, first: { next: "second" }, second: { next: "last", conditions: [{ next: "first" }] } }),
      "first",
    );
    const [first, second, last] = ["first", "second", "last"].map((name) => positions.get(name)?.x as number) as [
      number,
      number,
      number,
    ];
    expect(first).to.be.lessThan(second);
    expect(second).to.be.lessThan(last);
    expect(entryPointPosition.y).to.equal(positions.get("first")?.y);
  });

  it("puts what many blocks fail to below the call, and what nothing reaches below that", () => {
    const steps = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [
        `step ${index}`,
        { next: `step ${index + 1}`, errors: { NoMatchingError: "apologise" } },
      ]),
    );
    const blocks = blocksOf({
      forgotten: { next: "step 3" },
      apologise: { next: "hang up" },
      ...steps,
      "step 5": {},
      "hang up": {},
    });
    const { positions } = layout(blocks, "step 0");
    const bottom = (name: string): number =>
      (positions.get(name)?.y as number) + designerSize(blocks.get(name) as Ways).height;
    const lowest = Math.max(...Object.keys(steps).map(bottom));
    expect(positions.get("apologise")?.y).to.be.greaterThan(lowest);
    expect(positions.get("forgotten")?.y).to.be.greaterThan(Math.max(bottom("apologise"), bottom("hang up")));
  });

  it("is the same for the same flow", () => {
    const [once, again] = [layout(randomBlocks(5, 60), "block 0"), layout(randomBlocks(5, 60), "block 0")];
    expect([...once.positions]).to.deep.equal([...again.positions]);
  });

  it("is its own for flows that differ in nothing but their branches", () => {
    const [without, withBranches] = [
      blocksOf({ a: { next: "b" }, b: {} }),
      blocksOf({ a: { next: "b", conditions: Array.from({ length: 9 }, () => ({ next: "c" })) }, b: {}, c: {} }),
    ];
    expectDrawn(without, "a", "without");
    expectDrawn(withBranches, "a", "with");
    expect(layout(blocksOf({ a: { next: "b" }, b: { next: "a" }, c: {} }), "a").positions.get("b")).not.to.deep.equal(
      layout(blocksOf({ a: {}, b: { next: "a" }, c: {} }), "a").positions.get("b"),
    );
  });

  it("moves nothing that comes before a block which is added at the end", () => {
    const chain = (length: number): Blocks =>
      new Map(
        Array.from({ length }, (_, index): [string, Ways] => [
          `block ${index}`,
          index + 1 < length ? { next: `block ${index + 1}` } : {},
        ]),
      );
    const [before, after] = [layout(chain(9), "block 0").positions, layout(chain(10), "block 0").positions];
    for (const name of [...before.keys()].slice(0, 8)) expect(after.get(name), name).to.deep.equal(before.get(name));
  });

  it("is in the content of a flow under the keys that the designer reads", () => {
    const flow = flowOf({ greet: say("<speak>Hello</speak>", { then: "end", error: "end" }), end: disconnect() });
    const { Metadata } = JSON.parse(render(flow, links)) as { Metadata: unknown };
    const { entryPointPosition, positions } = layout(ofFlow(flow), "greet");
    expect(Metadata).to.deep.equal({
      entryPointPosition,
      ActionMetadata: {
        greet: { position: positions.get("greet"), isFriendlyName: true },
        end: { position: positions.get("end"), isFriendlyName: true },
      },
    });
  });
});

describe("The sections of a flow", () => {
  const namesOf = (blocks: Blocks, start: string): (readonly string[])[] =>
    sectionsOf(blocks, start).map((section) => section.blocks);

  it("hold every block once, whatever the flow", () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const blocks = randomBlocks(seed, 30);
      expect(namesOf(blocks, "block 0").flat(), `seed ${seed}`)
        .to.have.lengthOf(30)
        .and.have.members([...blocks.keys()]);
    }
  });

  it("are read depth first: what is chosen before what follows, failures last", () =>
    expect(
      namesOf(
        blocksOf({
          end: {},
          start: {
            next: "otherwise",
            conditions: [{ next: "one" }, { next: "two" }],
            errors: { NoMatchingError: "failed" },
          },
          otherwise: { next: "end" },
          one: { next: "further" },
          further: { next: "end" },
          two: { next: "end" },
          failed: { next: "end" },
        }),
        "start",
      ),
    ).to.deep.equal([["start", "one", "further", "end", "two", "otherwise", "failed"]]));

  it("set apart a block that more than three blocks fail to, but not one that as many lead to", () => {
    const steps = (count: number, last: string): Blocks =>
      blocksOf({
        ...Object.fromEntries(
          Array.from({ length: count }, (_, index) => [
            `step ${index}`,
            { next: index + 1 < count ? `step ${index + 1}` : last, errors: { NoMatchingError: "sorry" } },
          ]),
        ),
        sorry: {},
        done: {},
      });
    expect(sectionsOf(steps(4, "done"), "step 0").map(({ blocks: [head] }) => head)).to.deep.equal(["step 0", "sorry"]);
    expect(sectionsOf(steps(3, "done"), "step 0").map(({ blocks: [head] }) => head)).to.deep.equal(["step 0"]);
    const wanted = blocksOf({
      ask: {
        conditions: [{ next: "a" }, { next: "b" }, { next: "c" }],
        next: "d",
        errors: { NoMatchingError: "sorry" },
      },
      ...Object.fromEntries(
        ["a", "b", "c", "d"].map((name) => [name, { next: "sorry", errors: { NoMatchingError: "sorry" } }]),
      ),
      sorry: {},
    });
    expect(sectionsOf(wanted, "ask").map(({ blocks: [head] }) => head)).to.deep.equal(["ask"]);
  });

  it("say which of them nothing reaches, each beginning where its blocks do", () =>
    expect(
      sectionsOf(
        blocksOf({
          start: {},
          second: {},
          first: { next: "second" },
          circle: { next: "back" },
          back: { next: "circle" },
        }),
        "start",
      ).map(({ reached, blocks }) => [reached, ...blocks]),
    ).to.deep.equal([
      [true, "start"],
      [false, "first", "second"],
      [false, "circle", "back"],
    ]));
});

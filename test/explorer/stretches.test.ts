import { expect } from "chai";
import { compare, endModule, hangUp, menu, module, setContact, setFlow, text } from "../simulator/blocks";
import { arnOf, type FlowJson } from "../simulator/world";
import { type Draws, drawsOf } from "../random";
import { explored, found } from "./scene";

/** The last four came upon faults that the first forty do not. */
const PROGRAMS = [...Array(40).keys(), 243, 268, 431, 1107];
const NAMES = ["one", "two"] as const;
const VALUES = ["1", "2", "3"] as const;

/** A block of a made-up flow; `next` and `other` are blocks further down. */
type Op =
  | { readonly does: "ask"; readonly next: string; readonly other: string }
  | {
      readonly does: "set";
      readonly where: "contact" | "flow";
      readonly name: string;
      readonly value: string;
      readonly next: string;
    }
  | {
      readonly does: "compare";
      readonly where: "contact" | "flow";
      readonly name: string;
      readonly value: string;
      readonly next: string;
      readonly other: string;
    }
  | { readonly does: "run"; readonly module: string; readonly next: string };

/** Flows by name; the first block is `b0`, the last leads to `bye`. */
type Program = Readonly<Record<string, Readonly<Record<string, Op>>>>;

const LENGTH = 8;

function flowOf(draw: Draws, modules: readonly string[]): Record<string, Op> {
  const ahead = (index: number): string =>
    index + 1 >= LENGTH ? "bye" : `b${index + 1 + draw.below(Math.min(3, LENGTH - index - 1))}`;
  const op = (index: number): Op => {
    const next = index + 1 >= LENGTH ? "bye" : `b${index + 1}`;
    const [where, name, value, other] = [
      draw.of(["contact", "contact", "flow"] as const),
      draw.of(NAMES),
      draw.of(VALUES),
      ahead(index),
    ];
    const kinds = [
      "ask",
      "set",
      "set",
      "compare",
      "compare",
      ...(modules.length > 0 ? (["run", "run"] as const) : []),
    ] as const;
    const does = draw.of(kinds);
    return does === "run"
      ? { does, module: draw.of(modules), next }
      : does === "set"
        ? { does, where, name, value, next }
        : does === "ask"
          ? { does, next, other }
          : { does, where, name, value, next, other };
  };
  return Object.fromEntries(Array.from({ length: LENGTH }, (_, index) => [`b${index}`, op(index)]));
}

function programOf(seed: string): Program {
  const draw = drawsOf(seed);
  return {
    initFlow: flowOf(draw, ["outer", "other"]),
    outer: flowOf(draw, ["inner"]),
    other: flowOf(draw, ["inner"]),
    inner: flowOf(draw, []),
  };
}

function jsonOf(ops: Readonly<Record<string, Op>>, isModule: boolean): FlowJson {
  const at = (where: "contact" | "flow", name: string): string =>
    `$.${where === "contact" ? "Attributes" : "FlowAttributes"}.${name}`;
  const blocks = Object.entries(ops).map(([block, op]) => [
    block,
    op.does === "ask"
      ? menu({ "1": op.next }, { silence: op.other, otherKey: op.other, error: "bye" })
      : op.does === "set"
        ? (op.where === "contact" ? setContact : setFlow)({ [op.name]: op.value }, op.next, "bye")
        : op.does === "compare"
          ? compare(at(op.where, op.name), { [op.value]: op.other }, op.next)
          : [
              "InvokeFlowModule",
              { FlowModuleId: arnOf("module", op.module) },
              { next: op.next, errors: { NoMatchingError: "bye", NoMatchingCondition: op.next } },
            ],
  ]);
  return {
    ...Object.fromEntries(blocks),
    bye: text("Goodbye.", "end", "end"),
    end: isModule ? endModule : hangUp,
  } as FlowJson;
}

type Values = Readonly<Record<string, string>>;

/** The blocks that calls come to, by running the program itself for all that a caller and the service can do. */
function reachedIn(program: Program): Set<string> {
  const reached = new Set<string>();
  for (const reading of ["apart", "shared"]) {
    const seen = new Map<string, [Values, Values][]>();
    /** @returns contact and flow attributes at each end of a flow */
    const run = (flow: string, block: string, contact: Values, own: Values): [Values, Values][] => {
      const key = JSON.stringify([flow, block, Object.entries(contact).sort(), Object.entries(own).sort()]);
      const known = seen.get(key);
      if (known !== undefined) return known;
      reached.add(`${flow}/${block}`);
      const op = program[flow]?.[block];
      const go = (to: string, then: Values = contact, kept: Values = own): [Values, Values][] =>
        run(flow, to, then, kept);
      const ends: [Values, Values][] =
        op === undefined
          ? [[contact, own]]
          : op.does === "ask"
            ? [...go(op.next), ...go(op.other), ...go("bye")]
            : op.does === "set"
              ? [
                  ...(op.where === "contact"
                    ? go(op.next, { ...contact, [op.name]: op.value })
                    : go(op.next, contact, { ...own, [op.name]: op.value })),
                  ...go("bye"),
                ]
              : op.does === "compare"
                ? go((op.where === "contact" ? contact : own)[op.name] === op.value ? op.other : op.next)
                : [
                    ...run(op.module, "b0", contact, reading === "shared" ? own : {}).flatMap(([after, inner]) =>
                      go(op.next, after, reading === "shared" ? inner : own),
                    ),
                    ...go("bye"),
                  ];
      const distinct = [
        ...new Map(
          ends.map((end) => [JSON.stringify(end.map((values) => Object.entries(values).sort())), end]),
        ).values(),
      ];
      seen.set(key, distinct);
      return distinct;
    };
    run("initFlow", "b0", {}, {});
  }
  return reached;
}

describe("the explorer's stretches", () => {
  for (const seed of PROGRAMS.map((index) => `program ${index}`))
    it(`come to the very blocks that calls come to, in modules within modules (${seed})`, async () => {
      const program = programOf(seed);
      const { initFlow, ...modules } = Object.fromEntries(
        Object.entries(program).map(([name, ops]) => [name, jsonOf(ops, name !== "initFlow")]),
      );
      const exploration = await explored({ flow: initFlow as FlowJson, modules, faults: true });
      const all = Object.entries(program).flatMap(([name, ops]) =>
        [...Object.keys(ops), "bye"].map((block) => `${name}/${block}`),
      );
      const reached = reachedIn(program);
      const unreached = found(exploration)
        .filter((one) => one.startsWith("unreachable-block "))
        .map((one) => one.slice("unreachable-block ".length))
        .filter((block) => all.includes(block));
      expect(unreached.sort()).to.deep.equal(all.filter((block) => !reached.has(block)).sort());
    });

  it("return to the flow that began them, with what that flow had set", async () => {
    const asks: FlowJson = {
      ask: menu({ "1": "done" }, { silence: "done", otherKey: "done", error: "done" }),
      done: endModule,
    };
    const flow = (first: string, second: string): FlowJson => ({
      first: setContact({ tier: first }, "run", "bye"),
      run: module(arnOf("module", "asks"), "which"),
      which: compare("$.Attributes.tier", { gold: "say" }, "second"),
      second: setContact({ tier: second }, "again", "bye"),
      again: module(arnOf("module", "asks"), "bye"),
      say: text("Press {key}.", "end", "end"),
      bye: text("Goodbye.", "end", "end"),
      end: hangUp,
      failed: text("Failed.", "end", "end"),
    });
    const wrong = async (json: FlowJson): Promise<string[]> =>
      found(await explored({ flow: json, modules: { asks } })).filter((one) => one.startsWith("unfilled-prompt"));
    expect(await wrong(flow("gold", "silver"))).to.deep.equal(["unfilled-prompt initFlow/say"]);
    expect(await wrong(flow("silver", "gold"))).to.deep.equal([]);
  });
});

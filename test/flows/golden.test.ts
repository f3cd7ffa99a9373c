import { expect } from "chai";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { STANDARD_MENU_MODULES } from "../../callFlows/standardFlows";
import { parse, render } from "../../flowLanguage";
import { readable } from "./readable";
import { flowsOf, links } from "./site";

const FOLDER = join(__dirname, "golden");
const fileOf = (name: string): string => join(FOLDER, `${name}.txt`);
const update = process.env["UPDATE_GOLDEN"] === "1";

/** A change of a flow shows here as a change of text that a reviewer can read; UPDATE_GOLDEN=1 writes it anew. */
describe("The text of each flow", () => {
  const flows = flowsOf("dynamic");

  before(() => {
    if (!update) return;
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    for (const flow of flows) writeFileSync(fileOf(flow.name), readable(flow));
  });

  for (const flow of flows)
    it(`is for ${flow.name} as it was agreed`, () =>
      expect(readable(flow)).to.equal(
        readFileSync(fileOf(flow.name), "utf8"),
        "If the change is meant, run the tests with UPDATE_GOLDEN=1.",
      ));

  it("is there for every flow and for nothing else", () =>
    expect(readdirSync(FOLDER).sort()).to.deep.equal(flows.map(({ name }) => `${name}.txt`).sort()));

  it("shows a change of any part of a flow", () => {
    const [flow] = flows as [(typeof flows)[number]];
    const name = Object.keys(flow.blocks).find((block) => flow.blocks[block]?.conditions !== undefined) as string;
    const block = flow.blocks[name] as (typeof flow.blocks)[string];
    const withBlock = (change: Partial<typeof block>) =>
      readable({ ...flow, blocks: { ...flow.blocks, [name]: { ...block, ...change } } });
    const [condition] = block.conditions as [NonNullable<typeof block.conditions>[number]];
    const texts = [
      readable(flow),
      withBlock({ type: "Loop" }),
      withBlock({ parameters: { ...block.parameters, More: "1" } }),
      withBlock({ next: "fail" }),
      withBlock({ errors: {} }),
      withBlock({ conditions: [{ ...condition, operand: "other" }] }),
      withBlock({ conditions: [{ ...condition, operator: "TextContains" }] }),
      withBlock({ conditions: [{ ...condition, next: "fail" }] }),
      readable({ ...flow, start: "fail" }),
      readable({ ...flow, description: "Another." }),
      readable({ ...flow, type: "CONTACT_FLOW" }),
    ];
    expect(new Set(texts).size).to.equal(texts.length);
  });

  it("differs with static modules only in the blocks that run them", () => {
    const fixed = flowsOf("static");
    const changed = flows.flatMap((flow, position) => {
      const [before, after] = [flow, fixed[position] as typeof flow].map(
        (one) => parse(render(one, links)).actions,
      ) as [ReturnType<typeof parse>["actions"], ReturnType<typeof parse>["actions"]];
      return [...new Set([...before.keys(), ...after.keys()])]
        .filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)))
        .map((name) => `${flow.name}: ${name}`);
    });
    expect(changed).to.deep.equal([
      "balanceModule: authenticate now",
      "balanceModule: pay now",
      "passwordModule: authenticate now",
      "addOnModule: authenticate now",
      "addOnModule: pay now",
      "productModule: authenticate now",
      "productModule: pay now",
      "initFlow: chooseLanguage",
      "initFlow: setRecording",
      "mainFlow: runModule",
      ...STANDARD_MENU_MODULES.map((name) => `mainFlow: runModule ${name}`),
      "productsFlow: sell now",
    ]);
  });
});

import type { Row } from "../../handlers/rowWriter/rowText";
import { type Deployed, longRow, longRows, PROMPTS, ROUTING, rowOf, rowsOf, type Scene, type Stage } from "./stage";

/** What a deployment does to a table, and what stood there before it. */
export interface Play {
  readonly name: string;
  readonly keys: readonly string[];
  /** What was deployed before; undefined where nothing was. */
  readonly before?: readonly Row[];
  /** What is deployed; undefined where the stack is destroyed. */
  readonly after?: readonly Row[];
}

const prompts = (texts: Readonly<Record<string, string>>): Row => ({
  language: "en-US",
  promptSet: "main@",
  prompts: texts,
});
const greeting = (text: string): Row => ({ language: 'de"\\', promptSet: "main@#ü 😀", prompts: { greeting: text } });

export const CHANGES: Play = {
  name: "rows changed, added and removed",
  keys: ROUTING,
  before: rowsOf(5),
  after: [rowOf(0), rowOf(1, "changed"), rowOf(2), rowOf(7)],
};

export const END: Play = { name: "the end of the stack", keys: ROUTING, before: longRows(20) };

export const PLAYS: readonly Play[] = [
  {
    name: "the first write",
    keys: ROUTING,
    after: [...rowsOf(4), { key: "__proto__", text: "x" }, { key: '"#ü 😀|' }],
  },
  CHANGES,
  {
    name: "a prompt removed",
    keys: PROMPTS,
    before: [prompts({ hello: "Hello.", bye: "Goodbye." }), greeting("Hallo.")],
    after: [prompts({ hello: "Hi.", welcome: "Welcome." }), greeting("Hallo.")],
  },
  {
    name: "growth beyond a page of the ledger",
    keys: ROUTING,
    before: longRows(12),
    after: [...longRows(24).slice(2), longRow(1, "changed")],
  },
  END,
];

/** A row of somebody else, which nobody wants here. */
export const FOREIGN: Row = { key: "foreign", language: "foreign", promptSet: "foreign" };

/** A play up to where its deployment begins. */
export interface Played {
  readonly scene: Scene;
  readonly steps: readonly Step[];
  /** Back to what was there before. */
  readonly back: readonly Step[];
  readonly withdraw: Step;
}
type Step = () => Promise<unknown>;

/** Plays up to where the deployment begins; once more on the same table, when that is empty but for the foreign row. */
export async function staged(stage: Stage, { keys, before, after }: Play): Promise<() => Promise<Played>> {
  const scene = await stage.scene(keys);
  await scene.put(FOREIGN);
  const keptMaps = ["prompts"];
  const old = scene.deployed(before ?? [], { keptMaps });
  const next = after === undefined ? undefined : scene.deployed(after, { keptMaps });
  const withdraw = () => old.withdraw();
  const deployed = (it: Deployed): Step[] => [() => it.claim(), () => it.write(), () => it.sweep()];
  const played: Played = {
    scene,
    steps: next === undefined ? [withdraw] : deployed(next),
    back: before === undefined ? [withdraw] : deployed(old),
    withdraw,
  };
  if (before !== undefined) await inTurn(deployed(old));
  const items = await scene.items();
  return async () => {
    await scene.put(...items);
    return played;
  };
}

export async function inTurn(steps: readonly Step[]): Promise<void> {
  for (const step of steps) await step();
}

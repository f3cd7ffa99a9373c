import { expect } from "chai";
import { keyText } from "../../handlers/rowWriter/rowContent";
import type { Row } from "../../handlers/rowWriter/rowText";
import { FOREIGN, inTurn, type Play, type Played, staged } from "./plays";
import type { Stage } from "./stage";

/** A request is refused; or done, and its answer gets lost; or the process ends before it. */
export const FAULTS = ["refused", "lost", "killed"] as const;
export type Fault = (typeof FAULTS)[number];

/** What comes after the fault: the same deployment once more, or the one of before. */
const SEQUELS = { again: ({ steps }: Played, failed: number) => steps.slice(failed), back: ({ back }: Played) => back };
export type Sequel = keyof typeof SEQUELS;
export const ALL_SEQUELS = Object.keys(SEQUELS) as Sequel[];

/** Plays with the fault at the first request, then at the second and so on: the end is always the same. */
export async function everywhere(stage: Stage, play: Play, fault: Fault, sequel: Sequel): Promise<void> {
  const begin = await staged(stage, play);
  const uninterrupted = await begin();
  const { scene, steps, withdraw } = uninterrupted;
  await inTurn(steps);
  if (sequel === "back") await inTurn(SEQUELS.back(uninterrupted));
  const end = await scene.end();
  await withdraw();
  for (let at = 0; ; at++) {
    const played = await begin();
    const { failed, reached } = await interrupted(stage, played, fault, at);
    if (!reached) return expect(at, "requests").to.be.above(5) as never;
    const where = `request ${at}, then ${sequel}`;
    // Until the sweep, flows of before find what they ask for.
    if (play.after !== undefined && failed !== undefined && failed < steps.length - 1)
      expect(missingOf(play.before ?? [], await scene.rows(), scene.keys), where).to.deep.equal([]);
    await inTurn(SEQUELS[sequel](played, failed ?? steps.length));
    expect(await scene.end(), where).to.deep.equal(end);
    await withdraw();
    expect(await scene.items(), where).to.deep.equal([FOREIGN]);
  }
}

/**
 * Plays until a step fails because of a fault at one request.
 * @returns which step failed, undefined where none did; and whether there were as many requests
 */
async function interrupted(stage: Stage, { steps }: Played, fault: Fault, at: number) {
  let requests = 0;
  let ended = false;
  let failed: number | undefined;
  stage.course = () => {
    const due = requests++ === at;
    ended ||= due && fault === "killed";
    return ended || (due && fault === "refused") ? "refused" : due ? "lost" : "served";
  };
  for (let index = 0; failed === undefined && index < steps.length; index++) {
    await steps[index]?.().catch(() => (failed = index));
    ended = false;
  }
  stage.course = () => "served";
  return { failed, reached: requests > at };
}

/** Rows of before that are not there any longer, or lack an entry of a map. */
const missingOf = (before: readonly Row[], rows: readonly Row[], keys: readonly string[]): Row[] =>
  before.filter((row) => {
    const stands = rows.find((other) => keyText(keys, other) === keyText(keys, row));
    return !Object.entries(row).every(
      ([name, value]) => stands?.[name] !== undefined && (typeof value === "string" || namesIn(value, stands[name])),
    );
  });

const namesIn = (map: unknown, other: unknown): boolean =>
  Object.keys(map as object).every((name) => Object.keys(other as object).includes(name));

import { grouped } from "../grouped";
import { NOTHING_WALKED, tallied, type Tally } from "./counts";
import { endlessNodes } from "./endlessNodes";
import type { Site } from "./expand";
import type { Fingerprints } from "./fingerprint";
import { keyOf } from "./findings";
import type { Liveness } from "./liveness";
import { Nodes } from "./nodes";
import type { Root } from "./roots";
import { type Met, sweep } from "./sweep";

/** What was met on all calls. */
export interface Walked {
  readonly met: readonly Met[];
  /** The calls that show every block that is in a circle. */
  readonly circles: readonly Root[];
  readonly tally: Tally;
}

/**
 * Walks the calls to one country's numbers after the other's. They share most of their states; what
 * countries share besides is walked again, so that the states of one country at a time are remembered.
 */
export async function walkCountries(
  site: Site,
  fingerprints: () => Fingerprints,
  liveness: Liveness,
  roots: readonly Root[],
  progress: (done: number, states: number) => void,
): Promise<Walked> {
  const met = new Map<string, Met>();
  const circles = new Map<string, Root>();
  let tally = NOTHING_WALKED;
  let done = 0;
  for (const here of grouped(roots, ({ country }) => country).values()) {
    const walked = await sweep(new Nodes(site, fingerprints(), liveness), here, (of, states) =>
      progress(done + of, tally.states + states),
    );
    for (const { finding, roots: more } of walked.met) {
      const known = met.get(keyOf(finding))?.roots ?? [];
      met.set(keyOf(finding), { finding, roots: [...known, ...more] });
    }
    for (const [block, root] of endlessNodes(walked, here)) if (!circles.has(block)) circles.set(block, root);
    tally = tallied(tally, walked);
    done += here.length;
  }
  return {
    met: [...met.values()].sort((one, other) => (keyOf(one.finding) < keyOf(other.finding) ? -1 : 1)),
    circles: [...new Set(circles.values())],
    tally,
  };
}

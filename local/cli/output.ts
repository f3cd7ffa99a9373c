import type { CallResult } from "../simulator/call";
import { wrapped } from "../shared/transcript";

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
export const printError = (text: string): void => void process.stderr.write(`${text}\n`);

/** Says on a terminal what takes a while, and wipes it when it is done. */
export async function during<T>(what: string, work: Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work;
  const started = Date.now();
  const show = (): void => void process.stderr.write(`\r${what} … ${Math.round((Date.now() - started) / 1000)} s `);
  show();
  const timer = setInterval(show, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    process.stderr.write(`\r${" ".repeat(what.length + 12)}\r`);
  }
}

/** A line that is written anew a few times a second, on a terminal alone. */
export function progressLine(): { progress: (what: string, done: number, of: number) => void; done: () => void } {
  if (!process.stderr.isTTY) return { progress: () => undefined, done: () => undefined };
  let last = 0;
  return {
    progress: (what, done, of) => {
      if (Date.now() - last < 250 && done < of) return;
      last = Date.now();
      process.stderr.write(`\r${`${what} … ${Math.floor((100 * done) / of)} %`.padEnd(60)}`);
    },
    done: () => void process.stderr.write(`\r${" ".repeat(60)}\r`),
  };
}

/** The call as a newcomer reads it. */
export function describeCall(result: CallResult): string {
  const { route, end, attributes, steps, problem, contactRecords } = result;
  const where = route === null ? "" : `: ${route.key}${route.arn === undefined ? "" : `\n  ${route.arn}`}`;
  return [
    `The call ended in ${end}${where}`,
    ...(problem === undefined ? [] : [`  ${problem}`]),
    ...contactRecords.filter(({ Queue }) => typeof Queue?.Duration === "number").map(describeWait),
    "",
    "What the agent sees (contact attributes):",
    ...Object.entries(attributes).map(([name, value]) => `  ${name.padEnd(17)} ${value}`),
    "",
    `Blocks passed (${steps.length}):`,
    ...blocksByFlow(steps),
  ].join("\n");
}

/** What became of a contact in a queue, where the call tells it. */
const describeWait = ({ Queue, Agent, InitiationMethod, DisconnectReason }: CallResult["contactRecord"]): string =>
  `  ${InitiationMethod}: ${Queue?.Duration} s in ${Queue?.Name}${Agent === null ? "" : `, ${Agent.AgentInteractionDuration} s with ${Agent.Username}`}${DisconnectReason === null ? "" : `, ${DisconnectReason}`}`;

function blocksByFlow(steps: CallResult["steps"]): string[] {
  const runs: { flow: string; blocks: string[] }[] = [];
  for (const { flow, block } of steps) {
    const run = runs.at(-1);
    if (run?.flow === flow) run.blocks.push(block);
    else runs.push({ flow, blocks: [block] });
  }
  return runs.map(({ flow, blocks }) =>
    wrapped(
      flow,
      blocks.map((block, index) => (index === 0 ? block : `› ${block}`)),
    ),
  );
}

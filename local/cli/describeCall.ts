import type { CallResult } from "../simulator/call";
import { shownCall } from "../simulator/shown";
import { wrapped } from "../shared/transcript";

/** The call as a program reads it. */
export function callAsJson(result: CallResult) {
  const { transcript, attributes, route, end, problem, lookups, contactRecord, contactRecords } = shownCall(result);
  return {
    transcript,
    attributes,
    route,
    end,
    ...(problem !== undefined && { problem }),
    lookups,
    contactRecord,
    ...(contactRecords.length > 1 && { contactRecords }),
  };
}

/** The call as a newcomer reads it. */
export function describeCall(result: CallResult): string {
  const { route, end, attributes, steps, problem, contactRecords } = shownCall(result);
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

import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CallResult } from "../../local/simulator/call";
import { scriptedCaller } from "../../local/simulator/keys";
import type { Script } from "../../local/simulator/script";
import { EVALUATION, laptopOf } from "../support";
import { describeUtterance } from "../../local/shared/transcript";

const fileOf = (name: string): string => join(__dirname, "golden", `${name}.txt`);
const readable = ({ end, route, transcript, contactRecords }: CallResult): string =>
  [
    `${end} ${route?.key}`,
    "",
    ...transcript.map(describeUtterance),
    "",
    JSON.stringify(contactRecords, null, 2),
    "",
  ].join("\n");

async function dial(world: Omit<Script, "caller">): Promise<CallResult> {
  const laptop = await laptopOf("dev");
  return laptop.call(
    { dialed: "+18335550143", from: "+14185550142", at: new Date("2026-03-03T15:00:00Z") },
    { caller: scriptedCaller("2 1"), ...world },
  );
}

/** What is said and recorded shows here as text that a reviewer can read; UPDATE_GOLDEN=1 writes it anew. */
describe("The whole life of a call to Example Corp", () => {
  const stories: Record<string, Omit<Script, "caller">> = {
    answered: { wait: { seconds: 40, then: "answered" }, agent: { holdSeconds: [20], ends: "agent" } },
    transferred: {
      wait: { seconds: 40, then: "answered" },
      agent: {
        ends: {
          transferTo: "queueTransferFlow",
          queue: "support-en-US",
          next: { userName: "ana.lopez", firstName: "Ana", lastName: "Lopez" },
        },
      },
    },
  };
  for (const [name, world] of Object.entries(stories))
    it(`is, ${name}, as it was agreed`, async () => {
      const text = readable(await dial(world));
      if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(fileOf(name), text);
      expect(text).to.equal(
        readFileSync(fileOf(name), "utf8"),
        "If the change is meant, run the tests with UPDATE_GOLDEN=1.",
      );
    }).timeout(EVALUATION);
});

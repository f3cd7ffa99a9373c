import { expect } from "chai";
import { contactsOf } from "../../local/simulator/chain";
import { type Contact, copyOf, newContact } from "../../local/simulator/contact";
import { contactRecord } from "../../local/simulator/contactRecord";
import type { DeployedFlow } from "../../local/simulator/instance";
import { worldOf } from "../../local/simulator/script";
import { step } from "../../local/simulator/step";
import type { World } from "../../local/simulator/world";
import { dequeue, endFlow, enterQueue, failed, hangUp, holdWith, menu, setContact, text } from "./blocks";
import { answeredAfter, life } from "./life";
import { arnOf, instanceOf, stubFunctions } from "./world";

const scene = life(
  {
    CustomerQueue: {
      which: [
        "Compare",
        { ComparisonValue: "$.InitiationMethod" },
        { next: "hold", errors: { NoMatchingCondition: "hold" }, equals: { INBOUND: "music" } },
      ],
      music: holdWith("Music.", { seconds: "20", next: "go" }),
      go: dequeue(arnOf("queue", "expert")),
      hold: holdWith("Hold."),
      full: hangUp,
      ...failed,
    },
    CustomerWhisper: { tell: text("Hello.", "over"), failed: endFlow, over: endFlow },
    CustomerHold: { hold: holdWith("On hold.") },
    DefaultAgentUI: {
      note: [
        "UpdateContactAttributes",
        { Attributes: { verified: "yes" }, TargetContact: "Related" },
        { next: "end", errors: { NoMatchingError: "failed" } },
      ],
      ...failed,
    },
    CustomerRemaining: {
      ask: menu({ 1: "keep" }, { silence: "end", otherKey: "end" }),
      keep: setContact({ survey: "done" }, "end"),
      ...failed,
    },
  },
  {},
  {
    flows: { onward: { tell: text("Connecting.", "enter"), enter: enterQueue, full: hangUp, ...failed } },
    flowTypes: { onward: "QUEUE_TRANSFER" },
  },
);

const begin = (flow: DeployedFlow): Contact =>
  newContact(
    {
      id: "call",
      initialId: "call",
      dialed: "+15555550100",
      caller: "+15555550142",
      startedAt: new Date("2026-03-02T15:00:00Z"),
    },
    flow,
  );

/** Follows a contact to the end of the call; `each` sees it before every block. */
async function follow(contact: Contact, world: World, each?: (contact: Contact) => Promise<void>): Promise<unknown> {
  for (;;) {
    await each?.(contact);
    const ended = await step(contact, world);
    if (ended !== undefined) return { ended, records: contactsOf(contact).map((one) => contactRecord(one, world)) };
  }
}

describe("A copy of a contact", () => {
  it("taken before any block of a whole life lives the same life, and leaves the original alone", async () => {
    const instance = instanceOf(scene);
    const world = worldOf(instance, stubFunctions({}), {
      caller: () => ({ keys: "1" }),
      wait: answeredAfter(40),
      behaviours: { chainedState: "kept" },
      agent: {
        holdSeconds: [10],
        ends: {
          transferTo: "onward",
          queue: "support",
          next: { userName: "ana.lopez", holdSeconds: [5], ends: "agent" },
        },
      },
    });
    const [entry] = [...instance.flows.values()] as [DeployedFlow];
    const alone = await follow(begin(entry), world);
    const copies: unknown[] = [];
    const original = await follow(
      begin(entry),
      world,
      async (contact) => void copies.push(await follow(copyOf(contact), world)),
    );
    expect(original).to.deep.equal(alone);
    for (const copy of copies) expect(copy).to.deep.equal(alone);
    const methods = (alone as { records: { InitiationMethod: string }[] }).records.map(
      ({ InitiationMethod }) => InitiationMethod,
    );
    expect(methods, "it was a whole life").to.include.members([
      "INBOUND",
      "QUEUE_TRANSFER",
      "TRANSFER",
      "API",
      "DISCONNECT",
    ]);
  });
});

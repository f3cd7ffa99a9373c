import { expect } from "chai";
import { compare, countTo, disconnect, menu, say, sayWhileWaiting, transferToQueue } from "../../flowLanguage";
import { textOf } from "../../local/render/text";
import { randomFlow, shownBlocks } from "./flows";

/** The paragraph of one block. */
const paragraph = (text: string, block: string): string[] =>
  (text.split("\n\n").find((one) => one.startsWith(`${block}: `)) ?? "")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.trim());

describe("A flow as text", () => {
  const flow = shownBlocks({
    end: disconnect(),
    ask: menu("<speak>For <emphasis>sales</emphasis> press 1.</speak>", 5, {
      keys: { 1: "count", 2: "end" },
      silence: "ask",
      otherKey: "ask",
      error: "end",
    }),
    count: countTo(3, { again: "ask", done: "which" }),
    which: compare(
      "$.Attributes.country",
      [
        ["Equals", "CA", "queue"],
        ["TextStartsWith", "C", "tell"],
        ["NumberGreaterOrEqualTo", "7", "end"],
      ],
      "end",
    ),
    queue: transferToQueue({ full: "tell", error: "end" }),
    tell: say("Plain", { then: "end", error: "end" }),
  });
  const text = textOf({ ...flow, content: { ...flow.content, start: "ask" } });

  it("begins with what the flow is, in words and in the service's", () =>
    expect(text.split("\n\n")[0]).to.equal(
      "exampleFlow\nInbound flow (CONTACT_FLOW)\nServes as an example.\nBegins at ask.",
    ));
  it("says no type and no description of a flow that has none", () => {
    const { name, content } = flow;
    expect(textOf({ name, content }).split("\n\n")[0]).to.equal("exampleFlow\nBegins at end.");
  });
  it("has a paragraph for each block, in the order in which a call meets them", () =>
    expect([...text.matchAll(/^(\w+): .*\((\w+)\)$/gm)].map(([, block]) => block)).to.deep.equal([
      "ask",
      "count",
      "which",
      "queue",
      "end",
      "tell",
    ]));
  it("has one for each block of any flow", () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = randomFlow(seed, 30);
      for (const block of random.content.actions.keys())
        expect(textOf(random).split(`\n\n${block}: `), `seed ${seed}, ${block}`).to.have.lengthOf(2);
    }
  });
  it("reads prompts out, without what every prompt has", () => {
    expect(paragraph(text, "ask")).to.include("says “For <emphasis>sales</emphasis> press 1.”");
    expect(textOf(shownBlocks({ wait: sayWhileWaiting(["<speak>One</speak>", "<speak>Two</speak>"]) })))
      .to.include("Messages.0 says “One”\n")
      .and.include("Messages.1 says “Two”\n");
  });
  it("says in words what each branch is taken for, and names where it leads", () => {
    expect(paragraph(text, "ask").slice(-5)).to.deep.equal([
      "key 1 → count",
      "key 2 → end",
      "silence → ask",
      "other key → ask",
      "on error → end",
    ]);
    expect(paragraph(text, "count").slice(-2)).to.deep.equal(["again → ask", "done → which"]);
    expect(paragraph(text, "which").slice(-4)).to.deep.equal([
      "= CA → queue",
      "starts with C → tell",
      "≥ 7 → end",
      "otherwise → end",
    ]);
    expect(paragraph(text, "queue")).to.deep.equal([
      "if the contact stays → end",
      "queue full → tell",
      "on error → end",
    ]);
    expect(paragraph(text, "tell").slice(-2)).to.deep.equal(["then → end", "on error → end"]);
  });
  it("says of a branch that it leads to no block", () =>
    expect(textOf(shownBlocks({ tell: say("x", { then: "nowhere", error: "tell" }) })))
      .to.include("then → nowhere (which is no block of this flow)\n")
      .and.include("on error → tell\n"));
  it("spells out what it does not know", () => {
    const own = shownBlocks({
      odd: {
        type: "CountSheepInCRM",
        parameters: { Sheep: { Black: "1" } },
        next: "odd",
        errors: { NoMatchingError: "odd", ["SheepGone" as "CallFailed"]: "odd" },
      },
    });
    expect(textOf(own))
      .to.include("odd: Count sheep in crm (CountSheepInCRM)\n  Sheep.Black = 1\n")
      .and.include("sheep gone → odd");
  });
  it("says why a part stands apart", () => {
    const steps = Object.fromEntries(
      Array.from({ length: 4 }, (_, index) => [
        `step ${index}`,
        say("x", { then: `step ${Math.min(3, index + 1)}`, error: "sorry" }),
      ]),
    );
    const apart = textOf(shownBlocks({ ...steps, sorry: disconnect(), lonely: disconnect() }));
    expect([...apart.matchAll(/^== .* ==$/gm)].map(([heading]) => heading)).to.deep.equal([
      "== sorry: 4 blocks lead here ==",
      "== lonely: nothing leads here ==",
    ]);
  });
  it("wraps long lines", () => {
    for (const line of textOf(
      shownBlocks({ tell: say(`<speak>${"a longer word ".repeat(60)}</speak>`, { then: "tell", error: "tell" }) }),
    ).split("\n"))
      expect(line.length).to.be.at.most(110);
  });
});

import { expect } from "chai";
import { numberOf } from "../../contentModel";
import { NUMBERS, scenariosIn, story } from "./stage";

/** The lines that tell the author what is wrong. */
function problemsOf(yaml: string): string[] {
  try {
    scenariosIn(yaml);
  } catch (error) {
    return (error as Error).message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

describe("a file of scenarios", () => {
  it("gives stories with their lines", () => {
    const [scenario] = scenariosIn(
      story({
        call: '{ number: CA support, from: "+1 418 555-0143", at: monday 10:00 }',
        steps:
          '- hears: [ a, b ]\n  language: fr-CA\n  voice: Gabrielle\n- hears exactly: c\n- hears next: d\n- presses: "2#"\n- waits\n- hangs up',
      }),
    );
    expect(scenario).to.deep.include({
      name: "A caller takes French",
      file: "scenarios/calls.yaml",
      line: 1,
      call: { number: "CA support", from: "+14185550143", at: "monday 10:00" },
      steps: [
        { does: "hears", how: "some", texts: ["a", "b"], language: "fr-CA", voice: "Gabrielle", line: 4 },
        { does: "hears", how: "exactly", texts: ["c"], line: 7 },
        { does: "hears", how: "next", texts: ["d"], line: 8 },
        { does: "presses", keys: "2#", line: 9 },
        { does: "waits", line: 10 },
        { does: "hangsUp", line: 11 },
      ],
    });
  });

  it("names every key that is wrong at once: file, line and remedy", () => {
    const yaml = `${story({ call: "{ nummer: CA support }", steps: "- heard: x\n- walks\n- hears: x\n  lang: fr-CA", ends: "{ in: queue, quue: support }" })}- name: Second\n  call: { number: CA support }\n  ends: { in: heaven }\n`;
    expect(problemsOf(yaml)).to.deep.equal([
      "scenarios/calls.yaml:2, 0.call.number: The key number is missing. Add it.",
      "scenarios/calls.yaml:2, 0.call.nummer: The key nummer is not known here. Remove it, or correct its spelling.",
      "scenarios/calls.yaml:4, 0.steps.0.hears: The key hears is missing. Add it.",
      "scenarios/calls.yaml:4, 0.steps.0.heard: The key heard is not known here. Remove it, or correct its spelling.",
      'scenarios/calls.yaml:5, 0.steps.1: "walks" stands where ("waits" | "hangs up" | "presses the code") is expected. Correct the value.',
      "scenarios/calls.yaml:7, 0.steps.2.lang: The key lang is not known here. Remove it, or correct its spelling.",
      "scenarios/calls.yaml:8, 0.ends.quue: The key quue is not known here. Remove it, or correct its spelling.",
      'scenarios/calls.yaml:11, 1.ends.in: "heaven" stands where ("queue" | "callback" | "transfer" | "goodbye" | "hangup") is expected. Correct the value.',
    ]);
  });

  it("names what has the wrong form, and takes the right one", () => {
    const wrong = story({
      call: '{ number: CA support, from: "0418 555" }',
      steps: '- presses: "2 1"',
      ends: '{ in: goodbye, queue: support, number: "+14165550100" }',
    });
    expect(problemsOf(wrong)).to.deep.equal([
      'scenarios/calls.yaml:2, 0.call.from: 0418555 is not in E.164. Write +, country code and number, in quotes, such as "+1 418 555 0143".',
      'scenarios/calls.yaml:4, 0.steps.0.presses: "2 1" cannot be keyed. Write digits, * or #.',
      "scenarios/calls.yaml:5, 0.ends.queue: A call that ends in goodbye is in no queue. Remove the key, or correct `in`.",
      "scenarios/calls.yaml:5, 0.ends.number: A call that ends in goodbye goes to no number. Remove the key, or correct `in`.",
    ]);
    expect(
      problemsOf(
        story({
          call: '{ number: CA support, from: "+1 (418) 555-0143" }',
          steps: '- presses: "*21#"',
          ends: '{ in: transfer, number: "+14165550100" }',
        }),
      ),
    ).to.deep.equal([]);
  });

  it("tells one story for many", () => {
    const many = (entries: string): string =>
      story({
        name: "In <country> key <key>",
        call: '{ number: "<country> support" }',
        steps: "- presses: <key>",
      }).replace("  call:", `  for: [ ${entries} ]\n  call:`);
    const scenarios = scenariosIn(many('{ country: CA, key: "1" }, { country: FR, key: "2" }'));
    expect(scenarios.map(({ name, call, steps, line }) => [name, call.number, steps[0], line])).to.deep.equal([
      ["In CA key 1", "CA support", { does: "presses", keys: "1", line: 5 }, 1],
      ["In FR key 2", "FR support", { does: "presses", keys: "2", line: 5 }, 1],
    ]);
    expect(problemsOf(many('{ country: CA, key: "1" }, { country: FR }'))[0]).to.equal(
      "scenarios/calls.yaml:1, 0: <key> is not in every entry of for. Add it there, or correct its spelling.",
    );
    expect(problemsOf(many('{ country: CA, key: "1" }, { country: CA, key: "1" }'))).to.deep.equal([
      'scenarios/calls.yaml:1, 0.name: "In CA key 1" is also the name of scenarios/calls.yaml:1. Give each its own; under for, put a <name> of its entries into it.',
    ]);
  });

  it("says of a fault of grammar where it is, and not what follows from it", () => {
    expect(problemsOf("- name: A\n  call: { number: CA support\n  ends: { in: queue }\n- name: B\n")).to.have.length(1);
  });
});

describe("the number that a scenario dials", () => {
  const dialed = (reference: string) => numberOf(reference, NUMBERS);

  it("is found by country and line of business, the toll-free one first", () => {
    for (const [reference, e164] of [
      ["CA support", "+18335550143"],
      ["CA support toll-free", "+18335550143"],
      ["CA support local", "+14165550143"],
      ["CA support staging", "+14165550151"],
      ["CA sales", "+14165550142"],
      ["+1 416 555 0143", "+14165550143"],
    ])
      expect(dialed(reference as string), reference)
        .to.include({ e164 })
        .and.have.property("row");
  });

  it("may be one that the stack does not know", () =>
    expect(dialed("+14165559999")).to.deep.equal({ e164: "+14165559999" }));

  it("is refused with what was probably meant", () => {
    for (const [reference, message, remedy] of [
      ["CN support", 'The stack has no number in "CN".', "Did you mean CA?"],
      ["CA suport", 'The stack has no number for "suport" in CA.', "Did you mean support?"],
      [
        "CA support lokal",
        '"lokal" is neither a kind of number nor an environment of CA support.',
        "Did you mean local?",
      ],
      [
        "CA sales toll-free",
        'The stack has no number "CA sales toll-free".',
        "Leave words out, or write the number in E.164.",
      ],
      ["+0", "+0 is not in E.164.", "Write +, country code and number, in quotes."],
    ])
      expect(dialed(reference as string), reference).to.deep.equal({ message, remedy });
  });
});

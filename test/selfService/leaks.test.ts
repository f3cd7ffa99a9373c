import { expect } from "chai";
import { holdsCard, type Keyed, leaksInLines, searchOf } from "./leaks";

const PLANTED: Keyed = { cards: ["4929117788334455"], numbers: ["93847561"], short: ["0931", "746"] };

describe("What callers keyed in secret", () => {
  it("would be found in a line of any log, digits apart or five of a card, and nothing else is", () => {
    for (const line of [
      '{"reason":"Error: 11778"}',
      "4929 1177 8833 4455",
      "9-1-1-7-7",
      '{"body":"93847561"}',
      '{"expiry":"0931"}',
      "cvv=746;",
    ])
      expect(searchOf(line)(PLANTED), line).to.have.length(1);
    const round: Keyed = { cards: [], numbers: [], short: ["8000"] };
    expect(searchOf('{"TimeLimit":"8000","Timeout":"8000"}')(round)).to.deep.equal([]);
    expect(searchOf('{"securityCode":"8000"}')(round)).to.deep.equal(["short 8000"]);
    for (const line of [
      '{"lastFour":"4455"}',
      '{"status":746,"milliseconds":931}',
      '{"_aws":{"Timestamp":1764000007377886}}',
      "2026-11-24T09:31:28.746Z",
      "(node:11778) Warning: 7",
      `${"Ab+/".repeat(30)}746=`,
    ])
      expect(searchOf(line)(PLANTED), line).to.deep.equal([]);
  });

  it("would be found key by key, from twelve digits of a card", () => {
    const [card = ""] = PLANTED.cards;
    for (const keys of ["14929117788334455#", [...card].join("#"), `1\n${card.slice(4)}`])
      expect(holdsCard(keys, card), keys).to.equal(true);
    for (const keys of ["4929117788", "4929\n117788334455".slice(0, 16), "••••117788••"])
      expect(holdsCard(keys, card), keys).to.equal(false);
  });

  it("would be found in lines of other calls, but for short numbers, which are any call's", () => {
    const [own, other] = ["0b1c2d3e-0000-4000-8000-000000000001", "0b1c2d3e-0000-4000-8000-000000000002"];
    const calls = [
      { contacts: [own], keyed: PLANTED },
      { contacts: [other], keyed: { cards: [], numbers: [], short: [] } },
    ];
    const line = (contactId: string | undefined, reason: string): string => JSON.stringify({ contactId, reason });
    for (const contactId of [own, other, undefined])
      for (const [reason, leak] of [
        ["17788", "card 4929117788334455"],
        ["93847561", "number 93847561"],
      ])
        expect(leaksInLines([line(contactId, reason as string)], calls), contactId).to.deep.equal([leak]);
    for (const contactId of [own, undefined])
      expect(leaksInLines([line(contactId, "746")], calls), contactId).to.deep.equal(["short 746"]);
    expect(leaksInLines([line(other, "746")], calls)).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { before } from "mocha";
import { DEFAULT_CALL_LIMITS } from "../../../callFlows/site";
import type { Laptop } from "../../../local/laptop";
import { scriptedCaller } from "../../../local/simulator/keys";
import { CANADA_SUPPORT, companyLaptop } from "../../company";
import { EVALUATION } from "../../support";

const MANY = 400;

// In the company's content support leads to sales, and sales to support and to the news, which lead back.
describe("A caller who never comes to an end", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => {
    laptop = await companyLaptop();
    await laptop.reset();
  });

  const pressing = (first: string, again: string) =>
    laptop.call(
      { dialed: CANADA_SUPPORT, at: new Date("2026-11-24T15:00:00Z") },
      { caller: scriptedCaller([first, ...Array.from({ length: MANY }, () => again)].join(" ")) },
    );

  for (const [way, first, again] of [
    ["menu to menu", "1", "6 4"],
    ["the menu to a flow and back", "1 6", "2 2"],
  ] as const)
    it(`is asked for as many choices as a call may have from ${way}, then reaches the default queue`, async () => {
      const { end, route, attributes, lookups } = await pressing(first, again);
      expect([end, route?.key]).to.deep.equal(["queue", "default"]);
      expect(attributes["menu_path"]?.split(">")).to.have.length(2 * DEFAULT_CALL_LIMITS.menuChoices);
      expect(lookups.filter((asked) => asked.function.endsWith("resolveRoute"))).to.have.length(
        DEFAULT_CALL_LIMITS.menuChoices + 1,
      );
      // Why the caller called last is what the agent needs to know.
      expect(attributes["reason"]).to.be.oneOf(["sales_menu", "support_menu", "product_news"]);
    });
});

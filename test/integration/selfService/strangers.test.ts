import { expect } from "chai";
import { before } from "mocha";
import type { Account } from "../../../local/emulator/backend/books";
import type { Laptop } from "../../../local/laptop";
import { scriptedCaller } from "../../../local/simulator/keys";
import { CANADA_SUPPORT, companyLaptop } from "../../company";
import { EVALUATION } from "../../support";
import { shownAttributes } from "../../../callFlows/agentScreen";

const SETTLED = { accountId: "A-9001", phoneNumber: "+12125550151" };
const OVERDUE = { accountId: "A-9002", phoneNumber: "+12125550152" };

/** Two customers whom nothing tells apart but what they owe. */
const account = (own: Pick<Account, "accountId" | "phoneNumber">, owes: boolean): Account => ({
  ...own,
  accountNumber: owes ? "90000002" : "90000001",
  pin: "00:00",
  name: "Alex",
  country: "CA",
  addOn: "owned",
  latestOrder: { orderId: "O-1", state: "packed" },
  ...(owes && { balance: { amount: 100, currency: "CAD", orderId: "B-9002", dueDate: "2026-01-01", overdue: true } }),
});

// Whoever forges a customer's number is told what decision 10 permits: the name and how far the order is.
describe("A caller who has proven nothing", function () {
  this.timeout(EVALUATION);
  let laptop: Laptop;
  before(async () => {
    laptop = await companyLaptop();
    await laptop.reset();
    laptop.backend.open(account(SETTLED, false));
    laptop.backend.open(account(OVERDUE, true));
  });

  /** All that a caller hears, and all that an agent is shown, whoever it is. */
  async function told({ accountId, phoneNumber }: typeof SETTLED, keys: string): Promise<unknown> {
    const { transcript, attributes, end, route } = await laptop.call(
      { dialed: CANADA_SUPPORT, from: phoneNumber, at: new Date("2026-11-24T15:00:00Z") },
      { caller: scriptedCaller(keys) },
    );
    const shown = Object.fromEntries(shownAttributes.map((name) => [name, attributes[name]]));
    expect(attributes["auth_result"], keys).to.not.equal("passed");
    return JSON.parse(
      JSON.stringify([transcript.map(({ text }) => text), shown, end, route?.key]).replaceAll(accountId, "A"),
    );
  }

  it("hears and shows the same, whatever the account of the number owes, whichever keys are pressed", async () => {
    let heardOfOrder = 0;
    for (const first of "12345679w")
      for (const second of "1234567w") {
        const keys = `1 ${first} ${second} w h`;
        const settled = await told(SETTLED, keys);
        expect(await told(OVERDUE, keys), keys).to.deep.equal(settled);
        if (JSON.stringify(settled).includes("order_status")) heardOfOrder++;
      }
    expect(heardOfOrder, "ways to what the number alone permits").to.be.greaterThan(0);
  });
});

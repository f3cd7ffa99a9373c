import { expect } from "chai";
import { valuesOf, viewProblems } from "../../components/agentGuide/checks";
import { AGENT_SCREEN, CLOSE_SCREEN, screenData, shownAttributes, agentScreenView } from "../../callFlows/agentScreen";
import { contactAttributes, type ContactAttributeName } from "../../callFlows/contactAttributes";

const names = Object.keys(contactAttributes) as ContactAttributeName[];
const shows = (name: ContactAttributeName): boolean =>
  (contactAttributes[name].readBy as readonly string[]).includes("agent");

describe("The agent's screen", () => {
  it("shows every attribute that the contract names the agent a reader of, once, and no other", () => {
    expect([...shownAttributes].sort()).to.deep.equal(names.filter(shows).sort());
  });

  it("shows of what is personal only references of the company's own, and whether a balance is overdue: nothing of a card", () => {
    expect(shownAttributes.filter((name) => contactAttributes[name].personal)).to.have.members([
      "customer_id",
      "account_state",
      "order_id",
      "payment_reference",
    ]);
    expect(shownAttributes.filter((name) => /card|pin|code|digit|number|four/.test(name))).to.deep.equal([]);
  });

  it("is a view that the service takes, and that the flow gives every value it asks for", () => {
    const view = agentScreenView();
    expect(viewProblems("agentGuide", view)).to.deep.equal([]);
    expect(valuesOf(view.template).sort()).to.deep.equal(Object.keys(screenData).sort());
    expect(view.actions).to.deep.equal([CLOSE_SCREEN]);
    for (const { heading, shows: labels } of AGENT_SCREEN)
      for (const text of [heading, ...Object.values(labels)]) expect(view.template).to.include(JSON.stringify(text));
  });
});

import { expect } from "chai";
import { contracts } from "../../handlers";
import { callerNumberOf, dialedNumberOf } from "../../handlers/shared/callerNumber";
import { callOf } from "../../handlers/shared/callState";
import { checkedEvent, checkedParameters } from "../../handlers/shared/checkedEvent";
import { parameter } from "../../handlers/shared/lookup";
import { MalformedEvent } from "../../handlers/shared/malformedEvent";
import { eventOf } from "./tables";

const withParameters = (parameters: Readonly<Record<string, unknown>>): unknown =>
  eventOf({ parameters: parameters as Readonly<Record<string, string>> });
/** What is wrong with an event, once a handler has read all of it. */
const problemOf = (event: unknown): string | undefined => {
  try {
    const checked = checkedEvent(event);
    callOf(checked);
    callerNumberOf(checked);
    dialedNumberOf(checked);
    checkedParameters(checked.Details.Parameters);
    for (const name of Object.keys(checked.Details.Parameters)) parameter(checked, name);
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(MalformedEvent);
    return (error as Error).message;
  }
};

describe("An event", () => {
  it("is one with whatever else the service sends, and with what a reference led to: nothing", () => {
    const event = eventOf({ dialed: null, caller: "", parameters: { keys: "a", name: undefined, seconds: "" } });
    expect(checkedEvent(event)).to.equal(event);
    expect(problemOf(withParameters({ name: null }))).to.equal(undefined);
    expect(problemOf({ ...(event as object), Name: "ContactFlowEvent" })).to.equal(undefined);
  });

  it("is none where a part is missing or another, and says which", () => {
    const { Details } = eventOf({ parameters: {} });
    const contact = (changes: object) => ({
      Details: { ...Details, ContactData: { ...Details.ContactData, ...changes } },
    });
    for (const [event, part] of [
      [undefined, "it is no object"],
      ["Details", "it is no object"],
      [{}, "Details"],
      [{ Details: [] }, "Details"],
      [{ Details: { Parameters: {} } }, "ContactData"],
      [{ Details: { ...Details, Parameters: null } }, "Parameters"],
      [contact({ InitialContactId: undefined, ContactId: "" }), "ContactId"],
      [contact({ InitialContactId: undefined, ContactId: "x".repeat(257) }), "ContactId"],
      [contact({ InitialContactId: 7 }), "ContactId"],
      [contact({ CustomerEndpoint: "+14165550199" }), "CustomerEndpoint"],
      [contact({ SystemEndpoint: { Address: ["+14165550199"] } }), "SystemEndpoint"],
      [withParameters({ name: 7 }), "a parameter is no text"],
      [withParameters({ constructor: {} }), "a parameter is no text"],
    ] as const)
      expect(problemOf(event)).to.equal(`The event is malformed: ${part}.`);
  });

  it("has parameters of 1,000 bytes, and messages of 8,192, and 32 KB together", () => {
    const long = "The event is malformed: a parameter is too long.";
    expect(problemOf(withParameters({ name: "x".repeat(1000), pin: "x".repeat(8192) }))).to.equal(undefined);
    expect(problemOf(withParameters({ name: "x".repeat(1001) }))).to.equal(long);
    expect(problemOf(withParameters({ name: "é".repeat(501) }))).to.equal(long);
    expect(problemOf(withParameters({ pin: "x".repeat(8193) }))).to.equal(long);
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`p${index}`, "x".repeat(1000)]));
    expect(problemOf(withParameters(many))).to.equal("The event is malformed: its parameters are too long together.");
  });

  it("can ask for all that a function answers", () => {
    // The longest list of keys that a flow can write.
    expect(problemOf(withParameters({ keys: contracts.getNumberAttributes.answers.join(" ") }))).to.equal(undefined);
    expect(problemOf(withParameters({ keys: contracts.getEnvironment.answers.join(" ") }))).to.equal(undefined);
  });
});

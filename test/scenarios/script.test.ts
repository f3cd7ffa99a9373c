import { expect } from "chai";
import { storyOf } from "../../local/scenarios/story";
import { scenariosIn, story } from "./stage";
import { scriptOf } from "../../local/scenarios/play";

const scripted = (world?: string) => {
  const [scenario] = scenariosIn(story(world === undefined ? {} : { world }));
  const { caller, heard, leaves } = storyOf([]);
  const {
    caller: _caller,
    heard: _heard,
    leaves: _leaves,
    ...rest
  } = scriptOf(scenario as NonNullable<typeof scenario>, { caller, heard, leaves });
  expect([_caller, _heard, _leaves]).to.deep.equal([caller, heard, leaves]);
  return rest;
};

describe("the world of a scenario, as the simulator takes it", () => {
  it("is an ordinary one where nothing is said", () => expect(scripted()).to.deep.equal({}));

  it("has every word of it", () =>
    expect(
      scripted(
        "{ failing: [ a ], force: { f/b: E }, answers: { a: { k: v } }, full: [ q ], wait: { seconds: 40, then: answered }, outsideNumbers: { '+14165550100': CallFailed }, service: { storedSilence: error } }",
      ),
    ).to.deep.equal({
      failingFunctions: ["a"],
      force: { "f/b": "E" },
      functionAnswers: { a: { k: "v" } },
      queues: { q: { full: true } },
      wait: { seconds: 40, then: "answered" },
      thirdParty: { "+14165550100": "CallFailed" },
      behaviours: { storedSilence: "error" },
    }));

  it("lets the caller leave the queue", () =>
    expect(scripted("{ wait: { seconds: 40, then: hangs up } }")).to.deep.equal({
      wait: { seconds: 40, then: "hangUp" },
    }));
});

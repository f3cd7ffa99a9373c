import { expect } from "chai";
import { type Block, exitsOf, type Flow } from "../../flowLanguage";
import { flowsOf, MODULE_REFERENCES } from "./site";
import { blockOf, contactAttributesSetBy } from "./walk";

/** Where a caller has heard the notice to its end, or has agreed. */
const KNOWS: ReadonlySet<string> = new Set(["recordingModule sayNotice next", "recordingModule askConsent Equals 1"]);

/**
 * The caller knows from a block before, or the call was recorded before, by the contract: the attribute says so after
 * that alone.
 */
const isKnown = (flow: Flow, name: string, { parameters }: Block, branch: string): boolean =>
  KNOWS.has(`${flow.name} ${name} ${branch}`) ||
  (parameters["ComparisonValue"] === "$.Attributes.recording" && branch === "Equals on");

/** Turns a recording on, or says that it is. */
const records = (block: Block): boolean =>
  (block.type.startsWith("UpdateContactRecording") &&
    /"RecordedParticipants":\["|"IVRRecordingBehavior":"Enabled"/.test(JSON.stringify(block.parameters))) ||
  contactAttributesSetBy(block)["recording"] === "on";

/** The blocks that record a caller who does not know. */
function unknownRecordings(flow: Flow): string[] {
  const unknowing = new Set([flow.start]);
  for (const name of unknowing) {
    const block = blockOf(flow, name);
    for (const { branch, target } of exitsOf(block)) if (!isKnown(flow, name, block, branch)) unknowing.add(target);
  }
  return [...unknowing].filter((name) => records(blockOf(flow, name)));
}

describe("A recording", () => {
  for (const moduleReferences of MODULE_REFERENCES)
    it(`begins on no way through any flow before the caller was told or agreed (modules: ${moduleReferences})`, () => {
      const flows = flowsOf(moduleReferences);
      expect(flows.flatMap((flow) => unknownRecordings(flow).map((block) => `${flow.name}/${block}`))).to.deep.equal(
        [],
      );
      const recording = flows.filter((flow) => Object.values(flow.blocks).some(records)).map(({ name }) => name);
      expect(recording).to.have.members([
        "recordingModule",
        "authenticationModule",
        "paymentModule",
        "agentTransferFlow",
        "queueTransferFlow",
        "outboundWhisperFlow",
      ]);
    });

  it("is found that begins too early: after a prompt that failed, without a question, and on a new contact", () => {
    const changed = (name: string, change: (blocks: Flow["blocks"]) => Flow["blocks"]): string[] => {
      const flow = flowsOf("dynamic").find((candidate) => candidate.name === name) as Flow;
      return unknownRecordings({ ...flow, blocks: { ...flow.blocks, ...change(flow.blocks) } });
    };
    expect(
      changed("recordingModule", ({ sayNotice }) => ({
        sayNotice: { ...(sayNotice as Block), errors: { NoMatchingError: "setOn" } },
      })),
    ).to.deep.equal(["setOn", "record"]);
    expect(
      changed("recordingModule", ({ whichPolicy }) => ({
        whichPolicy: { ...(whichPolicy as Block), errors: { NoMatchingCondition: "setOn" } },
      })),
    ).to.deep.equal(["setOn", "record"]);
    expect(
      changed("agentTransferFlow", ({ keepPrompts }) => ({
        keepPrompts: { ...(keepPrompts as Block), next: "record" },
      })),
    ).to.deep.equal(["record"]);
  });
});

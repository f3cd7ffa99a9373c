import { expect } from "chai";
import { type Block, disconnect, type Flow, functionMarker, lookup, referencesIn, say } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { flowsOf, MODULE_REFERENCES, speech } from "./site";
import { alwaysSet, contactAttributesSetBy, isCall, reachesWithoutCall, saidBy } from "./walk";

const callsOf = (flow: Flow): (readonly [string, Block])[] =>
  Object.entries(flow.blocks).filter(([, block]) => isCall(block));

/** Says something that needs no further lookup: static words, or prompts that were kept on every way there. */
function speaks(flow: Flow): (name: string, block: Block) => boolean {
  const set = alwaysSet(flow);
  return (name, block) =>
    saidBy(block)?.some((text) =>
      referencesIn(text).every((reference) => set.get(name)?.has(reference.replace("$.FlowAttributes.", ""))),
    ) ?? false;
}

/** Tells the caller's flow that the module failed, and returns to it. */
function reportsFailure(flow: Flow): (name: string, block: Block) => boolean {
  return (_name, block) =>
    contactAttributesSetBy(block)["reason"] === "failure" &&
    reachesWithoutCall(flow, block.next ?? "", (_end, { type }) => type === "EndFlowModuleExecution");
}

/**
 * Flows and modules that a call does without: where a lookup of theirs fails they end at once, and the call goes on as
 * it would have.
 */
const DONE_WITHOUT: ReadonlySet<string> = new Set([
  "recordingModule",
  "agentWhisperFlow",
  "customerWhisperFlow",
  "agentGuideFlow",
]);
const endsAtOnce = (_name: string, { type }: Block): boolean =>
  ["EndFlowModuleExecution", "EndFlowExecution", "DisconnectParticipant"].includes(type);
const tells = (flow: Flow): ((name: string, block: Block) => boolean) =>
  DONE_WITHOUT.has(flow.name)
    ? endsAtOnce
    : (name, block) => speaks(flow)(name, block) || (flow.type === "MODULE" && reportsFailure(flow)(name, block));

/** Without its answer a call goes on, as that of a stranger or as if nobody waited for it: nothing has to be told. */
const isNeeded = ({ parameters }: Block): boolean =>
  parameters["LambdaFunctionARN"] !== functionMarker(contracts.identifyCaller.role) &&
  parameters["InvocationType"] !== "ASYNCHRONOUS";

/** The calls of a flow after whose failure a caller would hear nothing. */
const silentFailures = (flow: Flow): string[] =>
  callsOf(flow)
    .filter(
      ([, block]) => isNeeded(block) && !reachesWithoutCall(flow, block.errors?.NoMatchingError ?? "", tells(flow)),
    )
    .map(([name]) => name);

describe("The failure of a lookup", () => {
  for (const moduleReferences of MODULE_REFERENCES)
    for (const flow of flowsOf(moduleReferences).filter((candidate) => callsOf(candidate).length > 0))
      it(`is spoken without another lookup in ${flow.name} (modules: ${moduleReferences})`, () =>
        expect(silentFailures(flow)).to.deep.equal([]));

  it("is found where nothing is said of it, or only with another lookup", () => {
    const order = lookup({ role: "findOrder", parameters: [], answers: ["state"] } as const, ["state"]);
    const flow = (error: string): Flow => ({
      name: "orderFlow",
      type: "CONTACT_FLOW",
      description: "Tells the state of an order.",
      start: "find",
      blocks: {
        find: order.invoke({}, { then: "keep", error }),
        keep: order.keep({ then: "tell", error: "end" }),
        tell: say(order.kept.state, { then: "end", error: "end" }),
        sorry: say("<speak>Sorry</speak>", { then: "end", error: "end" }),
        again: order.invoke({}, { then: "keep", error: "sorry" }),
        end: disconnect(),
      },
    });
    expect(silentFailures(flow("sorry"))).to.deep.equal([]);
    expect(silentFailures(flow("end"))).to.deep.equal(["find"]);
    expect(silentFailures(flow("again"))).to.deep.equal(["find"]);
    expect(silentFailures(flow("tell")), "a prompt that was not fetched").to.deep.equal(["find"]);
  });

  it("leads every flow to static words of its kind in every language", () => {
    for (const flow of flowsOf("dynamic").filter(({ name, type }) => type !== "MODULE" && !DONE_WITHOUT.has(name))) {
      const said = Object.values(flow.blocks).flatMap((block) => saidBy(block) ?? []);
      for (const { apology, goodbye, hold, introduction } of speech.languages)
        expect(said, flow.name).to.include.members(
          flow.type === "CUSTOMER_QUEUE"
            ? [hold]
            : flow.type === "OUTBOUND_WHISPER"
              ? [introduction]
              : flow.name === "disconnectFlow"
                ? [goodbye]
                : [apology, goodbye],
        );
    }
  });

  it("reaches the static hold text from the queue flow's lookup", () => {
    const flow = flowsOf("dynamic").find(({ name }) => name === "queueFlow") as Flow;
    for (const { hold } of speech.languages)
      for (const [, block] of callsOf(flow))
        expect(
          reachesWithoutCall(
            flow,
            block.errors?.NoMatchingError ?? "",
            (_name, candidate) => saidBy(candidate)?.includes(hold) ?? false,
          ),
          hold,
        ).to.equal(true);
  });

  it("is answered by the flow that runs a module: a reason of failure is compared right after it", () => {
    for (const moduleReferences of MODULE_REFERENCES)
      for (const flow of flowsOf(moduleReferences))
        for (const [name, { type, parameters, errors, next = "" }] of Object.entries(flow.blocks))
          if (type === "InvokeFlowModule" && (parameters["FlowModuleId"] as string).includes("recordingModule"))
            expect(errors?.NoMatchingError, name).to.equal(next);
          else if (type === "InvokeFlowModule") {
            const after = flow.blocks[next];
            expect(after?.parameters["ComparisonValue"], `${flow.name}, block ${name}`).to.equal("$.Attributes.reason");
            const failure = after?.conditions?.find(({ operand }) => operand === "failure")?.next ?? "";
            // In a module the reason goes up, as it is, to the flow that the caller is in.
            const isAnswered =
              flow.type === "MODULE"
                ? (_name: string, { type: end }: Block) => end === "EndFlowModuleExecution"
                : speaks(flow);
            expect(reachesWithoutCall(flow, failure, isAnswered), `${flow.name}, block ${name}`).to.equal(true);
          }
  });
});

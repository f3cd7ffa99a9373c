import { expect } from "chai";
import { machineKeyPair } from "../../local/emulator/keys";
import { enterQueue, failed, lambda, loop, menu, setContact, setFlow, setQueue, setVoice, store, text } from "./blocks";
import { type ActionJson, arnOf, call, functionArn, type Scene } from "./world";
import type { FlowLogRecord } from "../../local/simulator/observed";

const logging = (FlowLoggingBehavior: "Enabled" | "Disabled", next: string): ActionJson => [
  "UpdateFlowLoggingBehavior",
  { FlowLoggingBehavior },
  { next },
];
const logOf = async (scene: Scene): Promise<FlowLogRecord[]> => [...(await call(scene)).flowLog];
const lines = async (scene: Scene) =>
  (await logOf(scene)).map(({ ContactFlowModuleType, Identifier, Parameters, Results, ExternalResults }) => ({
    [`${Identifier} ${ContactFlowModuleType}`]: Parameters,
    ...(Results !== undefined && { Results }),
    ...(ExternalResults !== undefined && { ExternalResults }),
  }));

describe("The flow log of a simulated call", () => {
  it("has a line for each block, by its name of old, with parameters and results", async () => {
    const spoken = { Voice: "Gabrielle", Engine: "Neural" };
    expect(
      await lines({
        flows: {
          main: {
            on: logging("Enabled", "voice"),
            voice: setVoice("Gabrielle", "Neural", "set"),
            set: setContact({ language: "fr-CA", number: "$.SystemEndpoint.Address" }, "setFlow"),
            setFlow: setFlow({ a: "1" }, "find"),
            find: lambda("find", "greet", {}, "failed"),
            greet: text("Hello $.External.name.", "ask"),
            ask: menu({ 1: "store" }, { silence: "end", otherKey: "end" }),
            store: store("count"),
            count: loop("1", "queue", "end"),
            queue: setQueue(arnOf("queue", "support"), "enter"),
            enter: enterQueue,
            full: text("Full.", "end"),
            ...failed,
          },
        },
        queues: ["support"],
        functions: { find: () => ({ name: "Ann" }) },
        keys: "1 42#",
      }),
    ).to.deep.equal([
      { "on SetLoggingBehavior": { LoggingBehavior: "Enable" } },
      { "voice SetVoice": spoken },
      { "set SetAttributes": { Key: "language", Value: "fr-CA" } },
      { "set SetAttributes": { Key: "number", Value: "+15555550100" } },
      { "setFlow SetAttributes": { Key: "a", Value: "1" } },
      {
        "find InvokeExternalResource": {
          FunctionArn: functionArn("find"),
          ResponseValidation: "ResponseType=STRING_MAP",
          TimeLimit: "8000",
        },
        ExternalResults: { name: "Ann" },
      },
      { "greet PlayPrompt": { Text: "Hello Ann.", ...spoken } },
      { "ask GetUserInput": { Text: "Press a key.", Timeout: "5000", ...spoken }, Results: "1" },
      { "store StoreUserInput": { Text: "Key in a number.", Timeout: "5000", ...spoken }, Results: "42" },
      { "count Loop": { LoopCount: "1" }, Results: "ContinueLooping" },
      { "queue SetQueue": { Queue: arnOf("queue", "support") } },
      { "enter Transfer": {} },
    ]);
  });

  it("says of a function that it failed, or may not be called", async () => {
    const flow = { on: logging("Enabled", "find"), find: lambda("find", "end", {}, "end"), ...failed };
    const result = async (functions: Scene["functions"]) =>
      (await logOf({ flows: { main: flow }, ...(functions && { functions }) }))[1];
    expect(
      await result({
        find: () => {
          throw new Error("no row");
        },
      }),
    )
      .to.include({ Results: "The Lambda Function Returned An Error." })
      .and.not.have.property("ExternalResults");
    expect(await result(undefined)).to.include({ Results: "Status Code: 403; Error Code: AccessDeniedException" });
  });

  it("tells the contact, the flow and the moment at which the block was done", async () => {
    const result = await call({
      flows: { main: { on: logging("Enabled", "tell"), tell: text("x".repeat(1000), "end"), ...failed } },
    });
    expect(result.flowLog[1]).to.deep.include({
      ContactId: result.contactRecord.ContactId,
      ContactFlowId: arnOf("flow", "main"),
      ContactFlowName: "main",
      Timestamp: "2026-03-02T15:01:05.000Z",
    });
  });

  it("is empty until it is turned on and after it is turned off, which later flows keep", async () => {
    const scene = (first: "Enabled" | "Disabled"): Scene => ({
      flows: {
        first: {
          before: text("Before.", "log"),
          log: logging(first, "after"),
          after: text("After.", "go"),
          go: [
            "TransferToFlow",
            { ContactFlowId: arnOf("flow", "second") },
            { next: "failed", errors: { NoMatchingError: "failed" } },
          ],
          ...failed,
        },
        second: { later: text("Later.", "off"), off: logging("Disabled", "secret"), secret: store("end"), ...failed },
      },
      keys: "4711#",
    });
    expect((await logOf(scene("Enabled"))).map(({ Identifier }) => Identifier)).to.deep.equal([
      "log",
      "after",
      "go",
      "later",
    ]);
    expect(await logOf(scene("Disabled"))).to.deep.equal([]);
  });

  it("never has the keys of input that is encrypted", async () => {
    const { certificate } = await machineKeyPair();
    const secret = store("end", "16", { InputEncryption: { EncryptionKeyId: "id", Key: certificate } });
    const [, line] = await logOf({
      flows: { main: { on: logging("Enabled", "ask"), ask: secret, ...failed } },
      keys: "4111111111111111",
    });
    expect(line?.Results).to.have.length.greaterThan(500);
    const [, plain] = await logOf({
      flows: { main: { on: logging("Enabled", "ask"), ask: store("end", "16"), ...failed } },
      keys: "4111#",
    });
    expect(plain?.Results, "its twin: what is not encrypted is in the log").to.equal("4111");
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Run } from "../company";
import { ivr } from "../prompts/run";
import {
  compare,
  enterQueue,
  failed,
  hangUp,
  lambda,
  loop,
  menu,
  module,
  setContact,
  setQueue,
  store,
  text,
  transfer,
} from "../simulator/blocks";
import { arnOf, type FlowJson, flowJson, functionArn, idOf } from "../simulator/world";

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "simulate-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);
function write(name: string, content: FlowJson | string): string {
  writeFileSync(path(name), typeof content === "string" ? content : flowJson(content));
  return path(name);
}
const described = (kind: "ContactFlow" | "ContactFlowModule", name: string, content: FlowJson): string =>
  JSON.stringify({
    [kind]: {
      Arn: arnOf(kind === "ContactFlow" ? "flow" : "module", name),
      Id: idOf(name),
      Name: name,
      Type: "CONTACT_FLOW",
      Content: flowJson(content),
    },
  });

const simulate = (...args: string[]): Promise<Run> => ivr(["simulate", ...args]);
const said = async (...args: string[]): Promise<string[]> => {
  const { out } = await simulate(...args, "--json");
  return (JSON.parse(out) as { transcript: { text: string }[] }).transcript.map(({ text: words }) => words);
};

const frontDoor: FlowJson = {
  ask: menu({ 1: "find" }, { silence: "end", otherKey: "end" }, { Text: "Hello $.Attributes.name." }),
  find: lambda("find", "tell"),
  tell: text("Tier $.External.tier.", "set"),
  set: setQueue(arnOf("queue", "support"), "enter"),
  enter: enterQueue,
  full: text("Full.", "end"),
  ...failed,
};

describe("ivr simulate", () => {
  it("prints no digit of a card number, wherever the caller keys it, as text and as JSON", async () => {
    const flow = write("card.json", {
      ask: menu({ 4: "store" }, { silence: "end", otherKey: "end" }),
      store: store("keep", "19"),
      keep: setContact({ account: "$.StoredCustomerInput" }, "tell"),
      tell: text("You keyed $.Attributes.account.", "end"),
      ...failed,
    });
    const keys = ["--keys", "4929117788334455 4929117788334455#"];
    for (const more of [[], ["--json"]]) {
      const { code, out, err } = await simulate(flow, ...keys, ...more);
      expect([code, err]).to.deep.equal([0, ""]);
      expect(out)
        .to.include(`You keyed ${"•".repeat(16)}.`)
        .and.not.match(/4929|11778833|8833|4455/);
    }
    const { err } = await simulate(flow, "--keys", "4929-1177-8833-4455");
    expect(err).to.include('"••••-••••-••••-••••" cannot be keyed');
  });

  it("places a call into a flow from anywhere, with keys, functions and attributes, and prints it as ivr call does", async () => {
    const args = [
      write("Front door.json", frontDoor),
      "--keys",
      "1",
      "--lambda",
      `find=${write("find.json", '{"tier":"gold"}')}`,
      "--attribute",
      "name=Ann",
      "--at",
      "2026-03-02T15:00:00Z",
    ];
    const { code, out, err } = await simulate(...args);
    expect(code).to.equal(0);
    expect(out)
      .to.include("2026-03-02T15:00:00.000Z")
      .and.include("Hello Ann.")
      .and.include("caller presses 1")
      .and.include("Tier gold.")
      .and.include("The call ended in queue");
    expect(err.trim()).to.equal(`note: queue ${arnOf("queue", "support")} is not among the files: taken as it stands.`);
    const json = JSON.parse((await simulate(...args, "--json")).out) as Record<string, unknown>;
    expect(Object.keys(json)).to.deep.equal([
      "transcript",
      "attributes",
      "route",
      "end",
      "lookups",
      "contactRecord",
      "notes",
    ]);
    expect(json["attributes"]).to.deep.equal({ name: "Ann" });
  });

  it("names functions by name or ARN, and says which one has no answer", async () => {
    const flow = write("flow.json", frontDoor);
    const find = write("find.json", '{"tier":"gold"}');
    for (const name of ["find", functionArn("find")])
      expect(await said(flow, "--keys", "1", "--lambda", `${name}=${find}`), name).to.include("Tier gold.");
    const { code, out, err } = await simulate(flow, "--keys", "1");
    expect([code, out.includes("Failed.")]).to.deep.equal([0, true]);
    expect(err).to.include(
      `function ${functionArn("find")} has no answer: its error branch is taken. Give it one with --lambda find=<file>.`,
    );
  });

  it("takes what describe-contact-flow answers: flows and modules find each other by ARN, id and name", async () => {
    const calls = (moduleId: string, flowId: string): FlowJson => ({
      run: module(moduleId, "go"),
      go: transfer(flowId),
      ...failed,
    });
    const second = write("b.json", described("ContactFlow", "second", { tell: text("Second.", "end"), ...failed }));
    const inner = write(
      "m.json",
      described("ContactFlowModule", "inner", {
        tell: text("Inside.", "done"),
        done: ["EndFlowModuleExecution"],
        failed: ["EndFlowModuleExecution"],
      }),
    );
    for (const [moduleId, flowId] of [
      [arnOf("module", "inner"), arnOf("flow", "second")],
      [`${idOf("inner")}:$LATEST`, idOf("second")],
      ["inner", "second"],
    ] as const)
      expect(await said(write("a.json", calls(moduleId, flowId)), second, inner), moduleId).to.deep.equal([
        "Inside.",
        "Second.",
      ]);
    const alone = await simulate(write("a.json", calls("inner", "second")));
    expect(alone.err)
      .to.include("module inner is not among the files: its error branch is taken. Add its file.")
      .and.include("flow second is not among the files");
    expect(alone.out).to.include("Failed.");
    expect(await said(write("a.json", calls("inner", "second")), second, inner, "--start", "second")).to.deep.equal([
      "Second.",
    ]);
  });

  it("takes hours that a flow names as always open, unless the caller of the command answers for them", async () => {
    const flow = write("hours.json", {
      check: [
        "CheckHoursOfOperation",
        { HoursOfOperationId: arnOf("hours", "US") },
        { next: "closed", errors: { NoMatchingError: "failed" }, equals: { True: "open", False: "closed" } },
      ],
      open: text("Open.", "end"),
      closed: text("Closed.", "end"),
      ...failed,
    });
    expect(await said(flow)).to.deep.equal(["Open."]);
    expect(await said(flow, "--answer", 'hours/check="False"')).to.deep.equal(["Closed."]);
    expect((await simulate(flow)).err).to.include("taken as it stands, always open");
  });
  it("does not take for granted what a reference names", async () => {
    const flow = write("dynamic.json", {
      set: setQueue("$.Attributes.queue", "enter"),
      enter: enterQueue,
      full: text("Full.", "end"),
      ...failed,
    });
    expect(await said(flow, "--attribute", `queue=${arnOf("queue", "support")}`)).to.deep.equal(["Failed."]);
  });

  it("makes blocks fail, and bots answer", async () => {
    const flow = write("flow.json", frontDoor);
    expect(await said(flow, "--keys", "1", "--force", "flow/ask=InputTimeLimitExceeded")).to.deep.equal([]);
    const bot = write("bot.json", {
      ask: [
        "ConnectParticipantWithLexBot",
        { LexV2Bot: { AliasArn: "arn:aws:lex:x" } },
        {
          next: "failed",
          errors: { NoMatchingError: "failed", NoMatchingCondition: "failed" },
          equals: { Book: "tell" },
        },
      ],
      tell: text("Booked.", "end"),
      ...failed,
    });
    expect(await said(bot, "--answer", 'bot/ask={"IntentName":"Book"}')).to.deep.equal(["Booked."]);
    const { code, out } = await simulate(bot);
    expect(code, "nobody answers").to.equal(1);
    expect(out).to.match(/not scripted\. Answer bot\/ask with/);
  });

  it("tells the caller's and the dialed number", async () => {
    const flow = write("numbers.json", {
      which: compare("$.CustomerEndpoint.Address", { "+15555550142": "known" }, "unknown"),
      known: text("$.SystemEndpoint.Address", "end"),
      unknown: text("Unknown.", "end"),
      ...failed,
    });
    expect(await said(flow)).to.deep.equal(["Unknown."]);
    expect(await said(flow, "--from", "+15555550142", "--dial", "+15555550143")).to.deep.equal(["+15555550143"]);
  });

  it("ends with 1 when the call ends in an error: a circle without an end, a missing branch", async () => {
    for (const [flow, says] of [
      [{ one: loop("100", "one", "one") }, /without an end/],
      [
        { one: ["MessageParticipant", { Text: "$.Attributes.none" }, { next: "end" }], end: hangUp },
        /declares no branch for NoMatchingError/,
      ],
    ] as const) {
      const { code, out, err } = await simulate(write("error.json", flow));
      expect([code, err]).to.deep.equal([1, ""]);
      expect(out).to.include("The call ended in error").and.match(says);
    }
  });

  describe("refuses with 2 and one line", () => {
    const good = (): string => write("good.json", frontDoor);
    const cases: Record<string, () => [args: string[], says: RegExp]> = {
      "malformed JSON": () => [
        [write("bad.json", '{"Version": oops}')],
        /bad\.json: Malformed JSON at line 1, column 13/,
      ],
      "a truncated file": () => [[write("cut.json", flowJson(frontDoor).slice(0, 300))], /cut\.json: .*cut off/],
      "an empty file": () => [[write("empty.json", "")], /empty/],
      "a legacy export": () => [
        [write("legacy.json", '{"modules":[],"version":"1","type":"contactFlow","start":"x","metadata":{}}')],
        /legacy export.*describe-contact-flow/,
      ],
      "JSON that is no flow": () => [[write("list.json", "[1]")], /no flow/],
      "a flow without a start": () => [
        [write("start.json", JSON.stringify({ Version: "2019-10-30", Actions: [] }))],
        /starts at nothing/,
      ],
      "two actions of one identifier": () => [
        [write("twice.json", flowJson({ a: hangUp }).replace(/\[(\{.*\})\]/, "[$1,$1]"))],
        /identifier a/,
      ],
      "a file that is not there": () => [[path("none.json")], /There is no such file/],
      "a folder": () => {
        mkdirSync(path("folder"), { recursive: true });
        return [[path("folder")], /This is a folder/];
      },
      "two flows of one name": () => {
        mkdirSync(path("other"), { recursive: true });
        return [[good(), write("other/good.json", frontDoor)], /Two of the files are called good/];
      },
      "nothing but modules": () => [
        [write("m.json", described("ContactFlowModule", "m", { done: ["EndFlowModuleExecution"] }))],
        /None of the files is a flow/,
      ],
      "a start that is none of the flows": () => [
        [good(), "--start", "other"],
        /--start other is none of the flows: good\./,
      ],
      "a module that calls itself": () => [
        [
          good(),
          write(
            "m.json",
            described("ContactFlowModule", "m", { run: module("m", "done"), done: ["EndFlowModuleExecution"] }),
          ),
        ],
        /Module m calls itself: m → m\..*five levels/,
      ],
      "modules that call each other": () => [
        [
          good(),
          write(
            "m.json",
            described("ContactFlowModule", "m", { run: module("n", "done"), done: ["EndFlowModuleExecution"] }),
          ),
          write(
            "n.json",
            described("ContactFlowModule", "n", { run: module("m", "done"), done: ["EndFlowModuleExecution"] }),
          ),
        ],
        /Module m calls itself: m → n → m\./,
      ],
      "an answer of a function that is no JSON": () => [
        [good(), "--lambda", `find=${write("text.txt", "gold")}`],
        /--lambda find: this is no JSON/,
      ],
      "an answer that is not there": () => [
        [good(), "--lambda", `find=${path("none.json")}`],
        /none\.json: There is no such file/,
      ],
      "an option without a value": () => [[good(), "--lambda", "find"], /--lambda find has no name and value/],
      "a block that is not there": () => [
        [good(), "--force", "good/nothing=NoMatchingError"],
        /--force good\/nothing is no block of the files.*good\/ask/,
      ],
      "a number": () => [[good(), "--from", "4165550143"], /--from 4165550143 is not in E\.164/],
      keys: () => [[good(), "--keys", "1 x"], /--keys: "x" cannot be keyed/],
      "a time": () => [[good(), "--at", "tomorrow"], /"tomorrow" is no time/],
      "no file": () => [[], /missing required argument/],
    };
    for (const [what, make] of Object.entries(cases))
      it(what, async () => {
        const [args, says] = make();
        const { code, out, err } = await simulate(...args);
        expect([code, out]).to.deep.equal([2, ""]);
        expect(err).to.match(says);
        expect(err.trim().split("\n")).to.have.length(1);
      });
  });

  it("runs a file of five megabytes", async () => {
    const blocks = Object.fromEntries(
      Array.from(
        { length: 5000 },
        (_, index) => [`block ${index}`, text("x".repeat(800), index === 4999 ? "end" : `block ${index + 1}`)] as const,
      ),
    );
    const file = write("large.json", { ...blocks, ...failed });
    const result = await said(file);
    expect(result).to.have.length(5000);
  });
});

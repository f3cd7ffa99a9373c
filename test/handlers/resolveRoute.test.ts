import { expect } from "chai";
import { after, before } from "mocha";
import { contracts, resolveRoute, RowMissing } from "../../handlers";
import { ENVIRONMENT, errorOf, flowArn, MENU, moduleArn, queueArn } from "./rows";
import { ask, startTables, type TestTables } from "./tables";

const KEYS = "type target targetArn reason";

describe("resolveRoute", () => {
  let tables: TestTables;
  before(async () => {
    tables = await startTables();
    await tables.put("environments", ENVIRONMENT);
    await tables.put("routing", MENU, {
      key: "menu#patient",
      routes: {
        timeout: { type: "queue", target: "default", reason: "silence" },
        "1": { type: "menu", target: "support", reason: "support_menu" },
      },
    });
  });
  after(() => tables.close());

  const resolve = (key: string | undefined, parameters: Record<string, string | undefined> = {}) =>
    ask(tables, resolveRoute, {
      parameters: {
        menu: "support",
        key,
        environment: "dev",
        language: "fr-CA",
        country: "CA",
        queue: "support-{language}",
        keys: KEYS,
        ...parameters,
      },
    });

  const routes = [
    [
      "a queue in the caller's language",
      "1",
      { type: "queue", target: "support-fr-CA", targetArn: queueArn("support-fr-CA"), reason: "support_agent" },
    ],
    [
      "a callback by a queue",
      "2",
      { type: "callback", target: "support-fr-CA", targetArn: queueArn("support-fr-CA"), reason: "callback" },
    ],
    ["a flow", "3", { type: "flow", target: "newsFlow", targetArn: flowArn("newsFlow"), reason: "product_news" }],
    [
      "a module",
      "4",
      { type: "module", target: "hoursModule", targetArn: moduleArn("hoursModule"), reason: "opening_hours" },
    ],
    ["another menu", "5", { type: "menu", target: "sales", targetArn: "none", reason: "sales_menu" }],
    ["a telephone number", "6", { type: "number", target: "+14165550199", targetArn: "none", reason: "repairs" }],
    [
      "a queue of the caller's country",
      "7",
      { type: "queue", target: "sales-CA", targetArn: queueArn("sales-CA"), reason: "country_sales" },
    ],
    [
      "the queue of the dialed number",
      "0",
      { type: "queue", target: "support-fr-CA", targetArn: queueArn("support-fr-CA"), reason: "agent" },
    ],
  ] as const;
  for (const [place, key, answer] of routes)
    it(`leads to ${place}`, async () => {
      expect(await resolve(key)).to.deep.equal(answer);
    });

  it("tells the way through the menus: what was chosen, not what was missed or heard again", async () => {
    const pathOf = async (key: string | undefined, menuPath: string | undefined) =>
      (await resolve(key, { menuPath, keys: "menuPath" }))["menuPath"];
    expect([await pathOf("1", undefined), await pathOf("1", "none"), await pathOf("5", "sales>7")]).to.deep.equal([
      "support>1",
      "support>1",
      "sales>7>support>5",
    ]);
    for (const missed of ["9", "#", "Timeout"]) expect(await pathOf(missed, "sales>7"), missed).to.equal("sales>7");
    const longest = Array.from({ length: contracts.GREATEST_CHOICES }, (_, place) => `menu${place}>1`);
    expect(await pathOf("1", longest.join(">"))).to.equal([...longest.slice(1), "support>1"].join(">"));
  });

  it("leads out of the menus after as many choices as a call may have: an agent, a callback and a number stay within reach", async () => {
    const typeOf = async (key: string, choices: number, mostChoices: string | undefined = "3") => {
      const menuPath = Array.from({ length: choices }, (_, place) => `menu${place}>1`).join(">") || "none";
      return (await resolve(key, { menuPath, mostChoices, keys: "type menuPath" }))["type"];
    };
    for (const [key, type] of [
      ["3", "flow"],
      ["4", "module"],
      ["5", "menu"],
    ] as const)
      expect([await typeOf(key, 2), await typeOf(key, 3), await typeOf(key, 9)], type).to.deep.equal([
        type,
        "exhausted",
        "exhausted",
      ]);
    expect([await typeOf("1", 9), await typeOf("2", 9), await typeOf("6", 9), await typeOf("0", 9)]).to.deep.equal([
      "queue",
      "callback",
      "number",
      "queue",
    ]);
    expect([await typeOf("9", 9), await typeOf("Timeout", 9), await typeOf("#", 9)], "no choice").to.deep.equal([
      "repeat",
      "silence",
      "invalid",
    ]);
    const { menuPath } = await resolve("5", { menuPath: "a>1", mostChoices: "1", keys: "type menuPath" });
    expect(menuPath, "what led nowhere is no choice").to.equal("a>1");
    const path = Array.from({ length: 40 }, (_, place) => `menu${place}>1`).join(">");
    const before = await resolve("5", { menuPath: path, keys: "type" });
    expect(before["type"], "flows of the release before name no limit").to.equal("menu");
  });

  it("takes any text for a way through the menus, and keeps of it what a call can have", async () => {
    for (const stray of ["a".repeat(8192), ">".repeat(8192), "a>".repeat(4096), "constructor>__proto__"]) {
      const { menuPath } = await resolve("1", { menuPath: stray, keys: "menuPath" });
      expect(menuPath?.endsWith(">support>1"), stray.slice(0, 4)).to.equal(true);
      expect(menuPath?.split(">").length, stray.slice(0, 4)).to.be.at.most(2 * contracts.GREATEST_CHOICES);
    }
  });

  it("leads a caller with an overdue balance elsewhere, where the option says so", async () => {
    await tables.put("routing", {
      key: "menu#billing",
      routes: { "1": { type: "menu", target: "account", overdue: "accountOverdue", reason: "account" } },
    });
    const target = async (accountState: string | undefined, menu = "billing") =>
      (await resolve("1", { menu, accountState }))["target"];
    expect([
      await target("overdue"),
      await target("current"),
      await target(undefined),
      await target("overdue", "support"),
    ]).to.deep.equal(["accountOverdue", "account", "account", "support-fr-CA"]);
  });

  it("tells the menu that others hear, where the menu is for an overdue balance, and the reverse", async () => {
    await tables.put("routing", {
      key: "menu#accountOverdue",
      usual: "account",
      routes: { "1": { type: "menu", target: "sales", reason: "sales_menu" } },
    });
    await tables.put("routing", {
      key: "menu#account",
      overdue: "accountOverdue",
      routes: { "1": { type: "menu", target: "sales", reason: "sales_menu" } },
    });
    const overdueMenu = async (menu: string) => (await resolve("1", { menu, keys: "overdueMenu" }))["overdueMenu"];
    expect([
      await overdueMenu("account"),
      await overdueMenu("accountOverdue"),
      await overdueMenu("support"),
    ]).to.deep.equal(["accountOverdue", "none", "none"]);
    const usual = async (menu: string, key = "1") => (await resolve(key, { menu, keys: "usual" }))["usual"];
    expect([
      await usual("accountOverdue"),
      await usual("accountOverdue", "8"),
      await usual("support"),
      await usual("support", "9"),
    ]).to.deep.equal(["account", "account", "support", "support"]);
  });

  it("fills the language of this caller, and a queue without language as it is", async () => {
    expect(await resolve("1", { language: "en-US" })).to.include({
      target: "support-en-US",
      targetArn: queueArn("support-en-US"),
    });
    expect(await resolve("0", { queue: "default" })).to.include({ target: "default", targetArn: queueArn("default") });
  });

  it("takes Timeout, and no key at all, for silence", async () => {
    for (const key of ["Timeout", undefined, ""])
      expect(await resolve(key)).to.deep.equal({
        type: "silence",
        target: "support",
        targetArn: "none",
        reason: "silence",
      });
  });

  it("leads a silent caller on where the menu says so", async () => {
    expect(await resolve("Timeout", { menu: "patient" })).to.deep.equal({
      type: "queue",
      target: "default",
      targetArn: queueArn("default"),
      reason: "silence",
    });
  });

  it("tells repeating the menu from silence", async () => {
    expect(await resolve("9")).to.deep.equal({
      type: "repeat",
      target: "support",
      targetArn: "none",
      reason: "repeat",
    });
  });

  it("does not take another menu for a repetition", async () => {
    expect(await resolve("1", { menu: "patient" })).to.deep.equal({
      type: "menu",
      target: "support",
      targetArn: "none",
      reason: "support_menu",
    });
  });

  it("answers invalid for a key that leads nowhere, which is no failure", async () => {
    for (const key of ["*", "#", "11", "timeou"])
      expect(await resolve(key)).to.deep.equal({
        type: "invalid",
        target: "support",
        targetArn: "none",
        reason: "none",
      });
    expect(await resolve("9", { menu: "patient" })).to.include({ type: "invalid", target: "patient" });
  });

  it("answers only the wanted keys", async () => {
    expect(await resolve("1", { keys: "type reason" })).to.deep.equal({ type: "queue", reason: "support_agent" });
  });

  it("misses a menu, an environment and a queue that are not there, and says which", async () => {
    const misses = [
      ["1", { menu: "sales" }, /^The routing table has no menu sales\.$/],
      ["1", { environment: "prod" }, /environment/],
      ["8", {}, /^The environment has no queue nowhere-fr-CA\.$/],
      ["1", { language: undefined }, /^The environment has no queue support-\{language\}\.$/],
      ["0", { queue: undefined }, /^The environment has no queue \{queue\}\.$/],
    ] as const;
    for (const [key, parameters, message] of misses) {
      const error = await errorOf(resolve(key, parameters));
      expect(error).to.be.instanceOf(RowMissing);
      expect(error.message).to.match(message);
    }
  });

  it("refuses a call that the flow did not describe", async () => {
    for (const name of ["menu", "environment", "keys"])
      expect((await errorOf(resolve("1", { [name]: undefined }))).message).to.equal(`The flow passed no ${name}.`);
  });
});

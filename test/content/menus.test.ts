import { expect } from "chai";
import { all, append, change, CONTEXT, marksOf, problemsOf, refuses } from "./fixture";

const MENUS = "menus.yaml";
const NEWS = "flow: newsFlow,";
const LOOP =
  '  §upper:\n    "1": { say: support, menu: lower, reason: support_menu }\n  §lower:\n    "1": { say: support, menu: upper, reason: support_menu }\n';
const leadTo = (menu: string) => change(MENUS, NEWS, `menu: ${menu},`);

describe("the checks of menus", () => {
  refuses("an option that leads nowhere", {
    faulty: change(MENUS, '"2": { say: productNews, flow: newsFlow,', '§"2": { say: productNews,'),
    key: "menus.sales.2",
    message: /The option leads nowhere/,
    remedy: /exactly one of queue, callback, menu, flow, module, number/,
    twin: change(MENUS, NEWS, "flow: mainFlow,"),
  });

  refuses("an option with two destinations", {
    faulty: change(
      MENUS,
      '"2": { say: productNews, flow: newsFlow,',
      '§"2": { say: productNews, flow: newsFlow, queue: default,',
    ),
    key: "menus.sales.2",
    message: /The option names queue and flow/,
    remedy: /exactly one of/,
    twin: change(MENUS, NEWS, "queue: default,"),
  });

  refuses("a queue that is not known", {
    faulty: change(MENUS, 'queue: "sales-{language}"', '§queue: "sale-{language}"'),
    key: "menus.sales.1.queue",
    message: /The queue sale-en-US is not known/,
    remedy: /Did you mean sales-en-US\?/,
    twin: change(MENUS, 'queue: "sales-{language}"', 'queue: "support-{language}"'),
  });

  refuses("a queue for callbacks that is not known", {
    faulty: change(MENUS, 'callback: "support-{language}"', "§callback: support"),
    key: "menus.support.2.callback",
    message: /The queue support is not known/,
    remedy: /Did you mean default\?|Known: default, /,
    twin: change(MENUS, 'callback: "support-{language}"', "callback: default"),
  });

  refuses("a menu that is not known", {
    faulty: change(MENUS, NEWS, "§menu: suport,"),
    key: "menus.sales.2.menu",
    message: /The menu suport is not known/,
    remedy: /Did you mean support\?/,
    twin: leadTo("support"),
  });

  refuses("a flow that is not known", {
    faulty: change(MENUS, NEWS, "§flow: hoursModule,"),
    key: "menus.sales.2.flow",
    message: /The flow hoursModule is not known/,
    remedy: /Known: mainFlow, newsFlow/,
    twin: change(MENUS, NEWS, "flow: mainFlow,"),
  });

  refuses("a module that is not known", {
    faulty: change(MENUS, "module: hoursModule", "§module: newsFlow"),
    key: "menus.support.3.module",
    message: /The module newsFlow is not known/,
    remedy: /Known: hoursModule/,
    twin: change(MENUS, "module: hoursModule", 'module: "hoursModule"'),
  });

  for (const [fault, number] of [
    ["with too few digits for its country", "+1416555019"],
    ["with a calling code that no country has", "+2105550199"],
  ] as const)
    refuses(`an option that leads to a number ${fault}`, {
      faulty: change(MENUS, 'number: "+14165550199"', `§number: "${number}"`),
      key: "menus.support.4.number",
      message: /cannot be a telephone number/,
      remedy: /Check its digits/,
      twin: change(MENUS, 'number: "+14165550199"', 'number: "+41445550150"'),
    });

  for (const [fault, number, why] of [
    ["that is a premium one", "+19005550123", "premium, shared-cost, personal or other special"],
    ["that is charged like one behind any area code", "+14169761234", "premium"],
    ["of a satellite", "+881612345678", "satellite or international network"],
    ["of another country", "+4930901820", "not a number of these countries"],
    ["that nobody can have", "+14161550199", "no such number is known"],
    ["that is the company's own", "+41445550142", "a number of the company itself"],
  ] as const)
    refuses(`an option that leads to a number ${fault}`, {
      faulty: change(MENUS, 'number: "+14165550199"', `§number: "${number}"`),
      key: "menus.support.4.number",
      message: new RegExp(why),
      remedy: /callbackCountries|Lead to a menu/,
      twin: change(MENUS, 'number: "+14165550199"', 'number: "+41445550150"'),
    });

  refuses("an option that leads to a country that no number may call", {
    faulty: change(MENUS, 'number: "+14165550199"', '§number: "+4930901820"'),
    key: "menus.support.4.number",
    message: /not a number of these countries/,
    remedy: /callbackCountries/,
    twin: all(
      change(MENUS, 'number: "+14165550199"', 'number: "+4930901820"'),
      change("numbers/dev.yaml", "name: ch-support,", "name: ch-support, callbackCountries: [CH, DE],"),
    ),
  });

  for (const reason of ["none", "agent", "no_input", "failure"])
    refuses(`an option with the reason ${reason}, by which the flows go another way`, {
      faulty: append(MENUS, `    §"5": { say: repairs, queue: default, reason: ${reason} }\n`),
      key: "menus.support.5.reason",
      message: new RegExp(`The reason ${reason} is the flows' own`),
      remedy: /Name what the caller wants/,
      twin: append(MENUS, '    "5": { say: repairs, queue: default, reason: repairs }\n'),
    });

  const OVERDUE =
    '  lower:\n    "1": { say: support, queue: default, reason: opening_hours }\n  upper:\n    "1": { say: support, queue: default, reason: opening_hours }\n';
  const withOverdue = (overdue: string) => all(change(MENUS, NEWS, `menu: lower, ${overdue},`), append(MENUS, OVERDUE));

  refuses("a menu for overdue balances that is not known", {
    faulty: withOverdue("§overdue: uper"),
    followedBy: ["menus.upper"],
    key: "menus.sales.2.overdue",
    message: /The menu uper is not known/,
    remedy: /Did you mean upper\?/,
    twin: withOverdue("overdue: upper"),
  });

  refuses("an option that leads callers with an overdue balance where all others go", {
    faulty: withOverdue("§overdue: lower"),
    followedBy: ["menus.upper"],
    key: "menus.sales.2.overdue",
    message: /led to lower like all others/,
    remedy: /Name another menu, or remove it/,
    twin: withOverdue("overdue: upper"),
  });

  refuses("a menu for overdue balances beside what is no menu", {
    faulty: change(MENUS, NEWS, `${NEWS} §overdue: support,`),
    key: "menus.sales.2.overdue",
    message: /leads to no menu for the others/,
    remedy: /Name their menu, or remove it/,
    twin: change(MENUS, NEWS, NEWS),
  });

  const overdueAgain = (menu: string): string =>
    `    "2": { say: support, menu: ${menu}, §overdue: upper, reason: opening_hours }\n`;
  refuses("a menu for overdue balances in the place of two menus", {
    faulty: all(withOverdue("overdue: upper"), append(MENUS, overdueAgain("support"))),
    key: "menus.upper.2.overdue",
    message: /upper already stands in the place of lower/,
    remedy: /Give each menu one of its own/,
    twin: all(withOverdue("overdue: upper"), append(MENUS, overdueAgain("lower").replace("§", ""))),
  });

  refuses("a menu without options", {
    faulty: all(leadTo("empty"), append(MENUS, "  §empty: {}\n")),
    key: "menus.empty",
    message: /The menu has no options/,
    remedy: /Add one/,
    followedBy: ["menus.empty"],
    twin: all(
      leadTo("full"),
      append(MENUS, '  full:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
  });

  refuses("a menu that nothing leads to", {
    faulty: append(MENUS, '  §extra:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    key: "menus.extra",
    message: /No number and no menu leads to this menu/,
    remedy: /Lead something to it, or remove it/,
    twin: all(
      leadTo("extra"),
      append(MENUS, '  extra:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
  });

  refuses("a menu whose only option leads to itself", {
    faulty: all(
      leadTo("round"),
      append(MENUS, '  §round:\n    "1": { say: support, menu: round, reason: support_menu }\n'),
    ),
    key: "menus.round",
    message: /lead to menus only, and those back to it/,
    remedy: /a queue, flow or module/,
    twin: all(
      leadTo("round"),
      append(MENUS, '  round:\n    "1": { say: support, menu: sales, reason: support_menu }\n'),
    ),
  });

  it("refuses each of the menus that lead only to each other", () => {
    const loop = all(leadTo("upper"), append(MENUS, LOOP));
    const found = problemsOf(loop).filter(({ message }) => message.includes("back to it"));
    expect(found.map(({ file, line }) => ({ file, line }))).to.deep.equal(marksOf(loop));
    expect(problemsOf(loop)).to.have.length(2);
    expect(
      problemsOf(all(loop, append(MENUS, '    "2": { say: support, queue: default, reason: support_menu }\n'))),
    ).to.deep.equal([]);
  });

  it("says of menus that lead only to each other, and that nothing leads to, both", () => {
    expect(problemsOf(append(MENUS, LOOP)).map(({ key }) => key)).to.deep.equal([
      "menus.upper",
      "menus.upper",
      "menus.lower",
      "menus.lower",
    ]);
  });

  refuses("a menu with the name of a prompt set", {
    faulty: all(
      leadTo("init"),
      append(MENUS, '  §init:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
    key: "menus.init",
    message: /init is also the name of a prompt set/,
    remedy: /another name/,
    twin: all(
      leadTo("initial"),
      append(MENUS, '  initial:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
  });

  refuses("a menu with the name of the row that keeps a language's voice", {
    faulty: all(
      leadTo("voice"),
      append(MENUS, '  §voice:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
    key: "menus.voice",
    message: /voice/,
    remedy: /another name/,
    twin: all(
      leadTo("voices"),
      append(MENUS, '  voices:\n    "1": { say: support, queue: default, reason: support_menu }\n'),
    ),
  });

  refuses("a key that is used twice in a menu", {
    faulty: change(MENUS, '"4": { say: repairs', '§"3": { say: repairs'),
    key: "",
    message: /unique/,
    remedy: /Correct the line/,
    twin: change(MENUS, '"4": { say: repairs', '"5": { say: repairs'),
  });

  it("refuses a key that is used twice in a menu, once with and once without quotes", () => {
    const twice = append(MENUS, "    §4: { say: repairs, queue: default, reason: repairs }\n");
    const [problem, ...others] = problemsOf(twice);
    expect(problem).to.include(marksOf(twice)[0]);
    expect(others).to.deep.equal([]);
    expect(problemsOf(append(MENUS, "    5: { say: repairs, queue: default, reason: repairs }\n"))).to.deep.equal([]);
  });

  it("checks the options of a menu that nothing leads to as well", () => {
    const extra = append(
      MENUS,
      '  extra:\n    "1": { say: support, queue: "sale-{language}", reason: support_menu }\n',
    );
    expect(problemsOf(extra).map(({ key }) => key)).to.have.members(["menus.extra", "menus.extra.1.queue"]);
  });

  it("knows only the flows and modules that the program has", () => {
    expect(
      problemsOf((files) => files, { ...CONTEXT, flows: ["mainFlow"], modules: [] }).map(({ key, remedy }) => [
        key,
        remedy,
      ]),
    ).to.deep.equal([
      ["menus.sales.2.flow", "Known: mainFlow."],
      ["menus.support.3.module", "There are none yet."],
    ]);
  });
});

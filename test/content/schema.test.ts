import { all, change, refuses, write } from "./fixture";

const NUMBERS = "numbers/dev.yaml";
const HOLIDAY = (date: string): string => `country: CH\nholidays:\n  - { §date: ${date}, name: Bundesfeier }\n`;

describe("the shape of values", () => {
  for (const local of [
    "044 555 01 42",
    "0445550142",
    "0041445550142",
    "+41 44 555 01 42",
    "+0445550142",
    "+41-445550142",
    "+4144",
  ])
    refuses(`the number ${local}, which is not E.164`, {
      faulty: change(NUMBERS, '"+41445550142"', `§"${local}"`),
      key: "numbers.2.e164",
      message: /is not accepted/,
      remedy: /E\.164.*\+14165550143/,
      twin: change(NUMBERS, '"+41445550142"', '"+41445550144"'),
    });

  refuses("a caller in local format", {
    faulty: change("callers.yaml", '"+15145550101"', '§"514-555-0101"'),
    key: "callers.0.e164",
    message: /514-555-0101/,
    remedy: /E\.164/,
    twin: change("callers.yaml", '"+15145550101"', '"+15145550103"'),
  });

  for (const [what, file, from, key] of [
    ["a dialed number", NUMBERS, '"+41445550142"', "numbers.2.e164"],
    ["a caller", "callers.yaml", '"+15145550101"', "callers.0.e164"],
    ["the number that an option leads to", "menus.yaml", '"+14165550199"', "menus.support.4.number"],
    ["a calling code", "countries.yaml", '"41"', "countries.CH.callingCode"],
  ] as const)
    refuses(`${what} without quotes, which YAML takes for a number`, {
      faulty: change(file, from, `§${from.replaceAll('"', "")}`),
      key,
      message: /YAML takes the value for a number/,
      remedy: /Put it in quotes/,
      twin: change(file, from, from.replaceAll('"', "'")),
    });

  refuses("a text that YAML takes for a truth value", {
    faulty: change("prompts/en-US.yaml", "closing: Goodbye.", "§closing: true"),
    key: "prompts.init.closing",
    message: /YAML takes the value for a boolean/,
    remedy: /Put it in quotes/,
    twin: change("prompts/en-US.yaml", "closing: Goodbye.", 'closing: "true"'),
  });

  refuses("a language tag of another form", {
    faulty: change("callers.yaml", "language: fr-CA", "§language: fr_CA"),
    key: "callers.0.language",
    message: /fr_CA/,
    remedy: /such as fr-CA/,
    twin: change("callers.yaml", "language: fr-CA", "language: fr-FR"),
  });

  refuses("a country code of three letters", {
    faulty: change("skills.yaml", "CH: {", "§CHE: {"),
    key: "countries.CHE",
    message: /CHE/,
    remedy: /such as CA/,
    twin: change("skills.yaml", "CH: {", "CA: {"),
  });

  refuses("a calling code with a plus", {
    faulty: change("countries.yaml", 'callingCode: "41"', '§callingCode: "+41"'),
    key: "countries.CH.callingCode",
    message: /\+41/,
    remedy: /without \+/,
    twin: change("countries.yaml", 'callingCode: "41"', 'callingCode: "423"'),
  });

  for (const zone of ["Europe/Bern", "CEST"])
    refuses(`the time zone ${zone}, which is none`, {
      faulty: change("countries.yaml", "timeZone: Europe/Zurich", `§timeZone: ${zone}`),
      key: "countries.CH.timeZone",
      message: new RegExp(zone),
      remedy: /IANA time zone such as America\/Toronto/,
      twin: change("countries.yaml", "timeZone: Europe/Zurich", "timeZone: Europe/Paris"),
    });

  for (const time of ["9:00", "24:00", "12:60", "8 am"])
    refuses(`the time of day ${time}`, {
      faulty: change("countries.yaml", '"17:30"', `§"${time}"`),
      key: "countries.CH.open.weekdays.closes",
      message: /is not accepted/,
      remedy: /such as 09:00/,
      twin: change("countries.yaml", '"17:30"', '"23:59"'),
    });

  refuses("an empty text", {
    faulty: change("prompts/en-US.yaml", "closing: Goodbye.", '§closing: ""'),
    key: "prompts.init.closing",
    message: /is not accepted/,
    remedy: /Write a text/,
    twin: change("prompts/en-US.yaml", "closing: Goodbye.", 'closing: "."'),
  });

  refuses("an engine that the service does not have", {
    faulty: change("languages.yaml", "Joanna, engine: Neural", "Joanna, §engine: neural"),
    key: "languages.en-US.engine",
    message: /"neural" stands where .*Neural/,
    remedy: /Correct the value/,
    twin: change("languages.yaml", "Joanna, engine: Neural", "Joanna, engine: Standard"),
  });

  refuses("a queue key with another placeholder", {
    faulty: change("linesOfBusiness.yaml", "sales-{language}", "§sales-{country}"),
    key: "linesOfBusiness.sales.queue",
    message: /country/,
    remedy: /such as support-\{language\}/,
    twin: change("linesOfBusiness.yaml", '"sales-{language}"', "'sales-{language}'"),
  });

  for (const [what, value, remedy] of [
    ["of a fraction of a second", "1.5", /whole seconds/],
    ["of no time", "0", /At least 1/],
    ["of more than a week", "604801", /At most 604800/],
  ] as const)
    refuses(`an expiry ${what}`, {
      faulty: change("skills.yaml", "expirySeconds: 30", `§expirySeconds: ${value}`),
      key: "expirySeconds",
      message: new RegExp(value),
      remedy,
      twin: change("skills.yaml", "expirySeconds: 30", "expirySeconds: 604800"),
    });

  for (const level of ["0", "5.5"])
    refuses(`the proficiency ${level}`, {
      faulty: change("skills.yaml", "proficiency: 2", `§proficiency: ${level}`),
      key: "proficiency",
      message: /is not accepted/,
      remedy: /From 1 to 5/,
      twin: change("skills.yaml", "proficiency: 2", "proficiency: 5"),
    });

  for (const key of ["0", "9", "*", "10"])
    refuses(`the menu key ${key}`, {
      faulty: change("menus.yaml", '"4": { say: repairs', `§"${key}": { say: repairs`),
      key: `menus.support.${key}`,
      message: /is not accepted/,
      remedy: /keys 1 to 8; 0 .* and 9/,
      twin: change("menus.yaml", '"4": { say: repairs', '"8": { say: repairs'),
    });

  refuses("a menu name with a digit", {
    faulty: change("menus.yaml", "  support:\n", "  §support2:\n"),
    key: "menus.support2",
    message: /support2/,
    remedy: /letters only/,
    twin: all(
      change("menus.yaml", "  support:\n", "  supports:\n"),
      change("menus.yaml", "menu: support,", "menu: supports,"),
      change(
        "countries.yaml",
        'closes: "16:00" }\n    menus: { sales: sales, support: support }',
        'closes: "16:00" }\n    menus: { sales: sales, support: supports }',
      ),
      change(
        "countries.yaml",
        'closes: "17:30" }\n    menus: { sales: sales, support: support }',
        'closes: "17:30" }\n    menus: { sales: sales, support: supports }',
      ),
    ),
  });

  refuses("a phrase with a capital, which is no name of a prompt", {
    faulty: change("menus.yaml", "say: repairs", "§say: Repairs"),
    key: "menus.support.4.say",
    message: /Repairs/,
    remedy: /Begin with a small letter/,
    twin: change("menus.yaml", "say: repairs", 'say: "repairs"'),
  });

  refuses("a reason that reports could not group", {
    faulty: change("menus.yaml", "reason: callback", "§reason: callBack"),
    key: "menus.support.2.reason",
    message: /callBack/,
    remedy: /small letters joined by _/,
    twin: all(
      change("menus.yaml", "reason: callback", "reason: call_back"),
      ...[
        ["en-US", "Callback"],
        ["fr-CA", "Rappel"],
        ["fr-FR", "Rappel"],
      ].map(([language, words]) => change(`prompts/${language}.yaml`, `callback: ${words}`, `callBack: ${words}`)),
    ),
  });

  refuses("a number's name with capitals", {
    faulty: change(NUMBERS, "name: ch-sales", "§name: CH-sales"),
    key: "numbers.2.name",
    message: /CH-sales/,
    remedy: /joined by -/,
    twin: change(NUMBERS, "name: ch-sales", "name: ch-sales-2"),
  });

  refuses("a kind of number that there is not", {
    faulty: change(NUMBERS, "kind: tollFree", "§kind: freephone"),
    key: "numbers.1.kind",
    message: /"freephone" stands where .*tollFree/,
    remedy: /Correct the value/,
    twin: change(NUMBERS, "kind: tollFree", "kind: did"),
  });

  refuses("a customer's key with a blank", {
    faulty: change("callers.yaml", "customerId: tester-1", "§customerId: tester 1"),
    key: "callers.0.customerId",
    message: /tester 1/,
    remedy: /letters, digits and -/,
    twin: change("callers.yaml", "customerId: tester-1", "customerId: tester-3"),
  });

  refuses("an overlay of an environment that is written otherwise", {
    faulty: change("prompts/en-US.yaml", "reviewed: true", "reviewed: true\nenvironments:\n  §staging/CH: {}"),
    key: "environments.staging/CH",
    message: /staging\/CH/,
    remedy: /such as staging#CH/,
    twin: change("prompts/en-US.yaml", "reviewed: true", "reviewed: true\nenvironments:\n  staging#CH: {}"),
  });

  refuses("a prompt set with a digit, which would be another key in the table", {
    faulty: change("prompts/en-US.yaml", "  init:", "  §init2:"),
    key: "prompts.init2",
    message: /init2/,
    remedy: /letters only/,
    twin: change("prompts/en-US.yaml", "  init:", '  "init":'),
  });

  refuses("a date in another order", {
    faulty: write("holidays/CH.yaml", HOLIDAY("01.08.2026")),
    key: "holidays.0.date",
    message: /01\.08\.2026/,
    remedy: /such as 2026-12-25/,
    twin: write("holidays/CH.yaml", HOLIDAY("2026-08-01")),
  });
});

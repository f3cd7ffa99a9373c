import { expect } from "chai";
import { all, append, change, problemsOf, refuses } from "./fixture";

const NUMBERS = "numbers/dev.yaml";
const CALLERS = "callers.yaml";
const LAST = "country: CH, lineOfBusiness: support, kind: did";
const last = (fields: string): string => `country: CH, lineOfBusiness: support, kind: did, ${fields}`;

describe("the checks of numbers", () => {
  refuses("two rows for one number", {
    faulty: append(
      NUMBERS,
      '  - § { name: ca-other, e164: "+14165550142", country: CA, lineOfBusiness: sales, kind: did }\n',
    ),
    key: "numbers.4",
    message: /\+14165550142 stands here twice/,
    remedy: /remove the other/,
    twin: append(
      NUMBERS,
      '  - { name: ca-other, e164: "+14165550144", country: CA, lineOfBusiness: sales, kind: did }\n',
    ),
  });

  refuses("a name that is used twice", {
    faulty: append(
      NUMBERS,
      '  - § { name: ca-sales, e164: "+14165550144", country: CA, lineOfBusiness: sales, kind: did }\n',
    ),
    key: "numbers.4",
    message: /The name ca-sales is used twice/,
    remedy: /its own name/,
    twin: append(
      NUMBERS,
      '  - { name: ca-sales-2, e164: "+14165550144", country: CA, lineOfBusiness: sales, kind: did }\n',
    ),
  });

  refuses("callbacks to a country that does not exist", {
    faulty: change(NUMBERS, LAST, last("§callbackCountries: [CH, UK]")),
    key: "numbers.3.callbackCountries",
    message: /No country has the code UK/,
    remedy: /ISO 3166-1/,
    twin: change(NUMBERS, LAST, last("callbackCountries: [CH, GB]")),
  });

  refuses("a number that has too few digits for its country", {
    faulty: change(NUMBERS, '"+14165550142"', '§"+1416555014"'),
    key: "numbers.0.e164",
    message: /\+1416555014 cannot be a telephone number/,
    remedy: /Check its digits/,
    twin: change(NUMBERS, '"+14165550142"', '"+14165550141"'),
  });

  refuses("a number whose calling code no country has", {
    faulty: change(NUMBERS, '"+14165550142"', '§"+2105550142"'),
    key: "numbers.0.e164",
    message: /\+2105550142 cannot be a telephone number/,
    remedy: /Check its digits/,
    twin: change(NUMBERS, '"+14165550142"', '"+496955501420"'),
  });

  refuses("a country that is not known", {
    faulty: change(NUMBERS, LAST, "§country: CN, lineOfBusiness: support, kind: did"),
    key: "numbers.3.country",
    message: /The country CN is not known/,
    remedy: /Did you mean C[AH]\?/,
    twin: change(NUMBERS, LAST, "country: CA, lineOfBusiness: support, kind: did"),
  });

  refuses("opening hours of a country that is not known", {
    faulty: change(NUMBERS, LAST, last("§hours: CN")),
    key: "numbers.3.hours",
    message: /The country CN is not known/,
    remedy: /Did you mean C[AH]\?/,
    twin: change(NUMBERS, LAST, last("hours: CA")),
  });

  refuses("a line of business that is not known", {
    faulty: change(NUMBERS, LAST, "country: CH, §lineOfBusiness: suport, kind: did"),
    key: "numbers.3.lineOfBusiness",
    message: /The line of business suport is not known/,
    remedy: /Did you mean support\?/,
    twin: change(NUMBERS, LAST, "country: CH, lineOfBusiness: sales, kind: did"),
  });

  refuses("an environment that the stack does not host", {
    faulty: change(NUMBERS, LAST, last("§environment: prod")),
    key: "numbers.3.environment",
    message: /The environment prod is not known/,
    remedy: /Known: dev, staging/,
    twin: change(NUMBERS, LAST, last("environment: staging")),
  });

  refuses("a general environment that the stack does not host", {
    faulty: change(NUMBERS, "environment: dev", "§environment: stagin"),
    key: "environment",
    message: /does not host the environment stagin/,
    remedy: /Did you mean staging\?/,
    twin: change(NUMBERS, "environment: dev", "environment: staging"),
  });

  refuses("a menu that is not known", {
    faulty: change(NUMBERS, LAST, last("§menu: sale")),
    key: "numbers.3.menu",
    message: /The menu sale is not known/,
    remedy: /Did you mean sales\?/,
    twin: change(NUMBERS, LAST, last("menu: sales")),
  });

  refuses("a flow that is not known", {
    faulty: change(NUMBERS, LAST, last("§flow: mainFow")),
    key: "numbers.3.flow",
    message: /The flow mainFow is not known/,
    remedy: /Did you mean mainFlow\?/,
    twin: change(NUMBERS, LAST, last("flow: newsFlow")),
  });

  refuses("a queue that is not known, in the language that has none", {
    faulty: change(NUMBERS, LAST, last('languages: [fr-FR], §queue: "suport-{language}"')),
    key: "numbers.3.queue",
    message: /The queue suport-fr-FR is not known/,
    remedy: /Did you mean support-fr-FR\?/,
    twin: change(NUMBERS, LAST, last("languages: [fr-FR], queue: default")),
  });

  refuses("languages of a number that are not known", {
    faulty: change(NUMBERS, LAST, last("§languages: [fr-FR, en-GB], queue: default")),
    key: "numbers.3.languages",
    message: /The language en-GB is not known/,
    remedy: /Did you mean en-US\?/,
    followedBy: ["menus.support.1.queue", "menus.support.2.callback"],
    twin: change(NUMBERS, LAST, last("languages: [fr-FR, en-US], queue: default")),
  });

  refuses("languages of a number that are none", {
    faulty: change(NUMBERS, LAST, last("§languages: []")),
    key: "numbers.3.languages",
    message: /No language is offered/,
    remedy: /Name at least one/,
    twin: change(NUMBERS, LAST, last("languages: [fr-CA]")),
  });

  refuses("a language that a number offers twice", {
    faulty: change(NUMBERS, LAST, last("§languages: [fr-CA, fr-CA]")),
    key: "numbers.3.languages",
    message: /offered twice/,
    remedy: /Name it once/,
    twin: change(NUMBERS, LAST, last("languages: [fr-CA, fr-FR]")),
  });

  it("accepts a queue that a line of business keeps for all languages", () => {
    const one = all(
      change("linesOfBusiness.yaml", '"sales-{language}"', "sales"),
      change("menus.yaml", '"sales-{language}"', "sales"),
    );
    expect(problemsOf(one)).to.deep.equal([]);
  });
});

describe("the checks of callers", () => {
  refuses("a caller who stands twice", {
    faulty: append(CALLERS, '  - § { e164: "+15145550101", language: fr-CA, customerId: tester-3 }\n'),
    key: "callers.2",
    message: /This caller stands here twice/,
    remedy: /Keep one line/,
    twin: append(CALLERS, '  - { e164: "+15145550103", language: fr-CA, customerId: tester-3 }\n'),
  });

  refuses("two callers with one customerId", {
    faulty: append(CALLERS, '  - { e164: "+15145550103", language: fr-CA, §customerId: tester-1 }\n'),
    key: "callers.2.customerId",
    message: /share this customerId/,
    remedy: /their own/,
    twin: append(CALLERS, '  - { e164: "+15145550103", language: fr-CA, customerId: Tester-1 }\n'),
  });

  refuses("a caller's language that is not known", {
    faulty: change(CALLERS, "language: fr-CA", "§language: fr-BE"),
    key: "callers.0.language",
    message: /The language fr-BE is not known/,
    remedy: /Did you mean fr-CA\?/,
    twin: change(CALLERS, "language: fr-CA", "language: fr-FR"),
  });

  it("does not repeat a caller's number in a message, which may end in a log", () => {
    const twice = append(CALLERS, '  - { e164: "+15145550101", language: fr-CA, customerId: tester-3 }\n');
    expect(JSON.stringify(problemsOf(twice))).to.not.match(/\d{7}/);
  });
});

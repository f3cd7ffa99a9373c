import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { contentExamples, exampleIn, exampleProblems, isReservedNumber } from "../../contentModel";
import { certificateOf, newPrivateKey } from "../../local/keys/keyPair";
import { COMPANY } from "../company";
import { all, change, contentWith, refuses, remove } from "./fixture";

const MENUS = "menus.yaml";

const OWN = "210987654321";
const INSTANCE = `arn:aws:connect:eu-west-2:${OWN}:instance/0a1b2c3d-0000-4000-8000-000000000001`;
const ZERO_ID = "00000000-0000-0000-0000-000000000000";

describe("An example in a stack file", () => {
  const examples: [what: string, text: string, reason: string][] = [
    ["the id of zeros", `arn:aws:connect:us-east-1:${OWN}:instance/${ZERO_ID}`, "is of zeros"],
    ["the account of zeros", INSTANCE.replace(OWN, "000000000000"), "is of zeros"],
    ["a phone number id of zeros", ZERO_ID, "is of zeros"],
    ["a secret of an account that AWS shows", "arn:aws:secretsmanager:us-east-1:111122223333:secret:x", "111122223333"],
    [
      "a topic of another",
      "arn:aws:sns:us-east-1:123456789012:alarms",
      "123456789012 is an account of AWS's documents",
    ],
    ["example.com", "https://example.com/orders", "example.com is kept for examples"],
    ["a host below it", "https://API.Staging.Example.com:8443/orders", "api.staging.example.com is kept"],
    ["one with a dot at its end", "https://api.example.org./orders", "api.example.org is kept"],
    ["example.net", "https://api.example.net", "api.example.net is kept"],
    ["the domain .example", "https://api.fernhill.example/orders", "api.fernhill.example is kept"],
    ["the domain .test", "https://orders.test/v1", "orders.test is kept"],
    ["the domain .invalid", "https://orders.invalid", "orders.invalid is kept"],
    ["this very machine", "https://localhost/orders", "localhost is kept"],
    ["an address of documents", "https://203.0.113.7/orders", "203.0.113.7 is kept"],
    ["an e-mail address", "reports@example.com", "example.com is kept"],
    ["a number that is kept for fiction", "+14165550143", "+14165550143 is kept for fiction"],
    ["an example key", readFileSync(join(COMPANY, "keys", "example.pem"), "utf8"), "the private half of example"],
  ];
  for (const [what, text, reason] of examples)
    it(`is ${what}`, () => expect(exampleIn(text, OWN)?.reason).to.include(reason));

  const real: [what: string, text: string][] = [
    ["an instance", INSTANCE],
    ["the account that is deployed to, whatever it looks like", `arn:aws:sns:eu-west-2:${OWN}:alarms`],
    ["a bucket, whose ARN names no account", "arn:aws:s3:::acme-contact-records"],
    ["an id that only begins with zeros", "00000000-0000-4000-8000-000000000001"],
    ["a host that is called like one", "https://api.example.com.acme.io/orders"],
    ["a host that ends like one", "https://myexample.com/orders"],
    ["a path that is called like one", "https://api.acme.io/example.com"],
    ["the path of a file", "stacks/keys/example-dev.pem"],
    ["a number that may be anybody's", "+14165560143"],
    ["a text that is no certificate", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----"],
    ["a word", "test"],
    ["nothing", ""],
  ];
  for (const [what, text] of real) it(`is not ${what}`, () => expect(exampleIn(text, OWN)).to.equal(undefined));

  it("is not the certificate of a key of one's own", async () => {
    expect(exampleIn(await certificateOf(await newPrivateKey(2048), "spring-example", 10))).to.equal(undefined);
  });

  it("is the account that AWS shows where another is deployed to, and not where it is that one", () => {
    const alarms = "arn:aws:sns:us-east-1:123456789012:alarms";
    expect(exampleProblems({ instanceArn: INSTANCE, alarmTopicArn: alarms })).to.have.length(1);
    expect(exampleProblems({ instanceArn: INSTANCE.replace(OWN, "123456789012"), alarmTopicArn: alarms })).to.be.empty;
  });

  it("is found however deep it stands, each with where and what to do", () => {
    expect(
      exampleProblems({
        instanceArn: `arn:aws:connect:us-east-1:000000000000:instance/${ZERO_ID}`,
        protectData: true,
        apis: { dev: { default: { orders: { url: "https://api.example.com/orders", timeoutMs: 3500 } } } },
        reporting: { quickSight: { readerGroups: ["managers"], subscription: { notificationEmail: "a@b.test" } } },
        numbers: { "ca-sales": { e164: "+14165550199", phoneNumberId: ZERO_ID } },
      }),
    ).to.deep.equal([
      `instanceArn: arn:aws:connect:us-east-1:000000000000:instance/${ZERO_ID} is of zeros. Put in your own.`,
      "apis.dev.default.orders.url: api.example.com is kept for examples and is nobody's. Put in your own, or leave out what has it.",
      "reporting.quickSight.subscription.notificationEmail: b.test is kept for examples and is nobody's. Put in your own, or leave out what has it.",
      "numbers.ca-sales.e164: +14165550199 is kept for fiction. Put in a number of your own.",
      `numbers.ca-sales.phoneNumberId: ${ZERO_ID} is of zeros. Put in your own.`,
    ]);
  });
});

describe("A number that is kept for fiction", () => {
  const kept =
    "+12025550100 +18005550199 +441134960999 +441614960103 +442079460143 +441632960001 +447700900461 +448081570143 " +
    "+493023125143 +4915228817386 +46846500443 +46701740699 +33199001443 +33639981234 +61255501443 +61491570006 " +
    "+611800160401 +611300975711 +353209101443 +3655123456";
  const free =
    "+12025550200 +12025560100 +120255501000 +441134950999 +442079470143 +447700800461 +493023126143 +46846500543 " +
    "+33188001443 +61255511443 +61491570007 +611800160402 +353209201443 +3656123456 +81312345699 +4532123442";
  it("is told by the ranges of its country", () => {
    expect(kept.split(" ").filter((e164) => !isReservedNumber(e164))).to.deep.equal([]);
    expect(free.split(" ").filter(isReservedNumber)).to.deep.equal([]);
  });
});

describe("An example in the content", () => {
  const found = contentExamples(contentWith(), {});

  it("is a dialed number and a caller's, by what they are or what is said of them, counted in one line for all", () => {
    expect(found.rowKeys).to.deep.equal([
      "number#+14165550142",
      "number#+14165550143",
      "caller#+15145550101",
      "caller#+12125550102",
    ]);
    expect(found.rows).to.deep.equal([
      "content/numbers/dev.yaml:3, numbers.0: This is the first of 2 that are fictional. Claim them under numbers of the stack file, remove them, or leave their rows out: leaveOutFictionalNumbers.",
      "content/callers.yaml:2, callers.0: This is the first of 2 that are fictional. Put in your own testers, remove them, or leave their rows out: leaveOutFictionalNumbers.",
    ]);
    const marked = contentWith(
      all(
        change("numbers/dev.yaml", 'e164: "+41445550142", ', 'e164: "+41445550142", fictional: example, '),
        change("callers.yaml", '"+15145550101",', '"+41445550101", fictional: example,'),
      ),
    );
    expect(contentExamples(marked, {}).rowKeys)
      .to.include.members(["number#+41445550142", "caller#+41445550101"])
      .and.not.include("number#+41445550143");
  });

  it("is no number that is claimed", () => {
    expect(contentExamples(contentWith(), { "ca-sales": {}, "ca-support": {} }).rowKeys).to.deep.equal([
      "caller#+15145550101",
      "caller#+12125550102",
    ]);
  });

  it("is a number that callers would be transferred to, with its line", () => {
    const repairs = "menus.support.4.number";
    expect(found.targets).to.deep.equal([
      `content/menus.yaml:10, ${repairs}: +14165550199 is fictional: it is nobody's, or that of somebody who knows nothing of it. Put in a number of your own, or lead the option elsewhere.`,
    ]);
    const to = (option: string) => contentExamples(contentWith(change(MENUS, 'number: "+14165550199"', option)), {});
    expect(to('number: "+41446681800", fictional: example').targets).to.have.length(1);
    expect(to('number: "+41446681800"').targets).to.deep.equal([]);
  });

  it("leaves nothing where everything is the company's own", () => {
    const own = all(remove("callers.yaml"), change(MENUS, 'number: "+14165550199"', 'queue: "support-{language}"'));
    expect(contentExamples(contentWith(own), { "ca-sales": {}, "ca-support": {} })).to.deep.equal({
      rowKeys: [],
      rows: [],
      targets: [],
    });
  });

  refuses("the mark of a fictional number beside another destination", {
    faulty: change(MENUS, "reason: callback", "§fictional: example, reason: callback"),
    key: "menus.support.2.fictional",
    message: /The option leads to no number/,
    remedy: /Remove it/,
    twin: change(MENUS, "reason: repairs", "fictional: example, reason: repairs"),
  });
});

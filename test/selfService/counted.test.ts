import { expect } from "chai";
import { after, before } from "mocha";
import { callAlarmRules } from "../../components/callAlarms/rules";
import { checkCallback } from "../../handlers/checkCallback";
import { getEnvironment } from "../../handlers/getEnvironment";
import { getNumberAttributes } from "../../handlers/getNumberAttributes";
import { identifyCaller } from "../../handlers/selfService/identifyCaller";
import { takePayment } from "../../handlers/selfService/takePayment";
import { verifyCaller } from "../../handlers/selfService/verifyCaller";
import { apiClient } from "../../handlers/shared/apiClient";
import { connectFunction } from "../../handlers/shared/entry";
import { type Journal, journalOf } from "../../handlers/shared/journal";
import type { Answer, LookupEvent, LookupHandler, Tables } from "../../handlers/shared/lookup";
import type { CallMetric, Metric } from "../../handlers/shared/metrics";
import { DEFAULT_VERIFICATION_POLICY } from "../../handlers/shared/verificationPolicy";
import { type Counted, countedIn, written } from "../handlers/written";
import { type Contact, contact, eventOf, paymentOf, type Stage, startStage } from "./stage";

/** What goes wrong, with the function that meets it. */
type Trouble = (stage: Stage, from: Contact) => Promise<unknown>;

const SYSTEM = { timeoutMs: "200" };
const systems = (journal: Journal, event: LookupEvent, url?: string) =>
  Promise.resolve(
    apiClient(url === undefined ? {} : { accounts: { ...SYSTEM, url } }, {
      secrets: { read: () => Promise.reject(new Error("There is none.")) },
      unavailable: (unavailable) => journal.unavailable(event, unavailable),
    }),
  );
const identified = (from: Contact, url?: string) =>
  connectFunction("identifyCaller", identifyCaller, (journal) => ({
    systems: (event: LookupEvent) => systems(journal, event, url),
  }))(eventOf(from, { keys: "identity" }));

const lookup =
  (role: string, handle: LookupHandler, tables: Partial<Tables>): Trouble =>
  (_, from) => {
    const event = eventOf(from, { keys: "instanceArn" });
    const ContactData = { ...event.Details.ContactData, SystemEndpoint: { Address: "+16135550100" } };
    const run = connectFunction(role, handle, () => ({ tables: tables as Tables, now: () => new Date() }));
    return run({ Details: { ...event.Details, ContactData } }).catch(() => undefined);
  };

const verified =
  (parameters: (stage: Stage) => Record<string, string>): Trouble =>
  (stage, from): Promise<Answer> =>
    stage.ask(
      verifyCaller,
      from,
      { keys: "result", ...parameters(stage) },
      stage.deps({ journal: journalOf("verifyCaller", "dev") }),
    );

const noted =
  (metric: CallMetric): Trouble =>
  (_, from) =>
    Promise.resolve(journalOf("getPrompts", "dev").noted(eventOf(from, {}), metric));

const TROUBLE: Readonly<Record<string, readonly [Metric, Trouble]>> = {
  "a table that does not answer": [
    "LookupFailure",
    lookup("getEnvironment", getEnvironment, { environment: () => Promise.reject(new Error("It is broken.")) }),
  ],
  "a row that is not there": [
    "LookupMiss",
    lookup("getEnvironment", getEnvironment, { environment: () => Promise.resolve(undefined) }),
  ],
  "a number that no row knows": [
    "UnknownNumber",
    lookup("getNumberAttributes", getNumberAttributes, { numberAndCaller: () => Promise.resolve({}) }),
  ],
  "a system that cannot be reached": ["ApiUnavailable", (_, from) => identified(from, "http://127.0.0.1:1")],
  "a PIN that none of our keys opens": [
    "DecryptionFailure",
    verified((stage) => ({ task: "pin", accountNumber: stage.keyed("12345678"), pin: stage.keyed("1234").slice(4) })),
  ],
  "a PIN that the service could not encrypt": ["DecryptionFailure", verified(() => ({ task: "unreadable" }))],
  "a card that none of our keys opens": [
    "DecryptionFailure",
    async (stage) => {
      const customer = stage.customer();
      const wanted = { ...paymentOf(stage, customer.orderId), securityCode: stage.keyed("737").slice(4) };
      const deps = stage.deps({ journal: journalOf("takePayment", "dev") });
      return stage.ask(takePayment, await stage.verified(customer), wanted, deps);
    },
  ],
  "an event that is none": [
    "MalformedEvent",
    () =>
      connectFunction("getEnvironment", getEnvironment, () => ({ tables: {} as Tables, now: () => new Date() }))(
        {},
      ).catch(() => undefined),
  ],
  "codes over budget": [
    "CodesOverBudget",
    async (stage, from) => {
      const { accountNumber } = stage.customer();
      const ask = verified(() => ({ task: "sendCode", language: "en-US", accountNumber: stage.keyed(accountNumber) }));
      for (let codes = 0; codes <= DEFAULT_VERIFICATION_POLICY.codesPerAccount; codes++) await ask(stage, from);
    },
  ],
  "a callback to a number that nobody calls": [
    "CallbacksOverBudget",
    (_, from) =>
      connectFunction("checkCallback", checkCallback, (journal) => ({
        numberRow: () => Promise.resolve(undefined),
        callbacks: { open: () => Promise.resolve("opened" as const), close: () => Promise.resolve() },
        verifications: { forget: () => Promise.resolve() },
        journal,
      }))(eventOf(from, { keys: "result", task: "check", country: "US", number: "+19005550123" })),
  ],
  "an answer that is older than it should be": ["StaleAnswer", noted("StaleAnswer")],
};

describe("What callers feel is counted where an alarm watches:", () => {
  let stage: Stage;
  before(async () => {
    process.env["STACK"] = "dev";
    stage = await startStage();
  });
  after(() => stage.close());
  const watched = callAlarmRules({ instanceId: "i", namePrefix: "fernhill-dev", stage: "dev" }).flatMap((rule) =>
    "metricName" in rule ? [rule] : [],
  );
  const countedBy = async (trouble: Trouble): Promise<Counted[]> =>
    countedIn(await written(() => trouble(stage, contact())));

  for (const [what, [metricName, trouble]] of Object.entries(TROUBLE))
    it(`${what}, as ${metricName} and nothing else, once for the stack and once for the function`, async () => {
      const counted = await countedBy(trouble);
      const [alarm] = watched.filter((rule) => rule.metricName === metricName);
      expect(counted.map(({ namespace, metricName: name }) => [namespace, name])).to.deep.equal(
        Array(2).fill([alarm?.namespace, metricName]),
      );
      expect(counted.map(({ dimensions }) => dimensions)).to.deep.include.members([alarm?.dimensions]);
      expect(counted.map(({ dimensions }) => Object.keys(dimensions).sort().join())).to.have.members([
        "stage",
        "service,stage",
      ]);
    });

  it("every metric that an alarm watches", () =>
    expect(watched.map(({ metricName }) => metricName)).to.have.members([
      ...new Set(Object.values(TROUBLE).map(([metric]) => metric)),
    ]));

  it("and a system that the company does without is not", async () =>
    expect(await countedBy((_, from) => identified(from))).to.deep.equal([]));
});

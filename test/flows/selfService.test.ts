import { expect } from "chai";
import { render } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { machineKeyPair } from "../../local/emulator/keys";
import { arnOf, call, functionArn, passed, said, type Scene, type StubFunction } from "../simulator/world";
import { flowsOf } from "./site";

type Answers = Readonly<Record<string, string>>;

/** Answers each of the keys that a flow asks for, and no other, as the functions do. */
const answering =
  (answer: (parameters: Answers) => Answers): StubFunction =>
  ({ Details: { Parameters } }) => {
    const known = answer(Parameters);
    return Object.fromEntries((Parameters["keys"] ?? "").split(" ").map((key) => [key, known[key] ?? "none"]));
  };

const modules = ["authenticationModule", "paymentModule"] as const;

/** What one call told the company's functions: the parameters of each call of the role. */
type Told = Answers[];

const DUE: Answers = {
  result: "due",
  amount: "ten dollars",
  amountMinor: "1000",
  currency: "CAD",
  orderId: "B-1",
  accountState: "overdue",
};

/** A call that runs one module at once and then says its attributes. */
async function run(
  module: string,
  keys: string,
  verdicts: {
    verify?: Answers[];
    pay?: Answers[];
    /** What `accountService` answers: the same always, or by its parameters. */
    account?: Answers | ((parameters: Answers) => Answers);
    attributes?: Answers;
    keyId?: string;
    /** The security keys that the instance has, by their ids. Default: whatever the flow names. */
    securityKeys?: Scene["securityKeys"];
    /** A prompt that cannot be fetched. */
    unspoken?: string;
  },
) {
  const { certificate } = await machineKeyPair();
  const told: Record<string, Told> = { verifyCaller: [], takePayment: [], accountService: [] };
  const inTurn = (role: string, answers: readonly Answers[]): StubFunction =>
    answering((parameters) => {
      const nth = (told[role] as Told).push(parameters) - 1;
      return answers[nth] ?? {};
    });
  const links = { functions: Object.fromEntries(contracts.FUNCTION_ROLES.map((role) => [role, functionArn(role)])) };
  const none = {
    auth_result: "none",
    payment_result: "none",
    payment_attempts: "none",
    recording: "on",
    reason: "balance",
    order_id: "B-1",
    language: "en-US",
    environment: "dev",
    country: "CA",
  };
  const scene: Scene = {
    flows: {
      main: {
        begin: [
          "UpdateContactAttributes",
          { Attributes: { ...none, ...verdicts.attributes }, TargetContact: "Current" },
          { next: "log", errors: { NoMatchingError: "end" } },
        ],
        log: ["UpdateFlowLoggingBehavior", { FlowLoggingBehavior: "Enabled" }, { next: "record" }],
        record: [
          "UpdateContactRecordingBehavior",
          { RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"], IVRRecordingBehavior: "Enabled" } },
          { next: "run" },
        ],
        run: [
          "InvokeFlowModule",
          { FlowModuleId: arnOf("module", module) },
          { next: "end", errors: { NoMatchingError: "end", NoMatchingCondition: "end" } },
        ],
        end: ["DisconnectParticipant"],
      },
    },
    modules: Object.fromEntries(
      flowsOf("dynamic")
        .filter(({ type }) => type === "MODULE")
        .map((flow) => [flow.name, render(flow, links)]),
    ),
    functions: {
      getNumberAttributes: answering(() => ({ apiProfile: "default" })),
      getEnvironment: answering(() => ({
        securityKeyId: verdicts.keyId ?? "key-1",
        securityCertificate: certificate,
        ...Object.fromEntries(modules.map((name) => [`${name}Arn`, arnOf("module", name)])),
      })),
      getPrompts: ({ Details: { Parameters } }) => {
        const keys = (Parameters["keys"] ?? "").split(" ");
        if (keys.includes(verdicts.unspoken ?? "")) throw new Error("There is no such prompt.");
        return Object.fromEntries(keys.map((key) => [key, `<speak>${Parameters["promptSet"]} ${key}</speak>`]));
      },
      verifyCaller: inTurn("verifyCaller", verdicts.verify ?? []),
      takePayment: inTurn("takePayment", verdicts.pay ?? []),
      accountService: answering((parameters) => {
        (told["accountService"] as Told).push(parameters);
        const { account = DUE } = verdicts;
        return typeof account === "function" ? account(parameters) : account;
      }),
    },
    keys,
    ...(verdicts.securityKeys && { securityKeys: verdicts.securityKeys }),
  };
  const result = await call(scene);
  return { words: said(result), attributes: result.attributes, told, result };
}

const PASSED = { result: "passed", customerId: "A-1", accountState: "current" };
const paying = (keys: string, ...pay: Answers[]) => run("paymentModule", keys, { pay });
const CARD = "1 4242424242424242# 1230 123#";

describe("The authentication module", () => {
  it("takes account number and PIN encrypted, and keeps nothing of them", async () => {
    const { words, attributes, told } = await run("authenticationModule", "1 12345678# 4711#", { verify: [PASSED] });
    expect(words).to.deep.equal([
      "authentication method",
      "authentication askAccount",
      "authentication askPin",
      "authentication passed",
    ]);
    expect(attributes).to.include({
      auth_result: "passed",
      auth_method: "pin",
      customer_id: "A-1",
      account_state: "current",
    });
    const [{ task, accountNumber, pin }] = told["verifyCaller"] as [Answers];
    expect([task, accountNumber?.startsWith("AYAB"), pin?.startsWith("AYAB")]).to.deep.equal(["pin", true, true]);
    expect(JSON.stringify(attributes)).not.to.match(/12345678|4711|AYAB/);
  });
  it("sends a one-time code and takes it", async () => {
    const { words, attributes, told } = await run("authenticationModule", "2 12345678# 123456", {
      verify: [{ result: "sent" }, PASSED],
    });
    expect(words).to.include("authentication codeSent");
    expect(attributes).to.include({ auth_result: "passed", auth_method: "one_time_code" });
    expect(told["verifyCaller"]?.map(({ task }) => task)).to.deep.equal(["sendCode", "code"]);
  });
  it("fails after three tries", async () => {
    const tries = "1 12345678# 1111# ".repeat(4);
    const { words, attributes, told } = await run("authenticationModule", tries, {
      verify: [1, 2, 3, 4].map(() => ({ result: "failed" })),
    });
    expect(words.filter((one) => one === "authentication failed")).to.have.length(3);
    expect(told["verifyCaller"]).to.have.length(3);
    expect(attributes["auth_result"]).to.equal("failed");
  });
  it("fails for a caller who is locked out, and says so", async () => {
    const { words, attributes } = await run("authenticationModule", "1 12345678# 1111#", {
      verify: [{ result: "locked" }],
    });
    expect([words.at(-1), attributes["auth_result"]]).to.deep.equal(["authentication locked", "failed"]);
  });
  it("fails for a caller who keys nothing", async () => {
    const { words, attributes } = await run("authenticationModule", "1 w w w", {});
    expect(words.filter((one) => one === "authentication noInput")).to.have.length(2);
    expect(attributes["auth_result"]).to.equal("failed");
  });
  for (const [why, verdicts] of [
    ["the company's systems are down", { verify: [{ result: "unavailable" }] }],
    ["there is no key to encrypt with", { keyId: "none" }],
  ] as const)
    it(`is unavailable where ${why}, and says so`, async () => {
      const { words, attributes } = await run("authenticationModule", "1 12345678# 1111#", verdicts as never);
      expect([words.at(-1), attributes["auth_result"]]).to.deep.equal(["authentication unavailable", "unavailable"]);
    });
  it("is unavailable where the service cannot encrypt what is keyed: that is told to the log, and not to the caller", async () => {
    const { words, attributes, told } = await run("authenticationModule", "1 12345678#", { securityKeys: new Map() });
    expect(words.slice(1)).to.deep.equal(["authentication askAccount", "authentication unavailable"]);
    expect(attributes["auth_result"]).to.equal("unavailable");
    expect(told["verifyCaller"]?.map(({ task }) => task)).to.deep.equal(["unreadable"]);
  });
  it("asks nothing of a caller who has passed", async () =>
    expect((await run("authenticationModule", "", { attributes: { auth_result: "passed" } })).words).to.deep.equal([]));
});

describe("The payment module", () => {
  it("confirms the amount, takes the card encrypted and tells of the receipt", async () => {
    const { words, attributes, told, result } = await paying(CARD, {
      result: "approved",
      lastFour: "4242",
      reference: "P-1",
    });
    expect(words).to.deep.equal(
      ["confirm", "askCard", "askExpiry", "askSecurityCode", "processing", "approved"].map((name) => `payment ${name}`),
    );
    expect(attributes).to.include({
      payment_result: "approved",
      payment_attempts: "1",
      payment_amount: "1000",
      payment_currency: "CAD",
      payment_reference: "P-1",
      self_service: "payment",
    });
    const [{ attempt, orderId, ...parts }] = told["takePayment"] as [Answers];
    expect([attempt, orderId]).to.deep.equal(["1", "B-1"]);
    expect(passed(result).slice(-6)).to.deep.equal([
      "leave next",
      "wasRecorded on",
      "recordAgain next",
      "writeLog next",
      "done return",
      "end goodbye",
    ]);
    for (const part of ["cardNumber", "expiry", "securityCode"]) expect(parts[part], part).to.match(/^AYAB/);
  });
  it("asks for another card when one is declined, three times in all, each time as another try", async () => {
    const { words, attributes, told } = await paying(
      `${CARD} 4242424242424242# 1230 123# 4242424242424242# 1230 123#`,
      ...[1, 2, 3].map(() => ({ result: "declined" })),
    );
    expect(told["takePayment"]?.map(({ attempt }) => attempt)).to.deep.equal(["1", "2", "3"]);
    expect([words.at(-1), attributes["payment_result"]]).to.deep.equal(["payment exhausted", "declined"]);
    expect(attributes["reason"], "an agent takes over").to.equal("payment_declined");
  });
  it("says in short that the payment was approved where the receipt cannot be fetched", async () => {
    const { words, attributes } = await run("paymentModule", CARD, {
      pay: [{ result: "approved", lastFour: "4242", reference: "P-1" }],
      unspoken: "approved",
    });
    expect([words.at(-1), attributes["payment_result"]]).to.deep.equal(["payment paid", "approved"]);
  });
  it("leaves to an agent whom no more cards are taken from", async () => {
    const { words, attributes, told } = await paying(CARD, { result: "exhausted" });
    expect([words.at(-1), told["takePayment"]?.length]).to.deep.equal(["payment exhausted", 1]);
    expect(attributes).to.include({ payment_result: "declined", reason: "payment_declined" });
  });
  it("says that nothing is left to pay where that comes out with the card", async () => {
    const { words, attributes } = await paying(CARD, { result: "settled" });
    expect([words.at(-1), attributes["payment_result"], attributes["self_service"]]).to.deep.equal([
      "payment settled",
      "none",
      undefined,
    ]);
  });
  it("is private from its first block to its last: a card that is keyed before it is asked for is in no log", async () => {
    const { result } = await paying("4242424242424242# 2");
    const inside = passed(result).slice(passed(result).indexOf("goPrivate next"));
    expect(inside.slice(0, 2)).to.deep.equal(["goPrivate next", "stopRecording next"]);
    expect(inside.slice(-4, -2)).to.deep.equal(["recordAgain next", "writeLog next"]);
    expect(result.flowLog.map((line) => JSON.stringify(line)).join("")).to.not.include("confirm");
  });
  for (const [result, asked] of [
    ["invalid_card", "askCard"],
    ["expired_card", "askExpiry"],
    ["invalid_code", "askSecurityCode"],
  ] as const)
    it(`asks again for what was wrong: ${result}`, async () =>
      expect((await paying(CARD, { result })).words.at(6)).to.equal(`payment ${asked}`));
  it("never tries again what the gateway has not answered", async () => {
    const { words, attributes } = await paying(CARD, { result: "pending" });
    expect([words.at(-1), attributes["payment_result"]]).to.deep.equal(["payment pending", "pending"]);
    const again = await run("paymentModule", CARD, { account: { result: "pending" } });
    expect([again.words, again.told["takePayment"], again.attributes["payment_result"]]).to.deep.equal([
      ["payment pending"],
      [],
      "pending",
    ]);
  });
  it("judges a payment by its own order: what became of another of the call is not its business", async () => {
    const before = { payment_result: "pending", payment_attempts: "3", payment_reference: "P-0" };
    const { words, attributes } = await run("paymentModule", "2", { attributes: before });
    expect(words).to.deep.equal(["payment confirm", "payment cancelled"]);
    expect(attributes).to.include({ payment_result: "cancelled", payment_attempts: "none", payment_reference: "none" });
  });
  it("takes an answer that it does not know for one that has not come yet", async () => {
    const { words, attributes } = await paying(CARD, { result: "something new" });
    expect([words.at(-1), attributes["payment_result"]]).to.deep.equal(["payment pending", "pending"]);
  });
  it("charges nothing that the caller does not confirm", async () => {
    for (const keys of ["2", "w w w", "1 w w w"]) {
      const { words, attributes, told } = await paying(keys);
      expect([words.at(-1), attributes["payment_result"], told["takePayment"]], keys).to.deep.equal([
        "payment cancelled",
        "cancelled",
        [],
      ]);
    }
  });
  it("says that there is nothing to pay, or that payments are not possible", async () => {
    expect((await run("paymentModule", "", { account: { result: "settled" } })).words).to.deep.equal([
      "payment settled",
    ]);
    for (const verdicts of [{ account: { result: "unverified" } }, { keyId: "none" }]) {
      const { words, attributes } = await run("paymentModule", "", verdicts);
      expect([words, attributes["payment_result"]]).to.deep.equal([["payment unavailable"], "unavailable"]);
    }
  });
});

describe("The balance module", () => {
  const OWES = { auth_result: "passed", account_state: "overdue" };
  const APPROVED = { result: "approved", lastFour: "4242", reference: "P-1" };

  it("knows that nothing is overdue any more once the balance is paid, and only then", async () => {
    const stateAfter = async (keys: string, pay: Answers[], attributes: Answers = {}) =>
      (await run("balanceModule", keys, { pay, attributes: { ...OWES, ...attributes } })).attributes["account_state"];
    expect(await stateAfter(`1 ${CARD}`, [APPROVED])).to.equal("current");
    expect(await stateAfter("2", [])).to.equal("overdue");
    expect(await stateAfter("1 2", [])).to.equal("overdue");
    expect(await stateAfter(`1 ${CARD}`, [{ result: "pending" }])).to.equal("overdue");
    const paidBefore = { self_service: "payment", payment_result: "approved", payment_attempts: "3" };
    expect(await stateAfter("1", [], paidBefore), "an add-on was paid before, and there are no tries left").to.equal(
      "overdue",
    );
  });
});

describe("A purchase", () => {
  const APPROVED = { result: "approved", lastFour: "4242", reference: "P-1" };
  const PROVEN = { auth_result: "passed", last_purchase: "none" };
  const OFFERS: readonly Answers[] = [
    { result: "offered", productId: "one", product: "Product one", amount: "1 dollar" },
    { result: "offered", productId: "two", product: "Product two", amount: "2 dollars" },
    { result: "none" },
  ];
  /** The company's systems: an add-on, two products, and orders that end as said. */
  const systems =
    (conclusion: string, ordered = "ordered") =>
    ({ task, productId }: Answers): Answers => {
      if (task === "offer") return { result: "offered", amount: "5 dollars" };
      if (task === "product") return OFFERS[["", "one", "two"].indexOf(productId ?? "")] as Answers;
      if (task === "order") return { result: ordered, orderId: "O-1", reservation: "R-1" };
      return task === "conclude" ? { result: conclusion } : DUE;
    };
  const buy = (module: string, keys: string, conclusion: string, pay: Answers[], ordered?: string) =>
    run(module, keys, { pay, attributes: PROVEN, account: systems(conclusion, ordered) });
  const tasks = (told: Readonly<Record<string, Told>>) => told["accountService"]?.map(({ task }) => task);

  for (const [module, first, self_service] of [
    ["addOnModule", "1", "add_on"],
    ["productModule", "1", "product"],
  ] as const) {
    it(`is said to be ordered after it was paid and confirmed, and not before: ${module}`, async () => {
      const { words, attributes, told } = await buy(module, `${first} ${CARD}`, "ordered", [APPROVED]);
      expect(words.slice(-2)).to.deep.equal(["payment approved", "account ordered"]);
      expect(attributes).to.include({
        self_service,
        order_id: "O-1",
        last_purchase: "O-1",
        payment_result: "approved",
      });
      expect(tasks(told)?.slice(-3)).to.deep.equal(["order", "quote", "conclude"]);
      expect(told["accountService"]?.at(-1)).to.include({ reservation: "R-1" });
    });
    for (const [what, keys, pay, conclusion, heard] of [
      ["cancelled", `${first} 2`, [], "cancelled", "account orderCancelled"],
      [
        "not paid, because no card was accepted",
        `${first} ${CARD}`,
        [{ result: "exhausted" }],
        "cancelled",
        "account orderCancelled",
      ],
      ["in doubt", `${first} ${CARD}`, [{ result: "pending" }], "pending", "account orderHeld"],
      [
        "paid, and the order system does not answer",
        `${first} ${CARD}`,
        [APPROVED],
        "unavailable",
        "account orderPaid",
      ],
    ] as const)
      it(`is not said to be ordered when it is ${what}: ${module}`, async () => {
        const { words, attributes, told } = await buy(module, keys, conclusion, [...pay]);
        expect(words.at(-1)).to.equal(heard);
        expect(words).to.not.include("account ordered");
        expect(attributes["self_service"]).to.not.equal(self_service);
        expect(tasks(told)?.at(-1)).to.equal("conclude");
      });
    it(`is not begun where nothing can be reserved: ${module}`, async () => {
      const { words, told } = await buy(module, first, "ordered", [], "unavailable");
      expect(words.at(-1)).to.equal("account unavailable");
      expect(tasks(told)?.at(-1)).to.equal("order");
    });
  }

  it("that was taken back leaves no payment pending, whatever the payment module had to leave open", async () => {
    const { words, attributes } = await buy("addOnModule", `1 ${CARD}`, "cancelled", [{ result: "pending" }]);
    expect([words.at(-1), attributes["payment_result"]]).to.deep.equal(["account orderCancelled", "unavailable"]);
  });

  it("of a product goes through the catalogue, one after the other, and orders the one that was heard last", async () => {
    const { words, told } = await buy("productModule", `2 1 ${CARD}`, "ordered", [APPROVED]);
    expect(words.filter((one) => one === "account productOffer")).to.have.length(2);
    expect(told["accountService"]?.find(({ task }) => task === "order")).to.include({
      productId: "two",
      lastPurchase: "none",
    });
    const none = await buy("productModule", "2 2", "ordered", []);
    expect([none.words.at(-1), tasks(none.told)?.includes("order")]).to.deep.equal(["account noProduct", false]);
  });

  it("has tries of its own, and tells the next purchase of the call apart", async () => {
    const before = { ...PROVEN, last_purchase: "O-0", payment_attempts: "3", payment_result: "pending" };
    const { attributes, told } = await run("addOnModule", `1 ${CARD}`, {
      pay: [APPROVED],
      attributes: before,
      account: systems("ordered"),
    });
    expect(attributes).to.include({ payment_attempts: "1", payment_result: "approved" });
    expect(told["accountService"]?.find(({ task }) => task === "order")).to.include({ lastPurchase: "O-0" });
  });
});

describe("A card that the service cannot encrypt", () => {
  it("is not asked for again: payment is unavailable, and that is told to the log", async () => {
    const { words, attributes, told } = await run("paymentModule", CARD, { securityKeys: new Map() });
    expect(words).to.deep.equal(["payment confirm", "payment askCard", "payment unavailable"]);
    expect([attributes["payment_result"], told["takePayment"]]).to.deep.equal(["unavailable", []]);
    expect(told["verifyCaller"]?.map(({ task }) => task)).to.deep.equal(["unreadable"]);
  });
});

describe("A caller whose proof is too old", () => {
  for (const [module, keys] of [
    ["balanceModule", ""],
    ["passwordModule", "1"],
    ["addOnModule", ""],
    ["productModule", ""],
  ] as const)
    it(`has not proved who they are: ${module} leaves them to an agent`, async () => {
      const { words, attributes } = await run(module, keys, {
        account: { result: "unverified" },
        attributes: { auth_result: "passed" },
      });
      expect([words.includes("account unavailable"), attributes["auth_result"], attributes["reason"]]).to.deep.equal([
        false,
        "failed",
        "balance",
      ]);
    });
});

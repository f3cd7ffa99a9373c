import { randomUUID } from "node:crypto";
import { NONE } from "../../../handlers/contracts";
import { accountService } from "../../../handlers/selfService/accountService";
import { takePayment } from "../../../handlers/selfService/takePayment";
import { type ApiClient, apiClient } from "../../../handlers/shared/apiClient";
import { circuitBreaker } from "../../../handlers/shared/circuitBreaker";
import { hashOf } from "../../../handlers/shared/hashOf";
import type { Answer } from "../../../handlers/shared/lookup";
import { DEFAULT_PAYMENT_POLICY } from "../../../handlers/shared/paymentPolicy";
import { legacyClaims } from "../../../handlers/shared/legacyClaims";
import { payments } from "../../../handlers/shared/payments";
import { remembered } from "../../../handlers/shared/remembered";
import { reservations } from "../../../handlers/shared/reservations";
import { verifications } from "../../../handlers/shared/verifications";
import { settlePayments } from "../../../handlers/settlement/settlePayments";
import type { Money } from "../../../local/emulator/backend/books";
import {
  type CardKeyed,
  type Contact,
  contact,
  type Customer,
  DECLINED,
  eventOf,
  NOON,
  paymentOf,
  PENDING,
  VISA,
} from "../stage";
import { functionsOfBefore } from "../../handlers/functionsOfBefore";
import type { Gate } from "./gate";
import { type Functions, functionsAt } from "./functions";
import type { Ground } from "./ground";
import { type Fault, type Given, type Line, type Passed, type Wanted, without } from "./network";
import { payBefore } from "./oldFunctions";

export const CARDS = { good: VISA, declined: DECLINED, undecided: PENDING } as const satisfies Record<
  string,
  CardKeyed
>;
export type CardName = keyof typeof CARDS;

/** How the company's systems behave. */
export interface Manners {
  /** The order system names debts. */
  readonly revisions: boolean;
  /** The gateway refuses a second charge of a debt that is named. */
  readonly references: boolean;
  /** The order system does not know of a payment before `ordersHear`. */
  readonly late: boolean;
  /** The API profiles that reach the order system. */
  readonly profiles: readonly string[];
  /** How the bank decides what it left open. */
  readonly bank: "approved" | "declined";
}

/** One try to pay, with all invocations that belong to it. */
export interface Try {
  readonly call: Contact;
  readonly orderId: string;
  readonly card: CardKeyed;
  readonly parameters: Readonly<Record<string, string>> & { readonly apiProfile: string; readonly attempt: string };
  /** The idempotency keys that it was put to the gateway with. */
  readonly keys: Set<string>;
  /** What its invocations answered, in the order that they began; undefined where one was cut. */
  readonly told: (string | undefined)[];
}

/** How an invocation goes. */
export interface Way {
  readonly fault?: Fault | undefined;
  readonly gate?: Gate | undefined;
  readonly actor?: string | undefined;
  /** Whether its requests are counted although nothing happens to them. Default: false. */
  readonly watched?: boolean | undefined;
}

/** What an invocation did. `told` is undefined where it was cut. */
export interface Went {
  readonly told: string | undefined;
  readonly passed: readonly Passed[];
  readonly hit: boolean;
}

/** Words that tell the caller of a try that the card was not charged. */
export const NOT_CHARGED: readonly (string | undefined)[] = [
  "declined",
  "unavailable",
  "exhausted",
  "invalid_card",
  "expired_card",
  "invalid_code",
];

const HEADPHONES = { productId: "headphones", lastPurchase: NONE };

/** So long may a system take where a fault makes it late. */
const IMPATIENT_MS = 150;
const PATIENT_MS = 2500;
/** The handlers look 25 times whether another invocation has ended: here twice, or too many orders would be. */
const LOOKS_TOGETHER = 25;

/** A customer with an order that is due, and all that happens to it: with a table and a clock of its own. */
export class World {
  /** What happened, line by line. */
  readonly story: string[] = [];
  /** What must not have happened. */
  readonly wrong: string[] = [];
  readonly tries: Try[] = [];
  readonly customer: Customer;
  /** Debts of the order, the last of which may be due. No two have the same amount. */
  readonly debts: Money[];
  /** The order that the calls are about. */
  orderId: string;
  reservation: string | undefined;
  /** What callers were told of the end of the reservation. */
  readonly concluded: (string | undefined)[] = [];
  #now = NOON;
  #isLate: boolean;
  readonly #used: Line[] = [];
  readonly #warm: Functions;

  private constructor(
    readonly ground: Ground,
    readonly table: string,
    readonly manners: Manners,
  ) {
    this.customer = ground.stage.customer();
    this.orderId = this.customer.orderId;
    this.debts = [this.customer.balance as Money];
    this.#isLate = manners.late;
    this.#warm = this.#functionsAt(ground.endpoint);
  }

  static async begin(ground: Ground, manners: Manners): Promise<World> {
    return new World(ground, await ground.makeTable(), manners);
  }

  async end(): Promise<void> {
    for (const line of this.#used.splice(0)) this.ground.lines.giveBack(line);
    await this.ground.dropTable(this.table);
  }

  get seconds(): number {
    return Math.floor(this.#now.getTime() / 1000);
  }

  get debt(): Money {
    return this.debts.at(-1) as Money;
  }

  /** Time goes on. */
  pass(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
    this.story.push(`${seconds} s pass`);
  }

  /** A call in which the customer was verified. */
  async call(): Promise<Contact> {
    const from = contact();
    await verifications(this.#warm.table(), () => this.seconds).verify(from.id, this.customer.accountId, "pin");
    return from;
  }

  /** A try to pay with a card; the first of the call, where nothing else is said. */
  attempt(call: Contact, card: CardName, attempt = 1, apiProfile = "default"): Try {
    const { orderId } = this;
    const parameters = { ...paymentOf(this.ground.stage, orderId, CARDS[card], attempt), apiProfile };
    const one = { call, orderId, card: CARDS[card], parameters, keys: new Set<string>(), told: [] };
    this.tries.push(one);
    return one;
  }

  /** `takePayment`. */
  async pay(one: Try, way: Way = {}): Promise<Went> {
    return this.#heard(one, `pay ${one.card.cardNumber.slice(-4)}`, way, async (line) => {
      const began = performance.now();
      let paused = 0;
      const deps = this.ground.stage.deps({
        systems: () => Promise.resolve(this.#systems(line, way)),
        callState: this.#functions(line, way).callState(),
        now: () => this.#now,
        // A machine that is busy with other tests does not make a function late.
        elapsed: () => (performance.now() - began) / 10 + paused,
        pause: async (ms) => {
          paused += ms * LOOKS_TOGETHER;
          await way.gate?.turn(way.actor ?? "");
          way.gate?.done();
        },
      });
      return (await takePayment(eventOf(one.call, one.parameters), deps))["result"] as string;
    });
  }

  /** The same try with a function of before. */
  async payBefore(one: Try, way: Way = {}): Promise<Went> {
    return this.#heard(one, `pay ${one.card.cardNumber.slice(-4)} with a function of before`, way, (line) => {
      const { apiProfile, attempt, cardNumber = "", expiry = "", securityCode = "" } = one.parameters;
      const { orderId, card } = one;
      const claim = hashOf(one.call.id, `dev#${apiProfile}#${orderId}`, attempt, cardNumber, expiry, securityCode);
      const table = { client: this.#functions(line, way).documents(), TableName: this.table };
      const functions = functionsOfBefore(() => this.seconds, apiProfile, orderId, table);
      return payBefore({ orderId, claim, card }, functions, this.#systems(line, way)).catch(() => "error");
    });
  }

  /** One run of the settler. */
  async settle(way: Way = {}): Promise<Went> {
    return this.#went("the settler", way, async (line) => {
      const systems = () => Promise.resolve(this.#systems(line, way));
      return settlePayments(this.#functions(line, way).settlement(systems)).then(
        ({ ran, seen, settled }) => (ran ? `${settled} of ${seen}` : "did not run"),
        () => "error",
      );
    });
  }

  /** `accountService`. @returns all that it answered, too */
  async serve(
    call: Contact,
    parameters: Readonly<Record<string, string>>,
    way: Way = {},
  ): Promise<Went & { readonly answer: Answer }> {
    let answer: Answer = {};
    const went = await this.#went(parameters["task"] ?? "", way, async (line) => {
      const table = this.#functions(line, way).table();
      const now = (): number => this.seconds;
      const event = eventOf(call, { language: "en-US", country: "CA", ...parameters });
      try {
        answer = await accountService(event, {
          systems: () => Promise.resolve(this.#systems(line, way)),
          verifications: verifications(table, now),
          payments: payments(table, now),
          reservations: reservations(table, now),
          legacy: legacyClaims(table, now),
          policy: DEFAULT_PAYMENT_POLICY,
          now: () => this.#now,
        });
        return answer["result"] as string;
      } catch {
        return "error";
      }
    });
    return { ...went, answer };
  }

  /** Reserves a product, and makes its order the one that the calls are about. */
  async order(call: Contact, way: Way = {}): Promise<Went> {
    const { answer, ...went } = await this.serve(
      call,
      { task: "order", keys: "result orderId reservation", ...HEADPHONES },
      way,
    );
    const sold = answer["orderId"];
    if (sold === undefined || sold === NONE) return went;
    this.orderId = sold;
    this.reservation = answer["reservation"];
    const { due } = (await this.#ask("GET", `/orders/${sold}`)) as { due?: Money };
    // It may have been taken back already, which changes no price.
    if (due !== undefined) this.debts.splice(0, Infinity, due);
    return went;
  }

  /** Brings the reservation to its end. */
  async conclude(call: Contact, way: Way = {}): Promise<Went> {
    const { reservation = NONE } = this;
    const went = await this.serve(call, { task: "conclude", keys: "result", reservation }, way);
    this.concluded.push(went.told);
    return went;
  }

  /** What became of what the customer bought. */
  sales() {
    const prefix = this.customer.accountId.replace("A-", "P-");
    return this.ground.stage.backend.reservations().filter(({ orderId }) => orderId.startsWith(prefix));
  }

  /** What was delayed on its way reaches the other side. */
  async deliver(): Promise<void> {
    for (const line of this.#used) await line.deliver();
  }

  /** The bank decides what it left open. */
  bankDecides(): void {
    for (const { keys } of this.tries)
      for (const key of keys)
        try {
          this.ground.stage.backend.settle(key, this.manners.bank);
          this.story.push(`the bank: ${this.manners.bank}`);
          if (this.manners.bank === "approved") this.#forget();
        } catch {
          // It was decided at once.
        }
  }

  /** The order system is told of every payment. */
  async ordersHear(): Promise<void> {
    if (!this.#isLate) return;
    this.#isLate = false;
    this.story.push("the order system hears of the payments");
    for (const { key, amount } of this.charges())
      if (amount === this.debt.amount) {
        const { paymentId } = (await this.#ask("GET", `/payments/${key}`)) as { paymentId: string };
        await this.#ask("POST", `/orders/${this.orderId}/confirm`, { paymentId });
      }
  }

  /** Another debt comes on the order. */
  bill(): void {
    const { amount, currency } = this.debt;
    this.debts.push({ amount: amount + 1, currency });
    this.ground.stage.backend.bill(this.orderId, this.debt);
    this.story.push(`another debt: ${this.debt.amount}`);
  }

  /** The debt is due once more, as for an order system that forgot what it knew. */
  ordersForget(): void {
    this.#isLate = true;
    this.#forget();
    this.story.push("the order system forgets the payment");
  }

  async isDue(): Promise<boolean> {
    return ((await this.#ask("GET", `/orders/${this.orderId}`)) as { due?: Money }).due !== undefined;
  }

  /** The money that was taken for the order. */
  charges() {
    return this.ground.stage.backend.charges.filter(({ orderId }) => orderId === this.orderId);
  }

  chargesOfOrder(order: string): number {
    return this.ground.stage.backend.charges.filter(({ orderId }) => orderId === order).length;
  }

  chargesOf({ amount }: Money): number {
    return this.charges().filter((charge) => charge.amount === amount).length;
  }

  isCharged({ keys }: Try): boolean {
    return this.charges().some(({ key }) => keys.has(key));
  }

  async #heard(one: Try, what: string, way: Way, work: (line: Line) => Promise<string>): Promise<Went> {
    const place = one.told.push(undefined) - 1;
    const debt = this.debt;
    const went = await this.#went(what, way, work, one.keys);
    one.told[place] = went.told;
    if (went.told === "approved" && !this.isCharged(one)) this.wrong.push("told approved, and nothing was charged");
    if (went.told === "settled" && this.chargesOf(debt) === 0 && (await this.isDue()))
      this.wrong.push("told settled, and the debt is open");
    return went;
  }

  async #went(
    what: string,
    { fault, gate, actor = "" }: Way,
    work: (line: Line) => Promise<string>,
    keys?: Set<string>,
  ): Promise<Went> {
    const line = this.ground.lines.take();
    const name = actor === "" ? what : `${actor} (${what})`;
    this.story.push(`${name} begins`);
    await line.begin({
      fault,
      gate,
      actor,
      tell: (event) => this.story.push(`  ${actor === "" ? "" : `${actor}: `}${event}`),
      carry: (wanted, ask) => this.#carried(wanted, ask, keys),
    });
    try {
      const answered = await work(line);
      const told = line.isCut ? undefined : answered;
      this.story.push(`${name} ends: ${told ?? "cut"}`);
      return { told, passed: [...line.passed], hit: line.isHit };
    } finally {
      gate?.leave(actor);
      // What was delayed is kept on its line.
      if (fault === undefined) this.ground.lines.giveBack(line);
      else this.#used.push(line);
    }
  }

  /** Has the company's systems act with their manners. */
  async #carried(wanted: Wanted, ask: (wanted: Wanted) => Promise<Given>, keys?: Set<string>): Promise<Given> {
    const { party, method, path, headers } = wanted;
    if (party === "payments" && method === "POST") {
      keys?.add(String(headers["idempotency-key"]));
      const known = this.manners.references ? headers : without(headers, "charge-reference");
      const before = this.charges().length;
      const given = await ask({ ...wanted, headers: known });
      if (this.charges().length > before) this.#forget();
      return given;
    }
    const given = await ask(wanted);
    if (party === "orders" && method === "POST" && given.status < 300) this.#judged(path);
    if (party !== "orders" || method !== "GET" || this.manners.revisions) return given;
    const order = JSON.parse(given.body.toString()) as { revision?: string };
    return { ...given, body: Buffer.from(JSON.stringify({ ...order, revision: undefined })) };
  }

  /** An order is confirmed when it was paid, and taken back when it never will be. */
  #judged(path: string): void {
    const charged = this.charges().length > 0;
    if (path.endsWith("/confirm") && !charged) this.wrong.push("confirmed before it was paid");
    if (path.endsWith("/cancel") && charged) this.wrong.push("taken back although it was paid");
  }

  /** An order system that hears of payments late: the debt is due as before. */
  #forget(): void {
    if (!this.#isLate) return;
    const { amount, currency } = this.debt;
    if (this.chargesOf(this.debt) === 0) return;
    const balance = { orderId: this.orderId, amount, currency, dueDate: "2026-12-01", overdue: false };
    this.ground.stage.backend.open({ ...this.customer, balance });
  }

  /** A function that nothing happens to on its way is a warm one. */
  #functions(line: Line, { fault, gate, watched }: Way): Functions {
    const isWarm = fault === undefined && gate === undefined && watched !== true;
    return isWarm ? this.#warm : this.#functionsAt(line.url("tables"));
  }

  #functionsAt(endpoint: string): Functions {
    const failed = (key: string, error: unknown): void =>
      void this.story.push(`  failed: ${key.split("#")[0]}: ${String(error)}`);
    return functionsAt({ endpoint, table: this.table, now: () => this.#now, failed });
  }

  #systems(line: Line, { fault }: Way): ApiClient {
    const isLate = fault?.party !== "tables" && fault?.effects.some((one) => one === "late" || one === "delayed");
    const timeoutMs = String(isLate === true ? IMPATIENT_MS : PATIENT_MS);
    const row = (party: "orders" | "payments") => ({ url: line.url(party), timeoutMs, system: party });
    return apiClient(
      { orders: row("orders"), payments: row("payments") },
      {
        secrets: { read: () => Promise.reject(new Error("There is none.")) },
        unavailable: () => undefined,
        breakerOf: remembered(() => circuitBreaker(() => 0)),
        profiles: this.manners.profiles,
      },
    );
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
    const url = `${this.ground.stage.backend.url}${path}`;
    const response = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return response.json();
  }
}

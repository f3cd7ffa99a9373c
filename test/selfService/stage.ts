import { createPrivateKey, randomInt, randomUUID, X509Certificate } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { accountService } from "../../handlers/selfService/accountService";
import { verifyCaller } from "../../handlers/selfService/verifyCaller";
import type { SecureDeps, SecureHandler } from "../../handlers/selfService/secureDeps";
import { takePayment } from "../../handlers/selfService/takePayment";
import { apiClient } from "../../handlers/shared/apiClient";
import { circuitBreaker } from "../../handlers/shared/circuitBreaker";
import { decryptor } from "../../handlers/shared/decrypt";
import type { Answer, LookupEvent } from "../../handlers/shared/lookup";
import { DEFAULT_PAYMENT_POLICY } from "../../handlers/shared/paymentPolicy";
import { legacyClaims } from "../../handlers/shared/legacyClaims";
import { payments } from "../../handlers/shared/payments";
import { remembered } from "../../handlers/shared/remembered";
import { reservations } from "../../handlers/shared/reservations";
import { verificationLimitsOf } from "../../handlers/shared/verificationPolicy";
import { verifications } from "../../handlers/shared/verifications";
import { dynamoSettlement } from "../../handlers/settlement/dynamoSettlement";
import { settlePayments, type SettlePaymentsDeps, type Settlement } from "../../handlers/settlement/settlePayments";
import type { Account } from "../../local/emulator/backend/books";
import { hashOf } from "../../local/emulator/backend/hashes";
import { type Backend, startBackend } from "../../local/emulator/backend/server";
import { machineKeyPair } from "../../local/emulator/keys";
import { messageOf } from "../../local/simulator/encryption";
import { NAMES, startTables, type TestTables } from "../handlers/tables";

export const KEY_ID = "key-1";
export const NOON = new Date("2026-11-23T12:00:00Z");

/** A customer with a known PIN who owes something. */
export interface Customer extends Account {
  readonly pinKeyed: string;
  readonly orderId: string;
}

export interface Contact {
  readonly id: string;
  /** The first contact of the chain. Default: this one. */
  readonly initialId?: string;
  /** The caller's number, or null where it is withheld. */
  readonly caller: string | null;
}

export interface CardKeyed {
  readonly cardNumber: string;
  readonly expiry: string;
  readonly securityCode: string;
}
export const VISA: CardKeyed = { cardNumber: "4242424242424242", expiry: "1228", securityCode: "737" };
export const DECLINED: CardKeyed = { ...VISA, cardNumber: "4000000000000002" };
/** A card of which the bank does not say at once whether it is good. */
export const PENDING: CardKeyed = { ...VISA, cardNumber: "4000000000003220" };

/** Real tables, real systems behind HTTP, real keys: all that the handlers stand on. */
export interface Stage {
  readonly tables: TestTables;
  readonly backend: Backend;
  /** What the functions wrote down. */
  readonly journal: string[];
  /** The moment of the calls. */
  readonly clock: { now: Date };
  /** Where the systems are, and how many milliseconds they may take. */
  readonly site: { url: string; timeoutMs: number };
  /** Everything is as at the start, but what the tables hold. */
  reset(): void;
  customer(): Customer;
  /** Digits as the service hands them over: another message each time. */
  keyed(digits: string): string;
  deps(more?: Partial<SecureDeps>): SecureDeps;
  /** Asks a function what a flow may ask it. */
  ask(
    handler: SecureHandler,
    contact: Contact,
    parameters: Readonly<Record<string, string>>,
    deps?: SecureDeps,
  ): Promise<Answer>;
  /** Asks `accountService` what a flow may ask it. */
  serve(contact: Contact, parameters: Readonly<Record<string, string>>): Promise<Answer>;
  /** Runs the settler once. */
  settle(more?: Partial<SettlePaymentsDeps>): Promise<Settlement>;
  verify(contact: Contact, accountNumber: string, pin: string): Promise<string>;
  /** A contact in which the customer was verified. */
  verified(customer: Customer): Promise<Contact>;
  close(): Promise<void>;
}

export const contact = (caller: string | null = `+1416${randomInt(1_000_000, 9_999_999)}`): Contact => ({
  id: randomUUID(),
  caller,
});

export function eventOf({ id, initialId, caller }: Contact, parameters: Readonly<Record<string, string>>): LookupEvent {
  return {
    Details: {
      ContactData: {
        ContactId: id,
        InitialContactId: initialId ?? id,
        CustomerEndpoint: caller === null ? null : { Address: caller },
      },
      Parameters: { environment: "dev", apiProfile: "default", ...parameters },
    },
  };
}

/** The parameters of a payment, encrypted anew. */
export const paymentOf = (stage: Stage, orderId: string, card: CardKeyed = VISA, attempt = 1) => ({
  keys: "result scheme lastFour reference",
  orderId,
  attempt: String(attempt),
  cardNumber: stage.keyed(card.cardNumber),
  expiry: stage.keyed(card.expiry),
  securityCode: stage.keyed(card.securityCode),
});

export const pay = (
  stage: Stage,
  payer: Contact,
  parameters: Readonly<Record<string, string>>,
  deps?: SecureDeps,
): Promise<Answer> => stage.ask(takePayment, payer, parameters, deps);

/** Asks the gateway for money as somebody else would: no function of ours knows of it. */
export async function postedElsewhere(
  { backend }: Pick<Stage, "backend">,
  key: string,
  due: { readonly orderId: string; readonly amount: number },
  { cardNumber, expiry, securityCode }: CardKeyed = VISA,
): Promise<void> {
  const [expiryMonth, expiryYear] = [expiry.slice(0, 2), `20${expiry.slice(2)}`];
  const { status } = await fetch(`${backend.url}/payments`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({
      ...due,
      currency: "CAD",
      card: { number: cardNumber, expiryMonth, expiryYear, securityCode },
    }),
  });
  if (status !== 201) throw new Error(`The gateway answered ${status}.`);
}

/** A stage's deps, and all bytes that a function opened or sent with them: to see that it overwrote them. */
export function watched(stage: Stage): { readonly held: readonly Buffer[]; readonly deps: SecureDeps } {
  const held: Buffer[] = [];
  const { decryptor: opening, systems } = stage.deps();
  const deps = stage.deps({
    decryptor: { decrypt: async (message) => (held[held.length] = await opening.decrypt(message)) },
    systems: async (event) => {
      const client = await systems(event);
      return {
        ...client,
        post: (api, path, body, ...rest) => (held.push(body as Buffer), client.post(api, path, body, ...rest)),
      };
    },
  });
  return { held, deps };
}

export async function startStage(): Promise<Stage> {
  const [tables, backend, pair] = await Promise.all([startTables(), startBackend(), machineKeyPair()]);
  const { publicKey } = new X509Certificate(pair.certificate);
  const decrypts = decryptor({ byId: () => Promise.resolve(new Map([[KEY_ID, createPrivateKey(pair.privateKey)]])) });
  const journal: string[] = [];
  const clock = { now: NOON };
  const site = { url: backend.url, timeoutMs: 2500 };
  const note = (...parts: unknown[]): void => void journal.push(parts.map(String).join(" "));
  const deps = (more: Partial<SecureDeps> = {}): SecureDeps => {
    const breakerOf = remembered(() => circuitBreaker(() => 0));
    const api = { url: site.url, timeoutMs: String(site.timeoutMs) };
    return {
      systems: () =>
        Promise.resolve(
          apiClient(
            { accounts: api, orders: api, payments: api },
            {
              secrets: { read: () => Promise.reject(new Error("There is none.")) },
              unavailable: (error) => note(error),
              breakerOf,
            },
          ),
        ),
      callState: tables.callState(() => clock.now),
      decryptor: decrypts,
      journal: {
        failed: (_, error) => note("failed", error),
        unavailable: (_, error) => note("unavailable", error),
        noted: (_, metric) => note("noted", metric),
      },
      policy: DEFAULT_PAYMENT_POLICY,
      limits: verificationLimitsOf("{}"),
      now: () => clock.now,
      elapsed: () => performance.now(),
      pause,
      ...more,
    };
  };
  const seconds = (): number => Math.floor(clock.now.getTime() / 1000);
  const stage: Stage = {
    tables,
    backend,
    journal,
    clock,
    site,
    deps,
    reset: () => {
      backend.reset();
      clock.now = NOON;
      Object.assign(site, { url: backend.url, timeoutMs: 2500 });
    },
    customer: () => {
      const id = randomUUID().slice(0, 8);
      const [accountNumber, pinKeyed] = [String(randomInt(10_000_000, 99_999_999)), String(randomInt(1000, 9999))];
      const account: Account = {
        accountId: `A-${id}`,
        accountNumber,
        pin: hashOf(pinKeyed),
        phoneNumber: `+1514${randomInt(1_000_000, 9_999_999)}`,
        country: "CA",
        addOn: "offered",
        balance: { orderId: `B-${id}`, amount: 1250, currency: "CAD", dueDate: "2026-12-01", overdue: false },
      };
      backend.open(account);
      return { ...account, pinKeyed, orderId: `B-${id}` };
    },
    keyed: (digits) => messageOf(Buffer.from(digits), KEY_ID, publicKey, "plain").toString("base64"),
    ask: (handler, from, parameters, known = deps()) => handler(eventOf(from, parameters), known),
    serve: (from, parameters) => {
      const table = tables.stateTable();
      return accountService(eventOf(from, { language: "en-US", country: "CA", ...parameters }), {
        systems: deps().systems,
        verifications: verifications(table, seconds),
        payments: payments(table, seconds),
        reservations: reservations(table, seconds),
        legacy: legacyClaims(table, seconds),
        policy: DEFAULT_PAYMENT_POLICY,
        now: () => clock.now,
      });
    },
    settle: (more = {}) =>
      settlePayments({
        ...dynamoSettlement({
          callStateTable: NAMES.callState,
          environmentsTable: NAMES.environments,
          policy: DEFAULT_PAYMENT_POLICY,
          failed: (key, error) => note("failed", key, error),
          now: () => clock.now,
          systems: (environment, apiProfile) => deps().systems(eventOf(contact(), { environment, apiProfile })),
        }),
        ...more,
      }),
    verify: async (from, accountNumber, pin) => {
      const { result } = await stage.ask(verifyCaller, from, {
        task: "pin",
        keys: "result",
        accountNumber: stage.keyed(accountNumber),
        pin: stage.keyed(pin),
      });
      return result as string;
    },
    verified: async ({ accountId }) => {
      const from = contact();
      await tables.callState(() => clock.now).verify(from.id, accountId, "pin");
      return from;
    },
    close: async () => {
      await backend.close();
      await tables.close();
    },
  };
  return stage;
}

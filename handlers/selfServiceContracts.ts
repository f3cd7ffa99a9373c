/**
 * What each self-service function reads from a flow and can answer to it. These functions do more
 * than look up: they reach the company's own systems and keep state between calls. So each contract
 * also gives examples, one for every way that a flow can go on; the explorer tries all of them
 * instead of calling the function. `seconds`: how long a flow waits, where that is longer than for a
 * lookup; a function gives up a second before.
 */

/** A way that a function can answer: what it answers to those parameters. */
export interface Example {
  readonly when?: Readonly<Record<string, string>>;
  readonly answer: Readonly<Record<string, string>>;
}

/** Where the company's systems of this call are: by environment and by the dialed number's API profile. */
const SITE = ["environment", "apiProfile"] as const;

/** Who the caller's number belongs to. It permits a greeting by name and the order status, nothing more. */
export const identifyCaller = {
  role: "identifyCaller",
  /** `greetByName`: `yes` where the country greets callers by name. */
  parameters: [...SITE, "greetByName"],
  /** `identity`: known | unknown; `name`: how to address the caller, or none. */
  answers: ["identity", "customerId", "name"],
  examples: [
    { answer: { identity: "unknown", customerId: "none", name: "none" } },
    { answer: { identity: "known", customerId: "A-1001", name: "Alex" } },
    { answer: { identity: "known", customerId: "A-1001", name: "none" } },
  ],
} as const;

/**
 * Proves who the caller is: by account number and PIN, or by a one-time code. What the caller keyed
 * arrives encrypted. No answer tells which part was wrong.
 */
export const verifyCaller = {
  role: "verifyCaller",
  seconds: 8,
  /**
   * `task`: pin | sendCode | code, or unreadable: the service could not encrypt what was keyed, which is written down
   * and counted. `accountNumber`, `pin`, `code`: base64 of an encrypted message.
   */
  parameters: [...SITE, "task", "language", "accountNumber", "pin", "code"],
  /**
   * `result`: passed | failed | locked | unavailable, and sent for `sendCode`, which never tells whether there is such
   * an account.
   */
  answers: ["result", "customerId", "accountState"],
  examples: [
    { when: { task: "pin" }, answer: { result: "passed", customerId: "A-1001", accountState: "current" } },
    { when: { task: "pin" }, answer: { result: "failed", customerId: "none", accountState: "none" } },
    { when: { task: "pin" }, answer: { result: "locked", customerId: "none", accountState: "none" } },
    { when: { task: "pin" }, answer: { result: "unavailable", customerId: "none", accountState: "none" } },
    { when: { task: "sendCode" }, answer: { result: "sent", customerId: "none", accountState: "none" } },
    { when: { task: "sendCode" }, answer: { result: "locked", customerId: "none", accountState: "none" } },
    { when: { task: "sendCode" }, answer: { result: "unavailable", customerId: "none", accountState: "none" } },
    { when: { task: "code" }, answer: { result: "passed", customerId: "A-1001", accountState: "overdue" } },
    { when: { task: "code" }, answer: { result: "failed", customerId: "none", accountState: "none" } },
    { when: { task: "code" }, answer: { result: "locked", customerId: "none", accountState: "none" } },
    { when: { task: "code" }, answer: { result: "unavailable", customerId: "none", accountState: "none" } },
    { when: { task: "unreadable" }, answer: { result: "unavailable", customerId: "none", accountState: "none" } },
  ],
} as const;

const NOTHING = {
  orderState: "none",
  orderId: "none",
  amount: "none",
  date: "none",
  amountMinor: "none",
  currency: "none",
  accountState: "none",
  productId: "none",
  product: "none",
  reservation: "none",
} as const;

/**
 * Serves a caller from the company's systems. All tasks but `orderStatus` are for callers who proved
 * who they are: the function looks it up in `CallState` and does not take the flow's word for it.
 */
export const accountService = {
  role: "accountService",
  seconds: 8,
  /**
   * `task`: orderStatus | balance | password | offer | product | order | conclude | quote. `orderId`: for `quote`, what
   * is to be paid. `productId`: for `product`, what the caller heard last, and for `order`, what is ordered; none for
   * the first, and for the add-on. `lastPurchase`: the order that the call made before, or none. `reservation`: for
   * `conclude`, what `order` answered.
   */
  parameters: [...SITE, "task", "language", "country", "orderId", "productId", "lastPurchase", "reservation"],
  /**
   * `result`, by task: orderStatus found | none | unavailable; balance due | overdue | settled |
   * unverified | unavailable; password sent | unverified | unavailable; offer and product offered | none |
   * unverified | unavailable; order ordered | unverified | unavailable; conclude ordered | cancelled | pending |
   * unverified | unavailable; quote due | settled | pending (a payment of it is in doubt) | unverified | unavailable.
   * `amount` and `date` are in words of the language, `amountMinor` in the minor unit; `product` is its name in the
   * language.
   */
  answers: [
    "result",
    "orderState",
    "orderId",
    "amount",
    "date",
    "amountMinor",
    "currency",
    "accountState",
    "productId",
    "product",
    "reservation",
  ],
  examples: [
    {
      when: { task: "orderStatus" },
      answer: { ...NOTHING, result: "found", orderState: "received", orderId: "O-1", date: "none" },
    },
    {
      when: { task: "orderStatus" },
      answer: { ...NOTHING, result: "found", orderState: "packed", orderId: "O-1", date: "none" },
    },
    {
      when: { task: "orderStatus" },
      answer: { ...NOTHING, result: "found", orderState: "shipped", orderId: "O-1", date: "1 December" },
    },
    {
      when: { task: "orderStatus" },
      answer: { ...NOTHING, result: "found", orderState: "delivered", orderId: "O-1", date: "1 December" },
    },
    {
      when: { task: "orderStatus" },
      answer: { ...NOTHING, result: "found", orderState: "delayed", orderId: "O-1", date: "1 December" },
    },
    { when: { task: "orderStatus" }, answer: { ...NOTHING, result: "none" } },
    { when: { task: "orderStatus" }, answer: { ...NOTHING, result: "unavailable" } },
    {
      when: { task: "balance" },
      answer: {
        ...NOTHING,
        result: "due",
        orderId: "O-1",
        amount: "10 dollars",
        date: "1 December",
        amountMinor: "1000",
        currency: "USD",
        accountState: "current",
      },
    },
    {
      when: { task: "balance" },
      answer: {
        ...NOTHING,
        result: "overdue",
        orderId: "O-1",
        amount: "10 dollars",
        date: "1 December",
        amountMinor: "1000",
        currency: "USD",
        accountState: "overdue",
      },
    },
    { when: { task: "balance" }, answer: { ...NOTHING, result: "settled", accountState: "current" } },
    { when: { task: "balance" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "balance" }, answer: { ...NOTHING, result: "unavailable" } },
    { when: { task: "password" }, answer: { ...NOTHING, result: "sent" } },
    { when: { task: "password" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "password" }, answer: { ...NOTHING, result: "unavailable" } },
    {
      when: { task: "offer" },
      answer: { ...NOTHING, result: "offered", amount: "10 dollars", amountMinor: "1000", currency: "USD" },
    },
    { when: { task: "offer" }, answer: { ...NOTHING, result: "none" } },
    { when: { task: "offer" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "offer" }, answer: { ...NOTHING, result: "unavailable" } },
    {
      when: { task: "product" },
      answer: {
        ...NOTHING,
        result: "offered",
        productId: "headphones",
        product: "headphones",
        amount: "10 dollars",
        amountMinor: "1000",
        currency: "USD",
      },
    },
    { when: { task: "product" }, answer: { ...NOTHING, result: "none" } },
    { when: { task: "product" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "product" }, answer: { ...NOTHING, result: "unavailable" } },
    { when: { task: "order" }, answer: { ...NOTHING, result: "ordered", orderId: "O-1", reservation: "R-1" } },
    { when: { task: "order" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "order" }, answer: { ...NOTHING, result: "unavailable" } },
    { when: { task: "conclude" }, answer: { ...NOTHING, result: "ordered" } },
    { when: { task: "conclude" }, answer: { ...NOTHING, result: "cancelled" } },
    { when: { task: "conclude" }, answer: { ...NOTHING, result: "pending" } },
    { when: { task: "conclude" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "conclude" }, answer: { ...NOTHING, result: "unavailable" } },
    {
      when: { task: "quote" },
      answer: { ...NOTHING, result: "due", orderId: "O-1", amount: "10 dollars", amountMinor: "1000", currency: "USD" },
    },
    { when: { task: "quote" }, answer: { ...NOTHING, result: "settled" } },
    { when: { task: "quote" }, answer: { ...NOTHING, result: "pending", orderId: "O-1" } },
    { when: { task: "quote" }, answer: { ...NOTHING, result: "unverified" } },
    { when: { task: "quote" }, answer: { ...NOTHING, result: "unavailable" } },
  ],
} as const;

/**
 * Charges a card that the caller keyed in, encrypted. The amount is the order's, not the flow's. The
 * same contact, order and attempt gets the same answer and is charged once.
 */
export const takePayment = {
  role: "takePayment",
  seconds: 8,
  /**
   * `attempt`: 1 to 3, which try of the caller's it is; `cardNumber`, `expiry`, `securityCode`: base64 of an encrypted
   * message.
   */
  parameters: [...SITE, "orderId", "attempt", "cardNumber", "expiry", "securityCode"],
  /**
   * `result`: approved | declined | invalid_card | expired_card | invalid_code | exhausted (too many cards were put to
   * the bank) | settled (nothing is due, or it was paid before) | pending | unavailable.
   * `lastFour`, `scheme`: of the card, only when approved. `reference`: the gateway's own.
   */
  answers: ["result", "scheme", "lastFour", "reference"],
  examples: [
    { answer: { result: "approved", scheme: "visa", lastFour: "4242", reference: "P-1" } },
    ...(
      [
        "declined",
        "invalid_card",
        "expired_card",
        "invalid_code",
        "exhausted",
        "settled",
        "pending",
        "unavailable",
      ] as const
    ).map((result) => ({ answer: { result, scheme: "none", lastFour: "none", reference: "none" } })),
  ],
} as const;

/** The self-service functions by role. */
export const SELF_SERVICE = { identifyCaller, verifyCaller, accountService, takePayment } as const satisfies Record<
  string,
  { readonly role: string; readonly examples: readonly Example[] }
>;
export const SELF_SERVICE_ROLES = Object.values(SELF_SERVICE).map(({ role }) => role);
export type SelfServiceRole = (typeof SELF_SERVICE_ROLES)[number];

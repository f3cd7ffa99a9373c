/** An amount in the minor unit of its ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** A customer, as the company's systems know them. */
export interface Account {
  readonly accountId: string;
  /** Eight digits, which the customer knows. */
  readonly accountNumber: string;
  /** Hash of the PIN (see hashes.ts). */
  readonly pin: string;
  /** In E.164. */
  readonly phoneNumber: string;
  /** How the customer wants to be addressed. */
  readonly name?: string;
  readonly country: string;
  /** What is owed, payable as the order that it names. Left out: nothing. */
  readonly balance?: Money & { readonly orderId: string; readonly dueDate: string; readonly overdue: boolean };
  readonly latestOrder?: {
    readonly orderId: string;
    readonly state: "received" | "packed" | "shipped" | "delivered" | "delayed";
    readonly date?: string;
  };
  readonly addOn: "offered" | "owned";
}

/** What became of an order that was sold by phone. It is carried out when it is confirmed, and not before. */
export interface Reservation {
  readonly orderId: string;
  readonly state: "reserved" | "confirmed" | "cancelled";
}

/** Something that can be paid. */
export interface Order {
  readonly accountId: string;
  /** Undefined when it is paid, or was taken back. */
  due: Money | undefined;
  /** What was billed last. */
  billed: Money | undefined;
  /** The how-manieth debt on the order that is; 0 before the first. */
  revision: number;
  /** How far an order is that was sold by phone; the others have none. */
  reservation?: { readonly addOn: boolean; state: Reservation["state"] };
}

/** What the company knows: customers, and what can be paid. */
export class Books {
  readonly #accounts = new Map<string, Account>();
  readonly #orders = new Map<string, Order>();
  /** Accounts that have the add-on, or have it reserved. */
  readonly #owners = new Set<string>();
  /** The debt that a payment is for, by the payment's id: the one that was on the order when it was asked for. */
  readonly #revisions = new Map<string, number>();

  constructor(accounts: readonly Account[]) {
    for (const account of accounts) this.open(account);
  }

  /** Takes up a customer. What one who is known already owed before is the same debt, and is due again. */
  open(account: Account): void {
    const { accountId, balance, latestOrder, addOn } = account;
    this.#accounts.set(accountId, account);
    if (balance) {
      const { orderId, amount, currency } = balance;
      const { billed } = this.#opened(orderId, accountId);
      if (billed?.amount === amount && billed.currency === currency) this.#known(orderId).due = billed;
      else this.bill(orderId, { amount, currency });
    }
    if (latestOrder) this.#opened(latestOrder.orderId, accountId);
    if (addOn === "owned") this.#owners.add(accountId);
  }

  /** Puts a new debt on an order: a new invoice, or a corrected amount. */
  bill(orderId: string, { amount, currency }: Money): void {
    const order = this.#known(orderId);
    order.billed = order.due = { amount, currency };
    order.revision += 1;
  }

  account(accountId: string): Account | undefined {
    return this.#accounts.get(accountId);
  }

  byAccountNumber(accountNumber: string): Account | undefined {
    return [...this.#accounts.values()].find((account) => account.accountNumber === accountNumber);
  }

  /** The account of a telephone number, unless several share it: then a call from it tells nothing. */
  byPhoneNumber(phoneNumber: string): Account | undefined {
    const found = [...this.#accounts.values()].filter((account) => account.phoneNumber === phoneNumber);
    return found.length === 1 ? found[0] : undefined;
  }

  order(orderId: string): Readonly<Order> | undefined {
    return this.#orders.get(orderId);
  }

  /** What an account still owes. */
  owed({ balance }: Account): Account["balance"] {
    const due = balance && this.order(balance.orderId)?.due;
    return due && { ...balance, ...due };
  }

  hasAddOn(accountId: string): boolean {
    return this.#owners.has(accountId);
  }

  /** Reserves what is sold to an account. @returns the id of an order of its own */
  reserve(accountId: string, price: Money, addOn: boolean): string {
    const first = `P-${accountId.slice("A-".length)}`;
    let orderId = first;
    for (let count = 2; this.#orders.has(orderId); count++) orderId = `${first}-${count}`;
    this.#opened(orderId, accountId).reservation = { addOn, state: "reserved" };
    this.bill(orderId, price);
    if (addOn) this.#owners.add(accountId);
    return orderId;
  }

  /** Takes back what was reserved: nothing is due, and the add-on can be had again. */
  cancel(orderId: string): void {
    const order = this.#known(orderId);
    if (order.reservation?.state !== "reserved") return;
    order.reservation.state = "cancelled";
    order.due = undefined;
    if (order.reservation.addOn) this.#owners.delete(order.accountId);
  }

  /** Carries out what was reserved. */
  confirm(orderId: string): void {
    const { reservation } = this.#known(orderId);
    if (reservation) reservation.state = "confirmed";
  }

  reservations(): Reservation[] {
    return [...this.#orders].flatMap(([orderId, { reservation }]) =>
      reservation ? [{ orderId, state: reservation.state }] : [],
    );
  }

  /** Remembers which debt a payment is for, however late it is booked. */
  begin(paymentId: string, orderId: string): void {
    const order = this.order(orderId);
    if (order) this.#revisions.set(paymentId, order.revision);
  }

  /** Books a payment: nothing is due any more, unless another debt has come since it was asked for. */
  book(paymentId: string, orderId: string): void {
    const order = this.#orders.get(orderId);
    if (order && (this.#revisions.get(paymentId) ?? order.revision) === order.revision) order.due = undefined;
  }

  #opened(orderId: string, accountId: string): Order {
    const order = this.#orders.get(orderId) ?? { accountId, due: undefined, billed: undefined, revision: 0 };
    this.#orders.set(orderId, order);
    return order;
  }

  #known(orderId: string): Order {
    const order = this.#orders.get(orderId);
    if (order === undefined) throw new Error(`There is no order ${orderId}.`);
    return order;
  }
}

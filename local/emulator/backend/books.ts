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

/** Something that can be paid. */
export interface Order {
  readonly accountId: string;
  /** Undefined when it is paid. */
  due: Money | undefined;
}

/** What the company knows: customers, and what can be paid. */
export class Books {
  readonly #accounts = new Map<string, Account>();
  readonly orders = new Map<string, Order>();
  /** Accounts that have the add-on, since the beginning or by now. */
  readonly owners = new Set<string>();

  constructor(accounts: readonly Account[]) {
    for (const account of accounts) this.open(account);
  }

  open(account: Account): void {
    const { accountId, balance, latestOrder, addOn } = account;
    this.#accounts.set(accountId, account);
    if (balance)
      this.orders.set(balance.orderId, { accountId, due: { amount: balance.amount, currency: balance.currency } });
    if (latestOrder) this.orders.set(latestOrder.orderId, { accountId, due: undefined });
    if (addOn === "owned") this.owners.add(accountId);
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

  /** What an account still owes. */
  owed({ balance }: Account): Account["balance"] {
    return balance && this.orders.get(balance.orderId)?.due ? balance : undefined;
  }
}

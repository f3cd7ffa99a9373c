import type { Account, Books } from "./books";
import { matches } from "./hashes";
import type { OneTimeCodes } from "./oneTimeCodes";
import { ACCEPTED, ok, type Operations, problem, UNKNOWN } from "./operations";

/** A message to a customer's telephone. */
export interface Message {
  readonly to: string;
  readonly language: string;
  readonly purpose: "verification" | "password";
  readonly code: string;
}

/** The accounts API. */
export function accountOperations(books: Books, codes: OneTimeCodes, outbox: Message[]): Operations {
  const summary = (account: Account) => ({
    accountId: account.accountId,
    state: books.owed(account)?.overdue ? "overdue" : "current",
  });
  // A code is made for an account number that does not exist, too: the work and the answer are the same.
  const send = (accountNumber: string, language: string, purpose: Message["purpose"]) => {
    const code = codes.make(accountNumber);
    if (code === undefined) return problem(429, "Too many codes were asked for.");
    const account = books.byAccountNumber(accountNumber);
    if (account) outbox.push({ to: account.phoneNumber, language, purpose, code });
    return ACCEPTED;
  };
  return {
    identifyAccount: ({ body }) => {
      const account = books.byPhoneNumber((body as { phoneNumber: string }).phoneNumber);
      return ok(
        account ? { account: { ...summary(account), ...(account.name !== undefined && { name: account.name }) } } : {},
      );
    },
    verifyPin: ({ body }) => {
      const { accountNumber, pin } = body as { accountNumber: string; pin: string };
      const account = books.byAccountNumber(accountNumber);
      return ok(matches(pin, account?.pin) && account ? { account: summary(account) } : {});
    },
    isNumberOnFile: ({ body }) => {
      const { accountNumber, phoneNumber } = body as { accountNumber: string; phoneNumber: string };
      return ok({ onFile: books.byAccountNumber(accountNumber)?.phoneNumber === phoneNumber });
    },
    sendCode: ({ body }) => {
      const { accountNumber, language } = body as { accountNumber: string; language: string };
      return send(accountNumber, language, "verification");
    },
    verifyCode: ({ body }) => {
      const { accountNumber, code } = body as { accountNumber: string; code: string };
      const account = books.byAccountNumber(accountNumber);
      return ok(codes.use(accountNumber, code) && account ? { account: summary(account) } : {});
    },
    getBalance: ({ path }) => {
      const account = books.account(path["accountId"] as string);
      if (account === undefined) return UNKNOWN;
      const owed = books.owed(account);
      if (owed === undefined) return ok({ state: "settled" });
      const { orderId, amount, currency, dueDate, overdue } = owed;
      return ok({ state: overdue ? "overdue" : "due", orderId, amount, currency, dueDate });
    },
    resetPassword: ({ path, body }) => {
      const account = books.account(path["accountId"] as string);
      return account ? send(account.accountNumber, (body as { language: string }).language, "password") : UNKNOWN;
    },
  };
}

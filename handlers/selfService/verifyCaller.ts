import type { AskedBy } from "../askedApis";
import { NONE } from "../contracts";
import { callerNumberOf } from "../shared/callerNumber";
import { type ApiClient, ApiRefused, ApiUnavailable, type Shape } from "../shared/apiClient";
import { callOf, type VerificationMethod } from "../shared/callState";
import { withinDeadline } from "../shared/deadline";
import { Undecipherable } from "../shared/decrypt";
import { hashOf } from "../shared/hashOf";
import { type Answer, answer, type LookupEvent, quoted, requireParameter } from "../shared/lookup";
import { MalformedEvent } from "../shared/malformedEvent";
import { own } from "../shared/own";
import { areDigits, jsonBytes, opened, overwritten, type SecretJson } from "../shared/overwritten";
import { accepted, filing, verification } from "./companyApi";
import type { SecureDeps as DepsOf, SecureHandler } from "./secureDeps";

type SecureDeps = DepsOf<"verifyCaller">;
type Client = ApiClient<AskedBy<"verifyCaller">>;

interface Task {
  /** Names of the parameters with what the caller keyed, and how many digits each may have. */
  readonly keyed: Readonly<Record<string, readonly [minimum: number, maximum: number]>>;
  readonly path: string;
  /** How the task proves who the caller is. Left out: it sends the code that can. */
  readonly proves?: VerificationMethod;
}

const ACCOUNT_NUMBER = [8, 8] as const;
const TASKS: Readonly<Record<string, Task>> = {
  pin: { keyed: { accountNumber: ACCOUNT_NUMBER, pin: [4, 8] }, path: "/accounts/verify", proves: "pin" },
  code: { keyed: { accountNumber: ACCOUNT_NUMBER, code: [6, 6] }, path: "/codes/verify", proves: "one_time_code" },
  sendCode: { keyed: { accountNumber: ACCOUNT_NUMBER }, path: "/codes" },
};

const only = (result: string): Answer => ({ result, customerId: NONE, accountState: NONE });

/**
 * Proves who the caller is, or sends the code that can prove it. Every try is counted before anybody
 * is asked, so that tries side by side cannot exceed the limit, and a locked account stays locked for
 * the right PIN too. The same messages of the same call are the same try: who asks again has its answer.
 */
export const verifyCaller: SecureHandler<"verifyCaller"> = (event, deps) =>
  withinDeadline(async () => {
    const name = requireParameter(event, "task");
    if (name === "unreadable") {
      deps.journal.failed(event, new Undecipherable());
      return answer(event, only("unavailable"));
    }
    const task = own(TASKS, name);
    if (task === undefined) throw new MalformedEvent(`There is no task ${quoted(name)}.`);
    // Before a try is counted: a flow that asks for what nothing answers could not be told of it.
    answer(event, only("unavailable"));
    const reply = await triedOnce(name, task, event, deps).catch((error: unknown) => {
      deps.journal.failed(event, error);
      return only("unavailable");
    });
    return answer(event, reply);
  });

/** What the caller keyed, encrypted, by the name of its parameter. */
type Messages = Readonly<Record<string, string>>;

async function triedOnce(name: string, task: Task, event: LookupEvent, deps: SecureDeps): Promise<Answer> {
  const messages = Object.fromEntries(Object.keys(task.keyed).map((key) => [key, requireParameter(event, key)]));
  const question = hashOf(callOf(event), name, ...Object.values(messages));
  const before = await deps.callState.replyTo(question);
  if (before !== undefined) return before;
  const reply = await tried(task, messages, event, deps);
  if (task.proves === undefined && reply["result"] === "locked") deps.journal.noted(event, "CodesOverBudget");
  // Where nothing was decided there is nothing to keep. A reply that cannot be kept is right all the same.
  if (reply["result"] !== "unavailable")
    await deps.callState.keepReply(question, reply).catch((error: unknown) => deps.journal.failed(event, error));
  return reply;
}

/** A try, for which the caller was counted. */
interface Try {
  readonly task: Task;
  readonly event: LookupEvent;
  readonly client: Client;
  /** The caller's number, or undefined where it is withheld. */
  readonly number: string | undefined;
  /** Whether the caller has tries left. */
  readonly isFree: boolean;
  /** Takes the caller's try back. */
  readonly giveBack: () => Promise<void>;
}

/** What the caller keyed, by the name of its parameter. */
type Keyed = Readonly<Record<string, Buffer>> & { readonly accountNumber: Buffer };

async function tried(task: Task, messages: Messages, event: LookupEvent, deps: SecureDeps): Promise<Answer> {
  const { callState, decryptor, journal, limits } = deps;
  const call = callOf(event);
  const number = callerNumberOf(event);
  // Who withholds the number is known by the call alone.
  const caller = number ?? call;
  const client = await deps.systems(event);
  const [what, ofCaller] =
    task.proves === undefined
      ? (["codesForCaller", limits.codesForCaller] as const)
      : (["caller", limits.caller] as const);
  // The caller first: who is locked cannot lock the accounts of others.
  const isFree = await callState.count(what, caller, ofCaller);
  if (!isFree && (task.proves === undefined || number === undefined)) return only("locked");
  const giveBack = async (): Promise<void> => {
    if (isFree) await callState.giveBack(what, caller, ofCaller);
  };
  if (!(await callState.bind(call, Object.values(messages)))) return only("failed");
  try {
    return await opened(decryptor, messages, async (keyed) => {
      if (!Object.entries(task.keyed).every(([key, digits]) => areDigits(keyed[key] as Buffer, ...digits)))
        return only("failed");
      const one = { task, event, client, number, isFree, giveBack };
      return task.proves === undefined
        ? sent(one, keyed as Keyed, deps)
        : proven(task.proves, one, keyed as Keyed, deps);
    });
  } catch (error) {
    if (!(error instanceof Undecipherable)) throw error;
    journal.failed(event, error);
    // Our failure and not the caller's, who did nothing wrong; but whoever sends what nobody can read has tried.
    return only("unavailable");
  }
}

/** Has the company's system compare what proves who the caller is. */
async function proven(
  method: VerificationMethod,
  { task, event, client, number, isFree, giveBack }: Try,
  keyed: Keyed,
  { callState, limits }: SecureDeps,
): Promise<Answer> {
  const { accountNumber } = keyed;
  const isOnFile = () => onFile(client, accountNumber, number as string);
  const proof = await callState.begin(accountNumber, { number, isFree, isOnFile }, limits.account);
  if (proof === undefined) return only("locked");
  const reply = await asked(client, task.path, keyed, verification);
  if ("unserved" in reply) {
    await (reply.isUnseen ? Promise.all([proof.giveBack(), giveBack()]) : proof.unanswered());
    return only(reply.unserved);
  }
  const { account } = reply;
  if (account === undefined) return only("failed");
  await callState.verify(callOf(event), account.accountId, method);
  // An account's owner may have mistyped. A caller's other tries stay counted: they were for other accounts.
  await Promise.all([proof.passed(), giveBack()]);
  return { result: "passed", customerId: account.accountId, accountState: account.state };
}

/** Has a code sent. Whatever the account number: whether there is such an account is not told. */
async function sent(
  { task, event, client, giveBack }: Try,
  keyed: Keyed,
  { callState, limits }: SecureDeps,
): Promise<Answer> {
  const ofAccount = ["codesToAccount", keyed.accountNumber, limits.codesToAccount] as const;
  const ofAll = ["codesOfEnvironment", requireParameter(event, "environment"), limits.codesOfEnvironment] as const;
  const unsent = () => Promise.all([giveBack(), callState.giveBack(...ofAccount)]);
  const language = requireParameter(event, "language");
  if (!(await callState.count(...ofAccount))) return only("locked");
  if (!(await callState.count(...ofAll))) {
    await unsent();
    return only("locked");
  }
  const reply = await asked(client, task.path, { ...keyed, language }, accepted);
  if (!("unserved" in reply)) return only("sent");
  if (reply.isUnseen) await Promise.all([unsent(), callState.giveBack(...ofAll)]);
  return only(reply.unserved);
}

/** A system that gave no answer to go by. */
interface Unserved {
  readonly unserved: "locked" | "unavailable";
  /** Whether it is certain that the system never saw the request: only such a try was none. */
  readonly isUnseen: boolean;
}

const TOO_MANY_REQUESTS = 429;

const asked = <Reply>(client: Client, path: string, body: SecretJson, shape: Shape<Reply>): Promise<Reply | Unserved> =>
  overwritten(jsonBytes(body), (bytes) =>
    client.post("accounts", path, bytes, shape).catch((error: unknown): Unserved => {
      if (error instanceof ApiRefused)
        return { unserved: error.status === TOO_MANY_REQUESTS ? "locked" : "unavailable", isUnseen: false };
      if (error instanceof ApiUnavailable) return { unserved: "unavailable", isUnseen: !error.mayHaveActed };
      throw error;
    }),
  );

/** Whether a number is on file for an account; undefined where the system does not tell. */
async function onFile(client: Client, accountNumber: Buffer, phoneNumber: string): Promise<boolean | undefined> {
  const reply = await asked(client, "/accounts/numbers", { accountNumber, phoneNumber }, filing);
  return "unserved" in reply ? undefined : reply.onFile;
}

import type { AskedBy } from "../askedApis";
import { NONE } from "../contracts";
import { callerNumberOf } from "../shared/callerNumber";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../shared/apiClient";
import { callOf, type LIMITS, type VerificationMethod } from "../shared/callState";
import { withinDeadline } from "../shared/deadline";
import { Undecipherable } from "../shared/decrypt";
import { hashOf } from "../shared/hashOf";
import { type Answer, answer, type LookupEvent, quoted, requireParameter } from "../shared/lookup";
import { MalformedEvent } from "../shared/malformedEvent";
import { own } from "../shared/own";
import { areDigits, jsonBytes, opened, overwritten, type SecretJson } from "../shared/overwritten";
import { accepted, verification } from "./companyApi";
import type { SecureDeps as DepsOf, SecureHandler } from "./secureDeps";

type SecureDeps = DepsOf<"verifyCaller">;

type Counted = keyof typeof LIMITS;

interface Task {
  /** Names of the parameters with what the caller keyed, and how many digits each may have. */
  readonly keyed: Readonly<Record<string, readonly [minimum: number, maximum: number]>>;
  /** What is counted of the caller, and of the account. */
  readonly counted: readonly [caller: Counted, account: Counted];
  readonly path: string;
  /** How the task proves who the caller is. */
  readonly proves?: VerificationMethod;
}

const ACCOUNT_NUMBER = [8, 8] as const;
const TASKS: Readonly<Record<string, Task>> = {
  pin: {
    keyed: { accountNumber: ACCOUNT_NUMBER, pin: [4, 8] },
    counted: ["caller", "account"],
    path: "/accounts/verify",
    proves: "pin",
  },
  code: {
    keyed: { accountNumber: ACCOUNT_NUMBER, code: [6, 6] },
    counted: ["caller", "account"],
    path: "/codes/verify",
    proves: "one_time_code",
  },
  sendCode: { keyed: { accountNumber: ACCOUNT_NUMBER }, counted: ["codesForCaller", "codesToAccount"], path: "/codes" },
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
  // Where nothing was decided there is nothing to keep. A reply that cannot be kept is right all the same.
  if (reply["result"] !== "unavailable")
    await deps.callState.keepReply(question, reply).catch((error: unknown) => deps.journal.failed(event, error));
  return reply;
}

async function tried(task: Task, messages: Messages, event: LookupEvent, deps: SecureDeps): Promise<Answer> {
  const { callState, decryptor } = deps;
  const [ofCaller, ofAccount] = task.counted;
  const call = callOf(event);
  // Who withholds the number is known by the call alone.
  const caller = callerNumberOf(event) ?? call;
  const client = await deps.systems(event);
  // The caller first: who is locked cannot lock the accounts of others.
  if (!(await callState.count(ofCaller, caller))) return only("locked");
  if (!(await callState.bind(call, Object.values(messages)))) return only("failed");
  try {
    return await opened(decryptor, messages, async (keyed) => {
      const { accountNumber } = keyed as { accountNumber: Buffer };
      if (!Object.entries(task.keyed).every(([key, limits]) => areDigits(keyed[key] as Buffer, ...limits)))
        return only("failed");
      if (!(await callState.count(ofAccount, accountNumber))) return only("locked");
      const giveBack = () =>
        Promise.all([callState.giveBack(ofCaller, caller), callState.giveBack(ofAccount, accountNumber)]);
      const reply = await asked(task, client, {
        ...keyed,
        ...(task.proves === undefined && { language: requireParameter(event, "language") }),
      }).catch(resultOf);
      if (reply === "unavailable") await giveBack();
      if (typeof reply === "string") return only(reply);
      await callState.verify(call, reply.accountId, task.proves as VerificationMethod);
      // An account's owner may have mistyped. A caller's other tries stay counted: they were for other accounts.
      await Promise.all([callState.clear(ofAccount, accountNumber), callState.giveBack(ofCaller, caller)]);
      return { result: "passed", customerId: reply.accountId, accountState: reply.state };
    });
  } catch (error) {
    if (!(error instanceof Undecipherable)) throw error;
    deps.journal.failed(event, error);
    // Our failure and not the caller's, who did nothing wrong; but whoever sends what nobody can read has tried.
    return only("unavailable");
  }
}

type Account = { readonly accountId: string; readonly state: string };

/** Asks the company's system: an account where one was proven, else the result. */
const asked = (
  { path, proves }: Task,
  client: ApiClient<AskedBy<"verifyCaller">>,
  body: SecretJson,
): Promise<Account | "sent" | "failed"> =>
  overwritten(jsonBytes(body), async (bytes) => {
    if (proves !== undefined) return (await client.post("accounts", path, bytes, verification)).account ?? "failed";
    await client.post("accounts", path, bytes, accepted);
    return "sent";
  });

const TOO_MANY_REQUESTS = 429;

function resultOf(error: unknown): "locked" | "unavailable" {
  if (error instanceof ApiRefused) return error.status === TOO_MANY_REQUESTS ? "locked" : "unavailable";
  if (error instanceof ApiUnavailable) return "unavailable";
  throw error;
}

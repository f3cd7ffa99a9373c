import { randomInt } from "node:crypto";
import { verifyCaller } from "../../handlers/selfService/verifyCaller";
import { type ApiClient, ApiRefused, ApiUnavailable } from "../../handlers/shared/apiClient";
import type { CallState } from "../../handlers/shared/callState";
import { DEFAULT_VERIFICATION_POLICY, verificationLimitsOf } from "../../handlers/shared/verificationPolicy";
import { drawsOf } from "../random";
import { contact, NOON, type Stage } from "./stage";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Small limits, so that few tries reach them. */
const POLICY = {
  ...DEFAULT_VERIFICATION_POLICY,
  triesPerAccount: 2,
  triesFromOwnNumber: 2,
  triesPerCaller: 3,
  triesPerCallerADay: 5,
  failuresPerAccount: 5,
  failuresFromOwnNumber: 3,
};

/** What becomes of a request: the company's system gives a verdict, or none, or never sees it. */
const FATES = ["verdict", "verdict", "verdict", "refused", "failed", "unseen"] as const;
type Fate = (typeof FATES)[number];

/** One try, and what became of it. */
interface Guess {
  readonly account: string;
  /** The number that was presented, or undefined where it was withheld. */
  readonly number: string | undefined;
  readonly isOwner: boolean;
  /** Minutes since the beginning. */
  readonly at: number;
  readonly fate: Fate;
  /** Whether the company's system saw it: only then somebody may have learned something. */
  readonly isSeen: boolean;
  readonly result: string;
}

const RIGHT = "1111";
const WRONG = "0000";

/** The number that an owner calls from. */
const ownNumberOf = (account: string): string => `+1514${account.slice(1)}`;

/**
 * Owners who try their own account from their own number, and others who guess at all accounts: from a number each
 * time another, from one that stays, from a withheld one, and from the owners' own, which they forge.
 */
export async function guessesOf(stage: Stage, seed: string, steps: number): Promise<readonly Guess[]> {
  const { below, of } = drawsOf(seed);
  const anyNumber = (): string => String(randomInt(10_000_000, 99_999_999));
  const accounts = [anyNumber(), anyNumber()];
  const stays = `+1416${anyNumber()}`;
  const guesses: Guess[] = [];
  const deps = stage.deps({
    decryptor: { decrypt: (message) => Promise.resolve(Buffer.from(message)) },
    limits: verificationLimitsOf(JSON.stringify(POLICY)),
  });
  // The same digits are another message each time, in another call.
  const callState: CallState = {
    ...deps.callState,
    bind: () => Promise.resolve(true),
    replyTo: () => Promise.resolve(undefined),
    keepReply: () => Promise.resolve(),
  };
  let at = 0;
  const guess = async (account: string, number: string | undefined, isOwner: boolean, fate: Fate): Promise<void> => {
    stage.clock.now = new Date(NOON.getTime() + at * MINUTE_MS);
    let isSeen = false;
    const client = clientOf(fate, () => (isSeen = true));
    const { result = "" } = await stage.ask(
      verifyCaller,
      contact(number ?? null),
      { task: "pin", keys: "result", accountNumber: account, pin: isOwner ? RIGHT : WRONG },
      { ...deps, callState, systems: () => Promise.resolve(client) },
    );
    guesses.push({ account, number, isOwner, at, fate, isSeen, result });
  };
  for (const account of accounts) await guess(account, ownNumberOf(account), true, "verdict");
  for (let step = 0; step < steps; step++) {
    // Moments are further apart than a window is long: each window has the tries of one moment.
    at += of([0, 0, 0, 0, 0, 31, 200, 1500]);
    const account = of(accounts);
    const isOwner = below(20) === 0;
    const forged = of([`+1647${anyNumber()}`, `+1647${anyNumber()}`, stays, undefined, ownNumberOf(of(accounts))]);
    await guess(account, isOwner ? ownNumberOf(account) : forged, isOwner, of(FATES));
  }
  return guesses;
}

/** The company's systems, where every account has the same PIN and no number is known to be on file. */
function clientOf(fate: Fate, seen: () => void): ApiClient {
  const answered = (path: string, body: Buffer): object => {
    if (path !== "/accounts/verify") throw new ApiRefused("accounts", 404);
    if (fate === "unseen") throw new ApiUnavailable("accounts", "not reached");
    seen();
    if (fate === "refused") throw new ApiRefused("accounts", 401);
    if (fate === "failed") throw new ApiUnavailable("accounts", "failed", true);
    return body.includes(`"${RIGHT}"`) ? { account: { accountId: "A-1", state: "current" } } : {};
  };
  return {
    post: async (_, path, body) => Promise.resolve(answered(path, body as Buffer) as never),
  } as Partial<ApiClient> as ApiClient;
}

/** What is wrong with a history, in words. */
export const wrongWith = (guesses: readonly Guess[]): readonly string[] => [
  ...groupsOf(guesses, ({ account }) => account)
    .flatMap(streaksOf)
    .flatMap(wrongWithStreak),
  ...groupsOf(
    guesses.filter(({ account, number }) => number !== undefined && number !== ownNumberOf(account)),
    ({ number }) => number as string,
  ).flatMap((ofPlace) => [
    ...tooMany("of one place in the window", ofPlace, POLICY.triesPerCaller, POLICY.windowMinutes),
    // A day begins with its first try, so any 24 hours touch two days at the most.
    ...tooMany("of one place in a day", ofPlace, 2 * POLICY.triesPerCallerADay, DAY_MINUTES),
  ]),
];

function wrongWithStreak(streak: readonly Guess[]): readonly string[] {
  const elsewhere = streak.filter(({ account, number }) => number !== ownNumberOf(account));
  const { triesPerAccount, triesFromOwnNumber, failuresPerAccount, failuresFromOwnNumber, windowMinutes } = POLICY;
  const shutOut = streak.filter(
    ({ isOwner, fate, result }, place) =>
      isOwner &&
      fate === "verdict" &&
      result !== "passed" &&
      seenOf(streak.slice(0, place)).filter((one) => !elsewhere.includes(one)).length < triesFromOwnNumber,
  );
  return [
    ...tooMany("for an account in the window", streak, triesPerAccount + triesFromOwnNumber, windowMinutes),
    ...tooMany("from elsewhere in the window", elsewhere, triesPerAccount, windowMinutes),
    ...tooMany("for an account in a row", streak, failuresPerAccount + failuresFromOwnNumber),
    ...tooMany("from elsewhere in a row", elsewhere, failuresPerAccount),
    ...shutOut.map(({ at }) => `An owner was shut out at minute ${at}, who had not used the own number's tries up.`),
  ];
}

const seenOf = (guesses: readonly Guess[]): readonly Guess[] =>
  guesses.filter(({ isSeen, result }) => isSeen && result !== "passed");

/** Whether there were more than so many within so many minutes. */
function tooMany(what: string, guesses: readonly Guess[], limit: number, minutes = Infinity): readonly string[] {
  const seen = seenOf(guesses);
  const most = Math.max(0, ...seen.map(({ at }) => seen.filter((one) => one.at >= at && one.at < at + minutes).length));
  return most > limit ? [`${most} guesses ${what}, and not ${limit}.`] : [];
}

/** A streak ends with a proof. */
const streaksOf = (guesses: readonly Guess[]): readonly (readonly Guess[])[] =>
  guesses.reduce<Guess[][]>(
    (streaks, guess) => {
      streaks.at(-1)?.push(guess);
      if (guess.result === "passed") streaks.push([]);
      return streaks;
    },
    [[]],
  );

const groupsOf = (guesses: readonly Guess[], nameOf: (guess: Guess) => string): readonly (readonly Guess[])[] =>
  [...new Set(guesses.map(nameOf))].map((name) => guesses.filter((guess) => nameOf(guess) === name));

import { NONE } from "./contracts";
import type { NumberRow } from "./rows";
import { readingsOf, refusalOf } from "./shared/callable";
import type { Callbacks } from "./shared/callbacks";
import { callerNumberOf, dialedNumberOf } from "./shared/callerNumber";
import { callOf, type Verifications } from "./shared/callState";
import type { Journal } from "./shared/journal";
import { type Answer, answer, type LookupEvent, parameter, requireParameter } from "./shared/lookup";

export interface CallbackDeps {
  /** The row of a dialed number, whether it is active or not. */
  readonly numberRow: (e164: string) => Promise<NumberRow | undefined>;
  readonly callbacks: Callbacks;
  readonly verifications: Pick<Verifications, "forget">;
  readonly journal: Pick<Journal, "noted">;
}

/**
 * Says whether a callback may go to the number that a caller shows or keys in, and opens it. What may be called is the
 * rule of `refusalOf` in the countries of the dialed number; numbers of the company itself are not called. Who leaves a
 * callback is nobody that is known from then on, because somebody else may answer it.
 */
export async function checkCallback(event: LookupEvent, deps: CallbackDeps): Promise<Answer> {
  const keyed = parameter(event, "number");
  if (requireParameter(event, "task") === "close") {
    const number = keyed ?? callerNumberOf(event);
    if (number !== undefined) await deps.callbacks.close(number);
    return answer(event, { result: "closed", number: NONE });
  }
  const { result, number = NONE } = await opened(event, keyed, deps);
  if (result === "refused" || result === "limited") deps.journal.noted(event, "CallbacksOverBudget");
  return answer(event, { result, number });
}

interface Opened {
  readonly result: "allowed" | "refused" | "invalid" | "open" | "limited";
  readonly number?: string;
}

async function opened(event: LookupEvent, keyed: string | undefined, deps: CallbackDeps): Promise<Opened> {
  const caller = callerNumberOf(event);
  const country = requireParameter(event, "country");
  const readings = keyed === undefined ? [caller ?? NONE] : readingsOf(keyed, country);
  const dialed = dialedNumberOf(event);
  const row = dialed === undefined ? undefined : await deps.numberRow(dialed);
  const countries = row?.callbackCountries?.split(" ") ?? [country];
  const refusals = readings.map((number) => refusalOf(number, countries));
  const number = readings[refusals.indexOf(undefined)];
  if (number === undefined) return { result: refusals.every(isNoNumber) ? "invalid" : "refused" };
  if ((await deps.numberRow(number)) !== undefined) return { result: "refused" };
  const call = callOf(event);
  const result = await deps.callbacks.open({
    call,
    number,
    caller,
    environment: requireParameter(event, "environment"),
  });
  if (result !== "opened") return { result };
  await deps.verifications.forget(call);
  return { result: "allowed", number };
}

const isNoNumber = (refusal: ReturnType<typeof refusalOf>): boolean =>
  refusal === "it cannot be a telephone number" || refusal === "no such number is known in its country";

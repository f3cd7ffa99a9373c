import type { ApiName, Answer, LookupEvent } from "../../handlers";
import { apiClient, type ApiUnavailable } from "../../handlers/shared/apiClient";
import { circuitBreaker } from "../../handlers/shared/circuitBreaker";
import type { CompanySystems } from "../../handlers/shared/companySystems";
import type { Backend } from "../../local/emulator/backend/server";

/** The backend as a function reaches it for one call, but for some of its systems. */
export function systemsOf(
  { url }: Backend,
  { without = [], told = [] }: { without?: readonly ApiName[]; told?: ApiUnavailable[] } = {},
): CompanySystems {
  const row = { url, timeoutMs: "2500" };
  const profile = Object.fromEntries(
    (["accounts", "orders", "payments"] as const).filter((api) => !without.includes(api)).map((api) => [api, row]),
  );
  const deps = {
    secrets: { read: () => Promise.reject(new Error("There is no secret.")) },
    unavailable: (error: ApiUnavailable) => void told.push(error),
    breakerOf: () => circuitBreaker(Date.now),
  };
  return () => Promise.resolve(apiClient(profile, deps));
}

/** A call as Connect describes it to a function, which asks for all that the function can answer. */
export const eventOf = (
  answers: readonly string[],
  parameters: Readonly<Record<string, string>>,
  caller: string | null,
): LookupEvent => ({
  Details: {
    ContactData: {
      ContactId: "contact-2",
      InitialContactId: "contact-1",
      CustomerEndpoint: caller === null ? null : { Address: caller },
    },
    Parameters: { ...parameters, keys: answers.join(" ") },
  },
});

/** What of an answer is something. */
export const something = (answer: Answer): Answer =>
  Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== "none"));

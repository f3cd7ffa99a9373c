import { describedOperations } from "../../local/emulator/backend/description";
import { type Backend, startBackend } from "../../local/emulator/backend/server";

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** Whether the answer is as the description says. */
  readonly asDescribed: boolean;
}

export interface TestBackend extends Backend {
  ask(method: "GET" | "POST", path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
}

/** A backend that is asked over HTTP, by a client that knows nothing but the description. */
export async function startTestBackend(options?: Parameters<typeof startBackend>[0]): Promise<TestBackend> {
  const backend = await startBackend(options);
  return {
    ...backend,
    ask: async (method, path, body, headers = {}) => {
      const response = await fetch(backend.url + path, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const answer = (await response.json()) as Record<string, unknown>;
      const operation = describedOperations().find(
        (described) => described.method === method && described.match(new URL(path, backend.url).pathname),
      );
      return { status: response.status, body: answer, asDescribed: operation?.gives(response.status, answer) ?? false };
    },
  };
}

/** Accounts of Example Corp as docs/backend.md tells them. */
export const ALEX = { accountId: "A-1001", accountNumber: "48210937", pin: "9046", phoneNumber: "+12025550143" };
export const CAMILLE = { accountId: "A-1002", accountNumber: "73051824", pin: "3381", phoneNumber: "+14165550143" };
export const NOBODY = { accountId: "A-9999", accountNumber: "99999999", pin: "1234", phoneNumber: "+14165550199" };

export const APPROVED = "4242424242424242";
export const DECLINED = "4000000000000002";
export const PENDING = "4000000000003220";
export const card = (number: string) => ({ number, expiryMonth: "12", expiryYear: "2030", securityCode: "123" });

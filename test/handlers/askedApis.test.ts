import { expect } from "chai";
import * as v from "valibot";
import type { AskedBy, AskingRole } from "../../handlers/askedApis";
import type { IdentifyCallerDeps } from "../../handlers/selfService/identifyCaller";
import { dueOf } from "../../handlers/selfService/companyApi";
import type { SecureDeps } from "../../handlers/selfService/secureDeps";
import { type ApiClient, ApiUnavailable, apiClient } from "../../handlers/shared/apiClient";
import type { LookupEvent } from "../../handlers/shared/lookup";

const EVENT = {} as LookupEvent;
const any = v.object({});
const systems = (): Promise<ApiClient> =>
  Promise.resolve(
    apiClient({}, { secrets: { read: () => Promise.reject(new Error()) }, unavailable: () => undefined }),
  );

/** The client that the function of a role has. */
const clientOf = <Role extends AskingRole>(): Promise<ApiClient<AskedBy<Role>>> => systems();

/** Each mistake stands on the one line below its mark, which the compiler refuses where nothing is wrong. */
describe("a function that asks a system it has no token for", () => {
  it("does not compile", async () => {
    const identify = await ({ systems } as IdentifyCallerDeps).systems(EVENT);
    const verify = await ({ systems } as unknown as SecureDeps<"verifyCaller">).systems(EVENT);
    const pay = await ({ systems } as unknown as SecureDeps<"takePayment">).systems(EVENT);
    const settle = await clientOf<"settlePayments">();
    const asked: (() => unknown)[] = [
      () => identify.get("accounts", "/", any),
      // @ts-expect-error it asks accounts alone
      () => identify.get("orders", "/", any),
      () => verify.post("accounts", "/", {}, any),
      // @ts-expect-error it asks accounts alone
      () => verify.post("payments", "/", {}, any),
      // @ts-expect-error what is due is the order system's to say
      () => dueOf(verify, "O-1", "A-1"),
      () => pay.get("orders", "/", any),
      // @ts-expect-error who the caller is was found out before
      () => pay.get("accounts", "/", any),
      () => settle.get("payments", "/", any),
      // @ts-expect-error it knows no caller
      () => settle.systemOf("accounts"),
    ];
    // Nothing is configured here, so that each says the same where it runs all the same.
    for (const ask of asked)
      expect(
        await Promise.resolve()
          .then(ask)
          .catch((e: unknown) => e),
      ).to.be.instanceOf(ApiUnavailable);
  });
});

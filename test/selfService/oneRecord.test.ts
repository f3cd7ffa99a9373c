import { createServer } from "node:http";
import { expect } from "chai";
import { after, before } from "mocha";
import { contracts } from "../../handlers";
import { identifyCaller } from "../../handlers/selfService/identifyCaller";
import { companySystems } from "../../handlers/shared/companySystems";
import { bodyOf, type Loopback, onLoopback } from "../../local/emulator/loopback";
import { ENVIRONMENT } from "../handlers/rows";
import { NAMES, startTables, type TestTables } from "../handlers/tables";
import { eventOf } from "./company";

const [ODD, OTHER] = ["+14165550101", "+14165550102"];
const ACCOUNT = { accountId: "A-1", state: "current" };
/** More calls in a row than a system is given. */
const CALLS = 6;

describe("The record of one customer", () => {
  let tables: TestTables;
  let accounts: Loopback;
  /** What the accounts answer about that customer. */
  let odd: readonly [status: number, body: string] = [200, ""];
  before(async () => {
    tables = await startTables();
    process.env["ENVIRONMENTS_TABLE"] = NAMES.environments;
    accounts = await onLoopback(
      createServer((request, response) => {
        void bodyOf(request).then((body) => {
          const [status, text] = body.includes(ODD) ? odd : [200, JSON.stringify({ account: ACCOUNT })];
          response.writeHead(status).end(text);
        });
      }),
    );
    const api = { url: accounts.url, timeoutMs: "1000" };
    await tables.put("environments", { ...ENVIRONMENT, apis: { default: { accounts: api } } });
  });
  after(async () => {
    delete process.env["ENVIRONMENTS_TABLE"];
    await accounts.close();
    await tables.close();
  });

  const nothing = (): void => undefined;
  const identityOf = async (caller: string | undefined): Promise<string | undefined> => {
    const systems = companySystems({ failed: nothing, unavailable: nothing, noted: nothing });
    const parameters = { environment: "dev", apiProfile: "default", greetByName: "yes" };
    const event = eventOf(contracts.identifyCaller.answers, parameters, caller ?? null);
    return (await identifyCaller(event, { systems }))["identity"];
  };

  const records: readonly (readonly [what: string, answer: readonly [number, string], identity: string])[] = [
    ["has a name that is too long", [200, JSON.stringify({ account: { ...ACCOUNT, name: "x".repeat(61) } })], "known"],
    ["is in a state that nobody knows", [200, JSON.stringify({ account: { ...ACCOUNT, state: "?" } })], "unknown"],
    ["is no JSON", [200, "<html>"], "unknown"],
    ["is larger than anybody reads", [200, JSON.stringify({ account: "x".repeat(70_000) })], "unknown"],
    ["breaks the system", [500, ""], "unknown"],
  ];
  for (const [what, answer, identity] of records)
    it(`takes nothing from others where it ${what}`, async () => {
      odd = answer;
      for (let call = 0; call < CALLS; call++) expect(await identityOf(ODD)).to.equal(identity);
      expect(await identityOf(OTHER)).to.equal("known");
    });
});

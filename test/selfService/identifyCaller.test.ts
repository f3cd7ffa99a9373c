import { expect } from "chai";
import { after, before, beforeEach } from "mocha";
import { contracts } from "../../handlers";
import { identifyCaller } from "../../handlers/selfService/identifyCaller";
import type { CompanySystems } from "../../handlers/shared/companySystems";
import { type Backend, startBackend } from "../../local/emulator/backend/server";
import { CAMILLE, NOBODY } from "../backend/described";
import { eventOf, systemsOf } from "./company";

const UNKNOWN = { identity: "unknown", customerId: "none", name: "none" };
/** Camille owes: a number tells nobody so. */
const CAMILLE_KNOWN = { identity: "known", customerId: "A-1002", name: "Camille" };

describe("identifyCaller", () => {
  let backend: Backend;
  before(async () => (backend = await startBackend()));
  beforeEach(() => backend.reset());
  after(() => backend.close());

  const ask = (caller: string | null, greetByName = "yes", systems: CompanySystems = systemsOf(backend)) =>
    identifyCaller(eventOf(contracts.identifyCaller.answers, { greetByName }, caller), { systems });

  it("knows the caller by the number, and the name where the country greets by name", async () => {
    expect(await ask(CAMILLE.phoneNumber)).to.deep.equal(CAMILLE_KNOWN);
    expect(await ask(CAMILLE.phoneNumber, "no")).to.deep.equal({ ...CAMILLE_KNOWN, name: "none" });
  });

  it("tells flows of the release before, which ask for it, no account's state", async () => {
    const { accountState } = await identifyCaller(eventOf(["accountState"], {}, CAMILLE.phoneNumber), {
      systems: systemsOf(backend),
    });
    expect(accountState).to.equal("none");
  });

  it("knows nobody by a number that is unknown, withheld or none", async () => {
    for (const caller of [NOBODY.phoneNumber, null, "anonymous", "", "+1"])
      expect(await ask(caller), String(caller)).to.deep.equal(UNKNOWN);
  });

  it("asks nobody about a number that is withheld", async () => {
    await ask(null);
    await ask("anonymous");
    await backend.close();
    expect(backend.log).to.deep.equal([]);
    backend = await startBackend();
  });

  it("knows nobody while the accounts are missing or down", async () => {
    expect(await ask(CAMILLE.phoneNumber, "yes", systemsOf(backend, { without: ["accounts"] }))).to.deep.equal(UNKNOWN);
    for (const fault of ["failing", "malformed"] as const) {
      backend.faults.set("accounts", fault);
      expect(await ask(CAMILLE.phoneNumber), fault).to.deep.equal(UNKNOWN);
    }
  });
});

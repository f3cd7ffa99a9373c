import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { expect } from "chai";
import { before } from "mocha";
import type { Json } from "../../flowLanguage";
import { decryptor } from "../../handlers/shared/decrypt";
import { machineKeyPair } from "../../local/emulator/keys";
import type { Instance } from "../../local/simulator/instance";
import { compare, failed, lambda, store, text } from "./blocks";
import { call, type FlowJson, keyed, said, type Scene } from "./world";
import type { KeyPair } from "../../local/keys/keyPair";

/** Asks for keys, encrypts them, and hands them to a function. */
const asking = (Key: Json, EncryptionKeyId: Json = "key-1"): FlowJson => ({
  ask: store("which", "16", { InputEncryption: { EncryptionKeyId, Key } }),
  which: compare("$.StoredCustomerInput", { Timeout: "silent" }, "pay"),
  pay: lambda("pay", "end", { card: "$.StoredCustomerInput" }),
  silent: text("Silent.", "end"),
  ...failed,
});

describe("Encrypted input", () => {
  let pair: KeyPair;
  before(async () => (pair = await machineKeyPair()));

  /** What the function was sent. */
  async function sent(flow: FlowJson, keys: string, more: Partial<Scene> = {}): Promise<string[]> {
    const cards: string[] = [];
    await call({
      flows: { main: flow },
      keys,
      functions: {
        pay: ({ Details }) => {
          cards.push(Details.Parameters["card"] as string);
          return {};
        },
      },
      ...more,
    });
    return cards;
  }
  const heard = async (flow: FlowJson, keys = "4111#", securityKeys?: Instance["securityKeys"]) =>
    said(await call({ flows: { main: flow }, keys, ...(securityKeys && { securityKeys }) })).at(-1);
  const keysById = () => Promise.resolve(new Map([["key-1", createPrivateKey(pair.privateKey)]]));

  it("reaches a function as a message that the private key opens", async () => {
    const [message] = await sent(asking(pair.certificate), "4111111111111111");
    expect((await decryptor({ byId: keysById }).decrypt(message as string)).toString()).to.equal("4111111111111111");
  });

  it("stands nowhere in what a call leaves behind", async () => {
    const result = await call({
      flows: { main: asking(pair.certificate) },
      keys: "4111111111111111",
      functions: { pay: () => ({}) },
    });
    expect(keyed(result)).to.deep.equal(["•".repeat(16)]);
    expect(JSON.stringify(result)).not.to.include("4111111111111111");
  });

  it("is the same message for the same keys, so that a call can be repeated, and another for other keys or in another call", async () => {
    const messages = await Promise.all(["4111#", "4111#", "4112#"].map((keys) => sent(asking(pair.certificate), keys)));
    expect(messages[0]).to.deep.equal(messages[1]).and.not.to.deep.equal(messages[2]);
    expect(await sent(asking(pair.certificate), "4111#", { at: "2026-03-02T16:00:00Z" })).not.to.deep.equal(
      messages[0],
    );
  });

  it("is silent as any other", async () => expect(await heard(asking(pair.certificate), "w")).to.equal("Silent."));

  it("takes the error branch where a reference leads to nothing, or to what is no certificate of an RSA key", async () => {
    for (const wrong of ["$.Attributes.none", "none", pair.privateKey])
      expect(await heard(asking(wrong)), wrong).to.equal("Failed.");
    expect(await heard(asking(pair.certificate, "$.Attributes.none"))).to.equal("Failed.");
  });

  it("takes the error branch for a key that the instance does not have, or that did not sign the certificate", async () => {
    const own = new X509Certificate(pair.certificate).publicKey.export({ type: "spki", format: "pem" }).toString();
    const other = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    }).publicKey;
    const flow = { ...asking(pair.certificate), pay: text("Taken.", "end") };
    expect(await heard(flow, "4111#", new Map([["key-1", own]]))).to.equal("Taken.");
    expect(await heard(flow, "4111#", new Map([["key-2", own]]))).to.equal("Failed.");
    expect(await heard(flow, "4111#", new Map([["key-1", other]]))).to.equal("Failed.");
  });
});

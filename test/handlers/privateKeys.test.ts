import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { privateKeys } from "../../handlers/shared/privateKeys";

const pem = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;

describe("The private keys of a secret", () => {
  const [spring, autumn] = [pem(), pem()];
  const keysOf = (text: string, names: Record<string, string>) =>
    privateKeys({ read: () => Promise.resolve(text) }, "arn", names).byId();

  it("are those that the instance has a key for, by its id; others are left alone", async () => {
    const keys = await keysOf(JSON.stringify({ spring, autumn, retired: "-" }), { "id-1": "spring", "id-2": "autumn" });
    expect([...keys.keys()]).to.deep.equal(["id-1", "id-2"]);
    expect(keys.get("id-2")?.equals(createPrivateKey(autumn))).to.equal(true);
  });

  it("may lack one that is not written yet: the other still opens what is its own", async () => {
    expect([
      ...(await keysOf(JSON.stringify({ spring }), { "id-1": "spring", "id-2": "autumn" })).keys(),
    ]).to.deep.equal(["id-1"]);
  });

  it("are parsed once, until the secret holds others; then those of before are gone", async () => {
    const held = { text: JSON.stringify({ spring }) };
    const keys = privateKeys({ read: () => Promise.resolve(held.text) }, "arn", { "id-1": "spring", "id-2": "autumn" });
    const first = await keys.byId();
    expect((await keys.byId()).get("id-1")).to.equal(first.get("id-1"));
    held.text = JSON.stringify({ autumn });
    expect([...(await keys.byId()).keys()]).to.deep.equal(["id-2"]);
  });

  it("are named in no error: a secret that cannot be read is not repeated", async () => {
    for (const text of [spring, JSON.stringify({ spring: spring.slice(0, 400) })]) {
      const error = await keysOf(text, { "id-1": "spring" }).then(() => "none", String);
      expect(error).to.include("Write it with ivr keys").and.not.include(spring.slice(40, 60));
    }
  });
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { before } from "mocha";
import * as library from "../../index";
import { ROOT } from "../support";

interface Schema {
  resources: Record<string, { inputProperties: Record<string, { description?: string }> }>;
  types: Record<string, { properties?: Record<string, { description?: string }> }>;
}

const GOLDEN = join(__dirname, "golden", "schema.json");
type Components = ConstructorParameters<typeof ComponentProvider>[0]["components"];

describe("the components in other languages", function () {
  this.timeout(60_000);
  let schema: Schema;
  before(async () => {
    const classes = Object.values(library).filter(
      (member) => typeof member === "function" && member.prototype instanceof pulumi.ComponentResource,
    );
    const provider = new ComponentProvider({
      components: classes as unknown as Components,
      dirname: ROOT,
      name: "connect-ivr",
    });
    schema = JSON.parse(await provider.getSchema()) as Schema;
  });

  it("have a schema that changes only when somebody means it (UPDATE_GOLDEN=1 writes it)", () => {
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (process.env["UPDATE_GOLDEN"] === "1" || !existsSync(GOLDEN)) writeFileSync(GOLDEN, text);
    expect(text).to.equal(readFileSync(GOLDEN, "utf8"));
  });

  it("document every argument", () => {
    const ours = [
      ...Object.entries(schema.resources).map(([token, { inputProperties }]) => [token, inputProperties] as const),
      ...Object.entries(schema.types).map(([token, { properties }]) => [token, properties ?? {}] as const),
    ];
    for (const [token, properties] of ours)
      for (const [name, { description }] of Object.entries(properties))
        expect(description, `${token} ${name}`).to.be.a("string").with.length.greaterThan(10);
  });
});

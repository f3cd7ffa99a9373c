import { expect } from "chai";
import { after, before } from "mocha";
import type { Run } from "../company";
import { inDeployedStack } from "../deployedStack";
import { ivr as run } from "../prompts/run";
import { contact, type Customer, type Stage, startStage } from "./stage";

const WHO = ["--by", "A. Smith", "--why", "knew the last order"];

describe("ivr accounts unlock", () => {
  let stage: Stage;
  let leave: () => void;
  let customer: Customer;
  before(async () => {
    stage = await startStage();
    customer = stage.customer();
    // The command goes by the clock of this machine.
    stage.clock.now = new Date();
    leave = inDeployedStack();
  });
  after(async () => {
    leave();
    await stage.close();
  });

  const unlock = (...args: readonly string[]): Promise<Run> =>
    run(["accounts", "unlock", ...args], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_ENDPOINT_URL_DYNAMODB: process.env["AWS_ENDPOINT_URL_DYNAMODB"] as string,
    });
  const TABLE = ["--call-state", "callState"];

  it("lets an owner try again who was locked out, once, and leaves who and why, and no number", async () => {
    for (let tries = 0; tries < 4; tries++) await stage.verify(contact(), customer.accountNumber, "00000");
    expect(await stage.verify(contact(), customer.accountNumber, customer.pinKeyed)).to.equal("locked");
    expect(await unlock(customer.accountNumber, ...TABLE, ...WHO)).to.deep.equal({
      code: 0,
      out: "3 failed tries in a row are forgotten, by A. Smith: knew the last order\n",
      err: "",
    });
    const items = JSON.stringify(await stage.tables.stateItems());
    expect(items).to.include("A. Smith").and.not.include(customer.accountNumber);
    expect(await unlock(customer.accountNumber, ...TABLE, ...WHO)).to.deep.include({ code: 1 });
    expect(await stage.verify(contact(), customer.accountNumber, customer.pinKeyed)).to.equal("passed");
  });

  it("refuses what is no account number without repeating it, and wants to know table, who and why", async () => {
    const typed = await unlock("90461", ...TABLE, ...WHO);
    expect(typed).to.deep.include({ code: 2 });
    expect(typed.err).to.include("eight digits").and.not.include("90461");
    expect((await unlock(customer.accountNumber, ...WHO)).err).to.include("pulumi stack output callStateTable");
    expect((await unlock(customer.accountNumber, ...TABLE)).code).to.equal(2);
    const elsewhere = await unlock(customer.accountNumber, "--call-state", "other", ...WHO);
    expect(elsewhere.err).to.include("other is not there");
  });
});

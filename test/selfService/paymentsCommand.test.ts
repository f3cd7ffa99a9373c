import { expect } from "chai";
import { after, afterEach, before, beforeEach } from "mocha";
import type { Run } from "../company";
import { inDeployedStack } from "../deployedStack";
import { ENVIRONMENT } from "../handlers/rows";
import { ivr as run } from "../prompts/run";
import { type Customer, pay, paymentOf, type Stage, startStage } from "./stage";

const HOUR_MS = 3_600_000;

interface Listed {
  readonly open: readonly { readonly id: string; readonly state: string; readonly orderId: string }[];
  readonly settlement?: { readonly settled: number };
}

describe("ivr payments", () => {
  let stage: Stage;
  let leave: () => void;
  let customer: Customer;
  before(async () => {
    stage = await startStage();
    const api = { url: stage.backend.url, timeoutMs: "2500" };
    await stage.tables.put("environments", {
      ...ENVIRONMENT,
      environment: "dev",
      apis: { default: { accounts: api, orders: api, payments: api } },
    });
    leave = inDeployedStack({ payments: "{}" });
  });
  beforeEach(() => {
    // The command goes by the clock of this machine.
    stage.clock.now = new Date();
    customer = stage.customer();
  });
  afterEach(async () => {
    stage.backend.faults.clear();
    await ivr("--settle");
    for (const { id } of (await listed()).open) await ivr("set", id, "paid", "--by", "test", "--why", "the end");
    await ivr("--settle");
    stage.reset();
  });
  after(async () => {
    leave();
    await stage.close();
  });

  const ivr = (...args: string[]): Promise<Run> => {
    const at = args[0] === "set" ? args.length : 0;
    const tables = ["--call-state", "callState", "--environments", "environments"];
    return run(["payments", ...args.slice(0, at), ...tables, ...args.slice(at)], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_ENDPOINT_URL_DYNAMODB: process.env["AWS_ENDPOINT_URL_DYNAMODB"] as string,
    });
  };
  const listed = async (...args: string[]): Promise<Listed> => JSON.parse((await ivr("--json", ...args)).out) as Listed;

  /** A payment that the gateway took and did not answer, nor says anything of. */
  const inDoubt = async (): Promise<string> => {
    stage.backend.faults.set("takePayment", "reset");
    stage.backend.faults.set("getPayment", "failing");
    expect((await pay(stage, await stage.verified(customer), paymentOf(stage, customer.orderId)))["result"]).to.equal(
      "pending",
    );
    stage.backend.faults.set("takePayment", "failing");
    return (await listed()).open[0]?.id as string;
  };

  it("says that nothing is open, and ends with 0", async () => {
    expect(await ivr()).to.deep.equal({ code: 0, out: "Nothing is open.\n", err: "" });
  });

  it("lists a payment in doubt, with what the gateway is asked by, and ends with 1", async () => {
    const id = await inDoubt();
    const { code, out } = await ivr();
    expect(code).to.equal(1);
    expect(out).to.match(new RegExp(`^${id}  doubt, since 20\\d\\d-.*Z\\n  order ${customer.orderId}, `));
    expect(out).to.match(/payment key [0-9a-f]{64}\n$/);
  });

  it("--settle settles what the gateway knows, and charges nothing", async () => {
    await inDoubt();
    const charged = stage.backend.charges.length;
    stage.backend.faults.clear();
    const { settlement, open } = await listed("--settle");
    expect([settlement?.settled, open]).to.deep.equal([1, []]);
    expect(stage.backend.charges).to.have.length(charged);
  });

  it("--settle names what it could not settle, and goes on", async () => {
    await inDoubt();
    stage.backend.faults.clear();
    stage.backend.faults.set("orders", "failing");
    const { code, out, err } = await ivr("--settle");
    expect(code).to.equal(1);
    expect(err).to.include("could not be settled: The orders API is not available: failed.");
    expect(out).to.include("paid, order system not seen to know");
  });

  it("set paid and unpaid settle a doubt by hand, with a trace, and only once", async () => {
    for (const verdict of ["paid", "unpaid"]) {
      customer = stage.customer();
      const id = await inDoubt();
      const set = await ivr("set", id, verdict, "--by", "A. Smith", "--why", "console of the gateway");
      expect(set, set.err).to.deep.include({
        code: 0,
        out: `${id} is set to ${verdict}, by A. Smith: console of the gateway\n`,
      });
      expect((await listed()).open.map(({ state }) => state)).to.deep.equal(
        verdict === "paid" ? ["paid, order system not seen to know"] : [],
      );
      expect((await ivr("set", id, verdict, "--by", "A. Smith", "--why", "again")).code).to.equal(2);
      const item = (await stage.tables.stateItems()).find(
        ({ key }) => String(key).endsWith(customer.orderId) && String(key).startsWith("order#"),
      );
      expect(item?.["trace"]).to.have.length(1);
      stage.backend.faults.clear();
      await ivr("--settle");
    }
  });

  it("set refuses what it does not know, and a payment that a caller is at", async () => {
    const id = await inDoubt();
    const refused = async (...args: string[]): Promise<string> => {
      const { code, err } = await ivr("set", ...args, "--by", "a", "--why", "b");
      expect(code).to.equal(2);
      return err;
    };
    expect(await refused(id, "perhaps")).to.include("perhaps is none of paid, unpaid, told");
    expect(await refused("000000000000", "paid")).to.include("No open payment has the id 000000000000");
    expect(await refused(id, "told")).to.include("in doubt");
    expect((await ivr("set", id, "paid")).code, "without who and why").to.equal(2);
  });

  it("lists an order that nobody paid, and takes it back when its time is over", async () => {
    const asked = { task: "order", keys: "result", productId: "none", lastPurchase: "none" };
    stage.clock.now = new Date(Date.now() - HOUR_MS);
    expect(await stage.serve(await stage.verified(customer), asked)).to.deep.equal({ result: "ordered" });
    expect((await listed()).open.map(({ state }) => state)).to.deep.equal(["order not paid"]);
    expect((await ivr("--settle")).out).to.equal("Looked at 1, settled 1.\nNothing is open.\n");
    expect(stage.backend.reservations().at(-1)?.state).to.equal("cancelled");
  });

  it("says what is missing: tables, instance, index, an answer", async () => {
    expect((await run(["payments"])).err).to.include("--call-state");
    const elsewhere = await run(["payments", "--call-state", "callState", "--environments", "environments"], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_ENDPOINT_URL_DYNAMODB: "http://127.0.0.1:1",
    });
    expect(elsewhere.code).to.equal(2);
    expect(elsewhere.err).to.include("DynamoDB does not answer");
    const unknown = await run(["payments", "--call-state", "other", "--environments", "environments"], {
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_ENDPOINT_URL_DYNAMODB: process.env["AWS_ENDPOINT_URL_DYNAMODB"] as string,
    });
    expect(unknown.err).to.include("pulumi stack output callStateTable");
    expect((await run(["payments", "--call-state", "callState", "--environments", "environments"])).err).to.include(
      "no AWS credentials",
    );
  });
});

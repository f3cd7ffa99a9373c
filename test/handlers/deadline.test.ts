import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { after, before } from "mocha";
import { sdkDeadline, systemsDeadline, withinDeadline } from "../../handlers/shared/deadline";
import { exchange, NoAnswer } from "../../handlers/shared/exchange";
import { stateTable } from "../../handlers/shared/stateTable";
import { doneSlowly } from "../selfService/slowStage";
import { errorOf } from "./rows";

describe("the deadline of an invocation", () => {
  let silent: Server;
  let url: string;
  const endpoint = process.env["AWS_ENDPOINT_URL_DYNAMODB"];
  before(async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  });
  after(async () => {
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });

  const ask = () =>
    exchange({ method: "GET", url: new URL(url), headers: {}, signal: systemsDeadline(), repeatable: true });

  it("gives up systems first, and then the tables", async () => {
    const order: string[] = [];
    const heard = (name: string, signal: AbortSignal | undefined): Promise<void> =>
      new Promise((resolve) => signal?.addEventListener("abort", () => (order.push(name), resolve())));
    await withinDeadline(
      () => Promise.all([heard("tables", sdkDeadline().abortSignal), heard("systems", systemsDeadline())]),
      { answer: 40, systems: 10 },
    );
    expect(order).to.deep.equal(["systems", "tables"]);
  });

  it("is shared by all requests of an invocation, however many there were before", async () => {
    const given = await withinDeadline(
      async () => {
        const errors: Error[] = [];
        for (let time = 0; time < 3; time++) errors.push(await errorOf(ask()));
        return errors;
      },
      { answer: 60, systems: 30 },
    );
    for (const error of given) expect(error).to.be.instanceOf(NoAnswer).and.to.include({ outOfTime: true });
  });

  it("is another one for an invocation beside it, and none is left behind", async () => {
    const [short, long] = await Promise.all([
      withinDeadline(() => errorOf(ask()).then(() => "given up"), { answer: 20, systems: 20 }),
      withinDeadline(
        () => withinDeadline(() => Promise.resolve(systemsDeadline().aborted), { answer: 1000, systems: 1000 }),
        { answer: 0, systems: 0 },
      ),
    ]);
    expect([short, long]).to.deep.equal(["given up", false]);
    expect(sdkDeadline()).to.deep.equal({});
  });

  it("ends a request to a table that does not answer", async () => {
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = url;
    try {
      const began = performance.now();
      await errorOf(withinDeadline(() => stateTable("callState").read("key"), { answer: 50, systems: 40 }));
      expect(performance.now() - began).to.be.below(1000);
    } finally {
      if (endpoint === undefined) delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      else process.env["AWS_ENDPOINT_URL_DYNAMODB"] = endpoint;
    }
  });

  it("is kept by everything that a caller can ask for, and nothing goes on behind an answer", async () => {
    const outcomes = await doneSlowly(
      { tablesMs: 400, systems: { takePayment: "lost", getPayment: "hanging", accounts: "hanging" } },
      { tablesMs: 1400, systems: { orders: "slow" } },
    );
    for (const { slowness, tasks, wrong } of outcomes) {
      for (const { task, milliseconds, limitMs } of tasks)
        expect(milliseconds, `${task} ${slowness}`).to.be.below(limitMs);
      expect(wrong, slowness).to.deep.equal([]);
    }
  }).timeout(20_000);
});

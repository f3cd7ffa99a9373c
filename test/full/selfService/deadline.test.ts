import { expect } from "chai";
import { doneSlowly, type Slowness } from "../../selfService/slowStage";

const TABLES_MS = [0, 400, 900, 1400];
const SYSTEMS: readonly NonNullable<Slowness["systems"]>[] = [
  {},
  { accounts: "slow", orders: "slow", payments: "slow" },
  { accounts: "hanging", orders: "hanging", payments: "hanging" },
  { payments: "hanging" },
  { takePayment: "lost", getPayment: "slow" },
  { takePayment: "lost", getPayment: "hanging", orders: "slow" },
];

describe("The deadline of an invocation", () => {
  for (const tablesMs of TABLES_MS)
    it(`is kept where each request to a table takes ${tablesMs} ms, whatever the systems do`, async () => {
      for (const { slowness, tasks, wrong } of await doneSlowly(...SYSTEMS.map((systems) => ({ tablesMs, systems })))) {
        for (const { task, milliseconds, limitMs } of tasks)
          expect(milliseconds, `${task} ${slowness}`).to.be.below(limitMs);
        expect(wrong, slowness).to.deep.equal([]);
      }
    }).timeout(60_000);
});

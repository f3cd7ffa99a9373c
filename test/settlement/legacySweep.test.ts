import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import { legacySweep } from "../../handlers/settlement/legacySweep";
import type { Holds } from "../../handlers/shared/payments";
import { functionsOfBefore } from "../handlers/functionsOfBefore";
import { NAMES } from "../handlers/tables";
import { contact, type Customer, eventOf, NOON, PENDING, postedElsewhere } from "../selfService/stage";
import { DONE, IDLE, type SettlerStage, startSettlerStage } from "./settler";

const DAY = 24 * 60;
const APPROVED = { result: "approved", scheme: "visa", lastFour: "4242", reference: "P-1" };

describe("what functions before decision 18 left", () => {
  let stage: SettlerStage;
  let customer: Customer;
  beforeEach(async () => {
    stage = await startSettlerStage();
    customer = stage.customer();
  });
  afterEach(() => stage.close());

  const seconds = (): number => stage.clock.now.getTime() / 1000;
  const keyOf = ({ orderId }: Customer): string => `before-${orderId}`;
  const functionsFor = ({ orderId }: Customer, apiProfile = "default") =>
    functionsOfBefore(seconds, apiProfile, orderId);
  /** A payment of a function of before; the gateway knows it as one that the bank has not decided. */
  const leftBehind = async (holds: Holds, of = customer, apiProfile = "default"): Promise<void> => {
    const old = functionsFor(of, apiProfile);
    await old.claim("old");
    await old.sending("old", keyOf(of));
    await old.answered("old", holds === "money" ? APPROVED : { result: holds }, holds);
  };
  const postedBefore = (of = customer): Promise<void> =>
    postedElsewhere(stage, keyOf(of), { orderId: of.orderId, amount: 1250 }, PENDING);
  /** How often the settler looked through the whole table, or a page of it, in a run. */
  const scansIn = async (): Promise<number> => {
    stage.tables.requests();
    await stage.run();
    return stage.tables.requests().filter((operation) => operation === "Scan").length;
  };

  describe("is taken over", () => {
    for (const apiProfile of ["default", "canada"])
      it(`as a doubt, of the profile ${apiProfile}, and forgotten no more`, async () => {
        await postedBefore();
        await leftBehind("doubt", customer, apiProfile);
        expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 1, open: 1 });
        stage.minutesLater(30 * DAY);
        expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 1, open: 1, oldestMinutes: 30 * DAY });
        expect(await stage.paid(customer)).to.equal("pending");
        stage.backend.settle(keyOf(customer), "approved");
        expect(await stage.run()).to.deep.equal(DONE);
        expect(await stage.paid(customer)).to.equal("settled");
        expect(stage.backend.charges).to.have.length(1);
      });

    it("as a doubt that nobody noted the end of", async () => {
      const old = functionsFor(customer);
      await old.claim("old");
      await old.sending("old", keyOf(customer));
      expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 1, open: 1 });
    });

    it("as a doubt, which is settled when the gateway does not know it long enough after", async () => {
      await leftBehind("doubt");
      await stage.run();
      stage.minutesLater(59);
      expect(await stage.run()).to.include({ open: 1 });
      stage.minutesLater(60);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.paid(customer)).to.equal("approved");
    });

    it("as money that the order system does not know of, until it does", async () => {
      await leftBehind("money");
      expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 1, open: 1 });
      stage.minutesLater(2 * DAY);
      expect(await stage.paid(customer)).to.equal("settled");
      await stage.told(customer.orderId);
      expect(await stage.run()).to.deep.equal(DONE);
      expect(await stage.run()).to.deep.equal(IDLE);
      expect(stage.backend.charges).to.deep.equal([]);
    });

    it("and does not take the place of a doubt that the order is in by now", async () => {
      await leftBehind("doubt", customer, "canada");
      expect(await stage.paid(customer, PENDING), "by a function that knew of no other profile").to.equal("pending");
      const { paymentKey } = await stage.itemOf(customer.orderId);
      await stage.run();
      expect(await stage.itemOf(customer.orderId)).to.include({ holds: "doubt", paymentKey });
      await stage.decided(customer.orderId, "declined");
      await stage.run();
      await stage.run();
      expect(await stage.itemOf(customer.orderId), "and then it does").to.include({
        holds: "doubt",
        paymentKey: keyOf(customer),
      });
    });

    it("and keeps functions of before from charging", async () => {
      await leftBehind("doubt");
      await stage.run();
      expect(await functionsFor(customer).claim("other")).to.equal(false);
    });

    it("once, however often it is looked through", async () => {
      await postedBefore();
      await leftBehind("doubt");
      await stage.run();
      const item = JSON.stringify(await stage.itemOf(customer.orderId));
      for (let time = 0; time < 2; time++) await stage.run();
      expect(JSON.stringify(await stage.itemOf(customer.orderId))).to.equal(item);
      stage.backend.settle(keyOf(customer), "declined");
      await stage.run();
      expect(await stage.paid(customer)).to.equal("approved");
      await stage.run();
      expect(await stage.run(), "nor again when it is settled").to.deep.equal(IDLE);
    });
  });

  describe("is left as it is", () => {
    it("where nothing was taken, or somebody is at it", async () => {
      const other = stage.customer();
      await leftBehind("nothing");
      await functionsFor(other).claim("old");
      expect(await stage.run()).to.deep.equal(IDLE);
      for (const one of [customer, other]) expect(await stage.itemOf(one.orderId)).to.deep.equal({});
    });

    it("where its time is over", async () => {
      await leftBehind("doubt");
      stage.minutesLater(7 * DAY);
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("once it is settled, where the order system knows that it is paid, and is looked at no more", async () => {
      await leftBehind("money");
      await stage.told(customer.orderId);
      expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 1, settled: 1 });
      stage.front.asked.length = 0;
      await stage.run();
      expect(stage.front.asked).to.deep.equal([]);
    });

    it("while a caller is at the order, and taken over when the caller is gone", async () => {
      await leftBehind("doubt");
      const place = {
        orderSystem: stage.front.url,
        orderId: customer.orderId,
        environment: "dev",
        apiProfile: "default",
      };
      await stage.deps().callState.claim(place, "new");
      expect(await stage.run()).to.deep.equal(IDLE);
      stage.minutesLater(1);
      expect(await stage.run()).to.include({ seen: 1, open: 1 });
    });

    it("where its function ended and another call paid after the page was read: what was paid stays so", async () => {
      await functionsFor(customer).claim("old");
      await functionsFor(customer).sending("old", keyOf(customer));
      const { callState, systems } = stage.deps();
      const failures: unknown[] = [];
      const late = legacySweep(NAMES.callState, {
        payments: callState,
        legacy: callState.legacy,
        systems: async (environment, apiProfile) => {
          await functionsFor(customer).answered("old", { result: "declined" }, "nothing");
          expect(await stage.paid(customer)).to.equal("approved");
          return systems(eventOf(contact(), { environment, apiProfile }));
        },
        now: () => stage.clock.now,
        failed: (_, error) => void failures.push(error),
      });
      await late.next(undefined, () => true);
      expect(failures).to.deep.equal([]);
      expect(await stage.itemOf(customer.orderId))
        .to.include.keys("paid")
        .and.to.include({ holds: "nothing" });
      expect(await stage.paid(customer)).to.equal("settled");
    });

    it("where functions of after fenced an order off: that is their own", async () => {
      expect(await stage.paid(customer, PENDING)).to.equal("pending");
      const before = JSON.stringify(await stage.itemOf(customer.orderId));
      await stage.run();
      expect(JSON.stringify(await stage.itemOf(customer.orderId))).to.equal(before);
    });
  });

  it("is taken over though some of it cannot be", async () => {
    const other = stage.customer();
    await leftBehind("doubt");
    await leftBehind("doubt", other);
    stage.front.instead = ({ path }) =>
      path === `/orders/${customer.orderId}` ? { status: 404, body: {} } : undefined;
    expect(await stage.run()).to.include({ seen: 1, open: 1 });
    expect(await stage.itemOf(other.orderId)).to.include({ holds: "doubt" });
    expect(stage.journal.filter((line) => line.startsWith("failed payment#"))).to.have.length(1);
    stage.front.reset();
    expect(await stage.run()).to.include({ seen: 2, open: 2 });
  });

  it("is gone through page by page, a page a run", async () => {
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient());
    // A page of DynamoDB is a megabyte.
    for (let index = 0; index < 6; index++)
      await documents.send(
        new PutCommand({
          TableName: NAMES.callState,
          Item: { key: `filler#${index}`, filler: "x".repeat(390_000), expiresAt: seconds() },
        }),
      );
    documents.destroy();
    const customers = Array.from({ length: 12 }, () => stage.customer());
    for (const one of customers) await leftBehind("doubt", one);
    for (let run = 0; run < 4; run++) expect(await scansIn()).to.equal(1);
    for (const { orderId } of customers) expect(await stage.itemOf(orderId)).to.include({ holds: "doubt" });
  });

  it("is begun upon no more than the settler has time for", async () => {
    let milliseconds = 0;
    for (let count = 0; count < 12; count++) await leftBehind("doubt", stage.customer());
    stage.front.instead = () => ((milliseconds += 6000), { status: 500, body: {} });
    await stage.run({ elapsed: () => milliseconds });
    // Lambda ends the settler after a minute.
    expect(milliseconds).to.be.below(60_000);
  });

  describe("is looked for", () => {
    it("until a whole round that began an hour after the first found nothing, and then no more", async () => {
      for (const minutes of [0, 5, 59]) {
        stage.minutesLater(minutes);
        expect(await scansIn(), `after ${minutes} minutes`).to.equal(1);
      }
      stage.minutesLater(60);
      expect(await scansIn(), "a round that began before the hour was over").to.equal(1);
      expect(await scansIn(), "the last").to.equal(1);
      for (const minutes of [61, 10 * DAY]) {
        stage.minutesLater(minutes);
        expect(await scansIn(), `after ${minutes} minutes`).to.equal(0);
      }
    });

    it("as long as a round finds something that could not be taken over", async () => {
      await leftBehind("doubt");
      stage.backend.faults.set("orders", "failing");
      for (const minutes of [0, 60, 120, 180]) {
        stage.minutesLater(minutes);
        expect(await scansIn(), `after ${minutes} minutes`).to.equal(1);
      }
      stage.backend.faults.clear();
      await stage.run();
      expect(await stage.itemOf(customer.orderId)).to.include({ holds: "doubt" });
      expect(await scansIn(), "one more, that finds nothing").to.equal(1);
      expect(await scansIn()).to.equal(0);
    });

    it("an hour long from when the settler first ran, whenever that is", async () => {
      stage.clock.now = new Date(NOON.getTime() + 365 * DAY * 60_000);
      expect(await scansIn()).to.equal(1);
      expect(await scansIn()).to.equal(1);
    });
  });
});

import { expect } from "chai";
import { afterEach, beforeEach } from "mocha";
import { settlerLease } from "../../handlers/settlement/lease";
import { type UnsettledIndex, unsettledIndex } from "../../handlers/settlement/unsettled";
import { NAMES } from "../handlers/tables";
import { type Customer, PENDING } from "../selfService/stage";
import { IDLE, type SettlerStage, startSettlerStage } from "./settler";

const NOT_RUN = { ...IDLE, ran: false };

describe("the settler", () => {
  let stage: SettlerStage;
  beforeEach(async () => {
    stage = await startSettlerStage();
  });
  afterEach(() => stage.close());

  /** Payments in doubt, the oldest first, with the keys that the gateway is asked about them by. */
  const inDoubt = async (count: number): Promise<{ customers: Customer[]; keys: string[] }> => {
    const customers: Customer[] = [];
    const keys: string[] = [];
    for (let minute = 0; minute < count; minute++) {
      const customer = stage.customer();
      stage.minutesLater(minute);
      expect(await stage.paid(customer, PENDING)).to.equal("pending");
      customers.push(customer);
      keys.push((await stage.itemOf(customer.orderId))["paymentKey"] as string);
    }
    stage.askedAbout();
    return { customers, keys };
  };
  const pagesOf = (size: number): { index: UnsettledIndex } => ({ index: unsettledIndex(NAMES.callState, size) });
  const secondsLater = (seconds: number): void => stage.minutesLater(seconds / 60);

  describe("one at a time", () => {
    /** A run that stops where it looks at the first page, until it is let go on. */
    const stopped = async () => {
      let goOn = (): void => undefined;
      const gate = new Promise<void>((resolve) => (goOn = resolve));
      const { index } = pagesOf(25);
      let looks = (): void => undefined;
      const looking = new Promise<void>((resolve) => (looks = resolve));
      const running = stage.run({
        index: { ...index, page: async (...asked) => (looks(), await gate, index.page(...asked)) },
      });
      await looking;
      return { running, goOn };
    };

    it("runs, and another beside it does nothing", async () => {
      const { keys } = await inDoubt(1);
      const { running, goOn } = await stopped();
      expect(await stage.run()).to.deep.equal(NOT_RUN);
      expect(stage.askedAbout()).to.deep.equal([]);
      goOn();
      expect(await running).to.include({ ran: true, seen: 1 });
      expect(await stage.run()).to.include({ ran: true, seen: 1 });
      expect(stage.askedAbout()).to.deep.equal([...keys, ...keys]);
    });

    it("of many that begin at once", async () => {
      const seconds = (): number => stage.clock.now.getTime() / 1000;
      const takes = Array.from({ length: 5 }, () => settlerLease(stage.tables.stateTable(), seconds).take());
      expect((await Promise.all(takes)).filter((lease) => lease !== undefined)).to.have.length(1);
    });

    it("and one that was ended in the midst stands in the way for a minute and a half", async () => {
      await stopped();
      secondsLater(89);
      expect(await stage.run()).to.deep.equal(NOT_RUN);
      secondsLater(90);
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("and one that is late does not give away what another holds by now", async () => {
      const late = await stopped();
      secondsLater(90);
      const { running, goOn } = await stopped();
      late.goOn();
      await late.running;
      expect(await stage.run()).to.deep.equal(NOT_RUN);
      goOn();
      expect(await running).to.include({ ran: true });
      expect(await stage.run()).to.include({ ran: true });
    });
  });

  describe("goes through what is open", () => {
    /** The settler's clock: each payment that it asks the gateway about takes 12 seconds. */
    const slowly = () => {
      let milliseconds = 0;
      stage.front.instead = ({ path }) => {
        if (path.startsWith("/payments/")) milliseconds += 12_000;
        return undefined;
      };
      return { elapsed: () => milliseconds };
    };
    const askedIn = async (more: Parameters<SettlerStage["run"]>[0]): Promise<string[]> => {
      await stage.run(more);
      return stage.askedAbout();
    };

    it("page by page, the oldest first, and says how much there is and since when", async () => {
      const { keys } = await inDoubt(5);
      stage.minutesLater(10);
      expect(await stage.run(pagesOf(2))).to.deep.equal({ ...IDLE, seen: 5, open: 5, oldestMinutes: 10 });
      expect(stage.askedAbout()).to.deep.equal(keys);
    });

    it("in more pages than one as it comes deployed", async () => {
      const { customers } = await inDoubt(30);
      for (const { orderId } of customers) await stage.decided(orderId, "approved");
      expect(await stage.run()).to.deep.equal({ ...IDLE, seen: 30, settled: 30 });
      expect(await stage.run()).to.deep.equal(IDLE);
    });

    it("begins nothing that it would not end, and goes on there the next time", async () => {
      const { keys } = await inDoubt(5);
      const first = await askedIn({ ...pagesOf(2), ...slowly() });
      expect(first).to.deep.equal(keys.slice(0, 3));
      const second = await askedIn({ ...pagesOf(2), ...slowly() });
      expect(second).to.include.members(keys.slice(3)).and.not.include(keys[0]);
      const third = await askedIn({ ...pagesOf(2), ...slowly() });
      expect(third[0], "and then from the beginning").to.equal(keys[0]);
    });

    it("goes on where it stopped in the midst of a page", async () => {
      const { keys } = await inDoubt(5);
      const asked = [...(await askedIn(slowly())), ...(await askedIn(slowly()))];
      expect(asked).to.include.members(keys);
    });

    it("goes on where it stopped though what it stopped at is open no more", async () => {
      const { customers, keys } = await inDoubt(5);
      await askedIn({ ...pagesOf(2), ...slowly() });
      for (const { orderId } of customers.slice(0, 3)) await stage.decided(orderId, "declined");
      for (const customer of customers.slice(0, 3)) expect(await stage.paid(customer)).to.equal("approved");
      stage.askedAbout();
      expect(await askedIn(pagesOf(2))).to.deep.equal(keys.slice(3));
    });

    it("does not keep reservations waiting behind payments for ever", async () => {
      await inDoubt(3);
      const buyer = stage.customer();
      await stage.reserved(buyer, await stage.verified(buyer));
      stage.minutesLater(100);
      for (let time = 0; time < 3; time++) await stage.run(slowly());
      expect(stage.ordersOf(buyer)).to.deep.equal(["cancelled"]);
    });
  });
});

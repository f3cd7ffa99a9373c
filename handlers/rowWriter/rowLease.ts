import { randomUUID } from "node:crypto";
import { HEAD, ledgerKey } from "./ledger";
import type { RowTable } from "./rowTable";
import type { Row } from "./rowText";

/** A writer that another has taken the lease from must not write any more. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";

  constructor() {
    super("Another invocation took over. It ends what this one began.");
  }
}

/** What a deployment is told to do. Nothing that was sent to the table is still on its way. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}

/** Longer than any request of a writer with all its tries, so that what a late writer sent has arrived. */
const LEASE_SECONDS = 120;
/** How long a lease may be relied on without asking again. */
const RELY_SECONDS = 30;
const ASK_AGAIN_SECONDS = 2;

/** What the writer needs of the machine that it runs on. */
export interface Clock {
  /** Seconds since 1970. */
  now(): number;
  /** Seconds that the function may still run. */
  remaining(): number;
  pause(seconds: number): Promise<void>;
}

/** The head of the ledger, of which one writer at a time has the lease. */
export interface Head {
  /** Grows with each lease: what an earlier holder sends late is refused by the pages of the ledger. */
  readonly generation: number;
  /** How many pages the ledger has; undefined before the first deployment ended its first page. */
  readonly pages?: number;
  /** How many pages a growth began to write, which may have been interrupted. */
  readonly pagesBegun?: number;
  /** Hashes of the pages as they stand; a page without one has to be read. */
  readonly pageHashes?: Readonly<Record<string, string>>;
  /** What the last holder was to do, and when it was asked. */
  readonly askedFor?: string;
  readonly askedAt?: number;
  /** Earlier deployments kept rows as resources, and the last of them let go of them. */
  readonly itemsRetained?: string;
  /** The component whose rows these are. */
  readonly claimedBy?: string;
}

export interface RowLease {
  readonly head: Head;
  /** Asks again whether the lease still holds, where that was long ago. @throws LeaseLost */
  hold(): Promise<void>;
  /** Changes the head. @throws LeaseLost */
  set(change: Partial<Pick<Head, "pages" | "pagesBegun" | "pageHashes" | "claimedBy">>): Promise<void>;
  release(): Promise<void>;
}

/**
 * Waits for the lease: the provider calls a function again whose answer it did not hear, while the first may still be
 * at work. One that waited while another deployment came and went has nothing to do any more.
 * @param askedFor what the writer is to do: the release that it writes, or another word for all that writes none
 * @throws Refusal when a later deployment has been at work, or the function has no time left to wait
 */
export async function takeLease(table: RowTable, owner: string, askedFor: string, clock: Clock): Promise<RowLease> {
  const key = ledgerKey(table.keys, owner, HEAD);
  const holder = randomUUID();
  const askedAt = clock.now();
  for (;;) {
    const sentAt = clock.now();
    const head = await table.change(
      key,
      "SET heldBy = :holder, heldUntil = :end, askedFor = :askedFor, askedAt = :askedAt ADD generation :one",
      // Sent again by the SDK after an answer that got lost, the same request finds its own lease.
      "(attribute_not_exists(heldUntil) OR heldUntil <= :now OR heldBy = :holder)" +
        " AND (attribute_not_exists(askedAt) OR askedAt <= :askedAt OR askedFor = :askedFor)",
      {
        ":holder": holder,
        ":end": sentAt + LEASE_SECONDS,
        ":now": sentAt,
        ":askedFor": askedFor,
        ":askedAt": askedAt,
        ":one": 1,
      },
    );
    if (head !== undefined) return leaseOf(table, key, holder, clock, head as unknown as Head, sentAt);
    const [other] = (await table.read([key])).values() as unknown as Iterable<Head>;
    if (other?.askedAt !== undefined && other.askedAt > askedAt && other.askedFor !== askedFor)
      throw new Refusal("A later deployment has been at work since this invocation began. It changed nothing.");
    if (clock.remaining() < 2 * ASK_AGAIN_SECONDS)
      throw new Refusal(
        "Another invocation writes the rows. Run the deployment again: it goes on where that one stopped.",
      );
    await clock.pause(ASK_AGAIN_SECONDS);
  }
}

/** @param sentAt when the lease was asked for: what counts from the answer would count on it for too long */
function leaseOf(table: RowTable, key: Row, holder: string, clock: Clock, head: Head, sentAt: number): RowLease {
  let heldSince = sentAt;
  const change = async (fields: Readonly<Record<string, unknown>>): Promise<void> => {
    const now = clock.now();
    const set = { heldUntil: now + LEASE_SECONDS, ...fields };
    const done = await table.change(
      key,
      `SET ${Object.keys(set)
        .map((name) => `${name} = :${name}`)
        .join(", ")}`,
      "heldBy = :holder",
      { ":holder": holder, ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])) },
    );
    if (done === undefined) throw new LeaseLost();
    heldSince = now;
  };
  return {
    head,
    hold: async () => {
      if (clock.now() - heldSince >= RELY_SECONDS) await change({});
    },
    set: change,
    release: async () => {
      await table.change(key, "REMOVE heldUntil", "heldBy = :holder", { ":holder": holder });
    },
  };
}

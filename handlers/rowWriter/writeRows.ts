import { HEAD, ledgerKey, type Page, pageCount } from "./ledger";
import { LedgerPages } from "./ledgerPages";
import { keyOf, type RowContent } from "./rowContent";
import { type Clock, Refusal, type RowLease, takeLease } from "./rowLease";
import type { RowTable } from "./rowTable";
import type { Row } from "./rowText";
import { changeRows, type RowCounts, rowsAmong, type RowSite, wantedRows } from "./rowWork";

/** What a deployment asks for; the provider adds `tf` (with `lifecycleScope` `CRUD`). */
export interface RowEvent {
  /**
   * `write`: what is wanted is written when the resource is created or changed, and what is not wanted any longer goes
   * when it is deleted. `claim`: the rows are claimed, and go when the claim is deleted.
   */
  readonly task: "write" | "claim";
  /** The table that the deployment means. */
  readonly table: string;
  /** With `write`: which content the function has to be deployed with. */
  readonly release?: string;
  /** With `claim`: the component whose rows these are. */
  readonly component?: string;
  /** Reads every row that is wanted, to write again what somebody changed. Default: the ledger is believed. */
  readonly everyRow?: boolean;
  readonly tf?: { readonly action: "create" | "update" | "delete"; readonly prev_input?: Partial<RowEvent> | null };
}

/** How a function was deployed. */
export interface RowPolicy {
  readonly table: string;
  /** The stack: of other owners no row is touched. */
  readonly owner: string;
  /** Whether rows are taken over that stand in the table before the first deployment. */
  readonly takeOver: boolean;
  /** Whether nothing is swept in this release, because flows that keep their content may still look it up. */
  readonly sweepsLater: boolean;
}

export interface RowDeps {
  /** @param beforeEach is awaited before requests go out */
  readonly tableFor: (beforeEach: () => Promise<void>) => RowTable;
  readonly content: RowContent;
  readonly policy: RowPolicy;
  readonly clock: Clock;
  readonly warn: (message: string) => void;
}

/** A function that stops here has time left to say so. */
const LEFT_SECONDS = 20;

/**
 * Brings a table to what a deployment wants of it. Interrupted anywhere, called twice or beside another: the next call
 * comes to the same end.
 * @throws Error that says what to do, when the function's time is not enough or something must not be done
 */
export async function writeRows(event: RowEvent, deps: RowDeps): Promise<RowCounts> {
  const { policy, content, clock } = deps;
  const goes = event.tf?.action === "delete";
  // The stack has another table now: the rows of the one that it left stay as they are.
  if (goes && event.table !== policy.table) return { written: 0, deleted: 0 };
  if (goes && event.task === "write" && policy.sweepsLater) return { written: 0, deleted: 0 };
  if (event.table !== policy.table || (event.task === "write" && !goes && event.release !== content.index.release))
    throw new Refusal("The function was deployed with other rows or for another table since. It wrote nothing.");
  const { task } = event;
  const askedFor = task === "claim" ? task : content.index.release;
  const lease = await takeLease(
    deps.tableFor(() => Promise.resolve()),
    policy.owner,
    askedFor,
    clock,
  );
  const table = deps.tableFor(async () => {
    await lease.hold();
    if (clock.remaining() < LEFT_SECONDS)
      throw new Refusal("The function's time is over. Run the deployment again: it goes on where this one stopped.");
  });
  // Where that fails the lease ends by itself.
  const release = (): Promise<void> => lease.release().catch(() => undefined);
  try {
    const work = { ...deps, table, lease, pages: new LedgerPages(table, policy.owner, lease) };
    const counts =
      task === "claim"
        ? await (goes ? withdraw(event, work) : claim(event, work))
        : await (goes ? sweep(work) : write(event.everyRow ?? false, work));
    await release();
    return counts;
  } catch (error) {
    // After any other error, what was sent last may be on its way: nobody else writes until the lease ends by itself.
    if (error instanceof Refusal) await release();
    throw error;
  }
}

type Work = RowDeps & RowSite & { readonly lease: RowLease };

/** One component of a stack writes the rows of a table: two would sweep each other's away. */
async function claim({ component, tf }: RowEvent, { lease, policy }: Work): Promise<RowCounts> {
  const { claimedBy } = lease.head;
  if (claimedBy !== undefined && claimedBy !== component && claimedBy !== tf?.prev_input?.component)
    throw new Refusal(
      `The rows of ${policy.table} belong to the component ${claimedBy} of this stack. If ${component} is the same under a new name, give it the alias { name: "${claimedBy}" }.`,
    );
  await lease.set({ claimedBy: component });
  return { written: 0, deleted: 0 };
}

/** What the stack wrote goes; what others wrote stays. */
async function withdraw({ component }: RowEvent, work: Work): Promise<RowCounts> {
  const { lease, pages, table, policy } = work;
  const counts: RowCounts = { written: 0, deleted: 0 };
  // Where nobody has claimed them, they went before, and only the answer got lost.
  if (lease.head.claimedBy !== undefined && lease.head.claimedBy !== component) return counts;
  await pages.open(pages.all);
  for (const page of pages.all) {
    const entries = (await pages.read([page])).get(page) as Page;
    const { deleted } = await changeRows(
      page,
      entries,
      { wanted: [], unwanted: [...entries.keys()], keptMaps: [] },
      work,
    );
    counts.deleted += deleted;
  }
  await pages.drop();
  await table.delete([ledgerKey(table.keys, policy.owner, HEAD)]);
  return counts;
}

async function write(everyRow: boolean, work: Work): Promise<RowCounts> {
  const { pages, content } = work;
  const wanted = wantedRows(content);
  if (pages.count === 0) await refuseItems(wanted, work);
  await pages.growTo(pageCount(wanted.keys()));
  const spread = pages.spread(wanted);
  return change(everyRow ? pages.all : pages.stale(spread), work, content.index.keptMaps, (page, entries) => ({
    keys: [...(spread[page] as Page)].flatMap(([key, hash]) => (everyRow || entries.get(key) !== hash ? [key] : [])),
    unwanted: [],
  }));
}

async function sweep(work: Work): Promise<RowCounts> {
  const spread = work.pages.spread(wantedRows(work.content));
  return change(work.pages.stale(spread), work, [], (page, entries) => {
    const here = spread[page] as Page;
    return {
      // Rows that were wanted with what they had before: that may go now.
      keys: [...here].flatMap(([key, hash]) => (entries.has(key) && entries.get(key) !== hash ? [key] : [])),
      unwanted: [...entries.keys()].filter((key) => !here.has(key)),
    };
  });
}

async function change(
  stale: readonly number[],
  work: Work,
  keptMaps: readonly string[],
  /** The keys of rows to write and to delete. */
  changeOf: (page: number, entries: Page) => { readonly keys: readonly string[]; readonly unwanted: readonly string[] },
): Promise<RowCounts> {
  const { pages } = work;
  await pages.open(stale);
  const entries = await pages.read(stale);
  const changes = [...entries].map(([page, here]) => ({ page, here, ...changeOf(page, here) }));
  const rows = rowsAmong(new Set(changes.flatMap(({ keys }) => keys)), work.content);
  const counts: RowCounts = { written: 0, deleted: 0 };
  for (const { page, here, keys, unwanted } of changes) {
    const wanted = keys.map((key) => rows.get(key) as Row);
    const { written, deleted } = await changeRows(page, here, { wanted, unwanted, keptMaps }, work);
    counts.written += written;
    counts.deleted += deleted;
  }
  await pages.close(entries);
  return counts;
}

/**
 * Versions before this one kept rows as resources. Such a resource would be deleted at the end of the deployment that
 * drops it, and with it the row that was just written.
 */
async function refuseItems(wanted: Page, { lease, policy, table }: Work): Promise<void> {
  if (lease.head.itemsRetained !== undefined || policy.takeOver) return;
  const { size } = await table.read([...wanted.keys()].map((key) => keyOf(table.keys, key)));
  if (size > 0)
    throw new Refusal(
      `${size} of the ${wanted.size} rows stand in ${policy.table} already, and nothing says who wrote them. If an earlier version of this library did, first deploy with rowsAsItems, which lets go of them; if others did, set takeOver (docs/rows.md).`,
    );
}

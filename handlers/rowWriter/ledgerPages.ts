import { ledgerKey, type Page, pageHash, pageItem, pageOf, pageOfText, pageText } from "./ledger";
import { keyText } from "./rowContent";
import { LeaseLost, type RowLease } from "./rowLease";
import type { RowTable } from "./rowTable";
import type { Row } from "./rowText";

/** The pages of the ledger, read and written under the lease. */
export class LedgerPages {
  /** By the head: of pages that an interrupted writer began there is none. */
  #hashes: Record<string, string>;
  #pages: number;

  constructor(
    private readonly table: RowTable,
    private readonly owner: string,
    private readonly lease: RowLease,
  ) {
    this.#hashes = { ...lease.head.pageHashes };
    this.#pages = lease.head.pages ?? 0;
  }

  get count(): number {
    return this.#pages;
  }

  get all(): number[] {
    return upTo(this.#pages);
  }

  /** Rows by page; none before the first write, when there is no page. */
  spread(rows: Page): Page[] {
    const spread = this.all.map((): Page => new Map());
    for (const [key, hash] of rows) spread[this.#pageOf(key)]?.set(key, hash);
    return spread;
  }

  /** So many pages, and never fewer than there were. */
  async growTo(pages: number): Promise<void> {
    const before = this.#pages;
    if (pages <= before) return;
    if (before > 0) {
      // Whoever drops the ledger has to know of pages that were written though the growth was interrupted.
      await this.lease.set({ pagesBegun: Math.max(pages, this.lease.head.pagesBegun ?? 0) });
      const old = await this.read(this.all);
      for (let page = before; page < pages; page++) {
        // What moves here stays on its old page too, until that is written the next time: reading leaves it out.
        const moved = [...(old.get(page % before) as Page)].filter(([key]) => pageOf(key, pages) === page);
        // Written though nothing moved: a growth that was interrupted may have left something here.
        await this.keep(page, new Map(moved));
      }
    }
    // The hash of a page from which rows moved is not that of any page that is wanted now.
    await this.lease.set({ pages });
    this.#pages = pages;
  }

  /** The pages that are not as they should be; those of an interrupted writer are among them. */
  stale(wanted: readonly Page[]): number[] {
    return wanted.flatMap((page, index) => (this.#hashes[index] !== pageHash(page) ? [index] : []));
  }

  /** Says that these pages are about to change. */
  async open(pages: readonly number[]): Promise<void> {
    const known = pages.filter((page) => this.#hashes[page] !== undefined);
    for (const page of known) delete this.#hashes[page];
    if (known.length > 0) await this.lease.set({ pageHashes: this.#hashes });
  }

  async read(pages: readonly number[]): Promise<Map<number, Page>> {
    const items = await this.table.read(pages.map((page) => this.#key(page)));
    return new Map(
      pages.map((page) => {
        const text = items.get(keyText(this.table.keys, this.#key(page)))?.["entries"] as string | undefined;
        const entries = pageOfText(text ?? "[]");
        return [page, new Map([...entries].filter(([key]) => this.#pageOf(key) === page))];
      }),
    );
  }

  /** @throws LeaseLost when another writer has written the page since */
  async keep(page: number, entries: Page): Promise<void> {
    const { generation } = this.lease.head;
    await this.lease.hold();
    const kept = await this.table.putIf(
      { ...this.#key(page), entries: pageText(entries), generation },
      "attribute_not_exists(generation) OR generation <= :mine",
      { ":mine": generation },
    );
    if (!kept) throw new LeaseLost();
  }

  /** Says how these pages stand now. */
  async close(pages: ReadonlyMap<number, Page>): Promise<void> {
    for (const [page, entries] of pages) this.#hashes[page] = pageHash(entries);
    if (pages.size > 0) await this.lease.set({ pageHashes: this.#hashes });
  }

  /** Deletes all pages, those of a growth that was interrupted too. */
  async drop(): Promise<void> {
    await this.table.delete(
      upTo(Math.max(this.#pages, this.lease.head.pagesBegun ?? 0)).map((page) => this.#key(page)),
    );
  }

  #pageOf(key: string): number {
    return pageOf(key, this.#pages);
  }

  #key(page: number): Row {
    return ledgerKey(this.table.keys, this.owner, pageItem(page));
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

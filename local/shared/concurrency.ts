/**
 * Calls wait for functions and tables, so that several at once take less than half the time; more than this gain
 * nothing.
 */
const LANES = 16;

/** Does something with each of several, some of them at once, and begins them in their order. */
export async function inLanes<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

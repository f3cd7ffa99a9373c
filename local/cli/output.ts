export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
export const printError = (text: string): void => void process.stderr.write(`${text}\n`);

/** Says on a terminal what takes a while, and wipes it when it is done. */
export async function during<T>(what: string, work: Promise<T>): Promise<T> {
  if (!process.stderr.isTTY) return work;
  const started = Date.now();
  const show = (): void => void process.stderr.write(`\r${what} … ${Math.round((Date.now() - started) / 1000)} s `);
  show();
  const timer = setInterval(show, 1000);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    process.stderr.write(`\r${" ".repeat(what.length + 12)}\r`);
  }
}

/** A line that is written anew a few times a second, on a terminal alone. */
export function progressLine(): { progress: (what: string, done: number, of: number) => void; done: () => void } {
  if (!process.stderr.isTTY) return { progress: () => undefined, done: () => undefined };
  let last = 0;
  return {
    progress: (what, done, of) => {
      if (Date.now() - last < 250 && done < of) return;
      last = Date.now();
      process.stderr.write(`\r${`${what} … ${Math.floor((100 * done) / of)} %`.padEnd(60)}`);
    },
    done: () => void process.stderr.write(`\r${" ".repeat(60)}\r`),
  };
}

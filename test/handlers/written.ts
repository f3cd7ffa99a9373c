/** What is written to the logs meanwhile. */
export async function written(work: () => unknown): Promise<string> {
  const streams = [process.stdout, process.stderr];
  const own = streams.map((stream): unknown => Reflect.get(stream, "write"));
  let text = "";
  for (const stream of streams) stream.write = (part: string | Uint8Array) => ((text += String(part)), true);
  try {
    await work();
  } finally {
    for (const [index, stream] of streams.entries()) Reflect.set(stream, "write", own[index]);
  }
  return text;
}

import { join } from "node:path";
import type { ReportFigures } from "connect-ivr/internal/components/reportingDataset/sql/index";
import type { MenuRow } from "connect-ivr/internal/handlers/rows";
import type { Laptop } from "../laptop";
import { type Figures, figuresOf } from "./answers/figures";
import { readArchive } from "./archive/read";
import { openDelivery } from "./firehose/delivery";
import type { Arrival } from "./firehose/failure";
import { type DeliverySettings, deliverySettings, objectsOf } from "./firehose/settings";
import { startTransform } from "./firehose/transform";
import { inNewFolder, MARK } from "./folder";
import { simulateKinds } from "./simulate";
import { temporarily, temporaryFolder } from "../shared/temporary";
import { filledIn, type RecordTemplate, type Replay } from "./template";
import { type Site, type TrafficCall, trafficOf } from "./traffic/calls";
import { MONTH } from "./traffic/moments";
import { type Report, type Source, writeReport } from "./write";
import { rowsOf } from "../engine/rowSets";

/** Told what is done, and how much of it. */
export type Progress = (what: string, done: number, of: number) => void;

/** How a report is made. */
export interface Making {
  /** Its folder. */
  readonly out: string;
  readonly assumed: ReportFigures;
  readonly progress: Progress;
}

/** Makes a report of made-up traffic: the calls of a month, through the flows of a stack and its archive. */
export async function reportOnTraffic(
  laptop: Laptop,
  calls: number,
  seed: string,
  { out, assumed, progress }: Making,
): Promise<Report> {
  const settings = deliverySettings(laptop.graph);
  // Orders that were paid before are not due again: the same seed makes the same calls on an untouched laptop alone.
  await laptop.reset();
  return inNewFolder(out, async (folder) => {
    const records = await deliverTraffic(laptop, calls, seed, { settings, folder }, progress);
    const source: Source = { kind: "simulated", stack: laptop.graph.stack, calls, seed, month: MONTH };
    return written(
      folder,
      { source, records, malformed: [], assumed },
      await figuresOf(join(folder, objectsOf(settings)), assumed),
    );
  });
}

/**
 * Hands the records of all calls to the delivery stream, in the order in which they arrive. @returns how many there are
 */
async function deliverTraffic(
  laptop: Laptop,
  calls: number,
  seed: string,
  { settings, folder }: { settings: DeliverySettings; folder: string },
  progress: Progress,
): Promise<number> {
  const traffic = trafficOf(siteOf(laptop), calls, seed);
  const due = deliveriesOf(
    traffic,
    await simulateKinds(laptop, traffic, seed, (done, of) => progress("Simulating distinct calls", done, of)),
  );
  await laptop.rest();
  const transform = await startTransform(laptop.graph, settings);
  try {
    const delivery = await openDelivery(settings, folder, transform);
    for (let next = 0; next < due.length; next += BATCH) {
      await delivery.put(due.slice(next, next + BATCH).map(arrivalOf));
      progress("Delivering records", Math.min(next + BATCH, due.length), due.length);
    }
    await delivery.close();
  } finally {
    await transform.close();
  }
  return due.length;
}

/** Makes a report of an archive whose files were downloaded. */
export async function reportOnArchive(from: string, { out, assumed, progress }: Making): Promise<Report> {
  // Records hold telephone numbers: what is read of them does not stay.
  return temporarily(temporaryFolder("connect-ivr-report"), async (readable) => {
    const { files, ...read } = await readArchive(from, readable, (done, of) => progress("Reading files", done, of));
    return inNewFolder(out, async (folder) =>
      written(
        folder,
        { source: { kind: "archive", files }, ...read, assumed },
        await figuresOf(join(readable, "*", "*"), assumed),
      ),
    );
  });
}

function written(
  folder: string,
  about: Pick<Report, "source" | "records" | "malformed" | "assumed">,
  { cube, ...figures }: Figures,
): Report {
  const report: Report = { report: MARK, ...about, ...figures };
  writeReport(folder, report, cube);
  return report;
}

const MENU = "menu#";

const isMenuRow = (row: object): row is MenuRow => "key" in row && String(row.key).startsWith(MENU);

const siteOf = ({ graph, numbers }: Laptop): Site => ({
  numbers,
  menus: new Map(
    rowsOf(graph)
      .filter(isMenuRow)
      .map((row) => [row.key.slice(MENU.length), row]),
  ),
});

/** Records handed over at once. */
const BATCH = 2000;

/** One copy of a record, before it is filled in. */
interface Due {
  readonly template: RecordTemplate;
  readonly replay: Replay;
  /** Seconds since 1970. */
  readonly at: number;
}

const arrivalOf = ({ template, replay, at }: Due): Arrival => ({ record: filledIn(template, replay), at: at * 1000 });

/** All copies of all records, in the order in which they arrive. */
function deliveriesOf(traffic: readonly TrafficCall[], templates: Awaited<ReturnType<typeof simulateKinds>>): Due[] {
  const due = traffic.flatMap(({ kind, dialed, from, at }, serial) => {
    const { startedAt, records } = templates.get(kind) ?? { startedAt: at, records: [] };
    const replay: Replay = { serial, laterBy: at - startedAt, dialed, ...(from !== undefined && { from }) };
    return records.map((template) => ({ template, replay, at: template.deliveredAt + replay.laterBy }));
  });
  return due.sort((one, other) => one.at - other.at);
}

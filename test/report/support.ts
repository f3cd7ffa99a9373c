import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";
import { delivery, processors } from "../../components/contactRecordArchive/layout";
import type { Graph, Resource } from "../../local/engine/graph";
import { atEnd } from "../atEnd";

/** A folder of its own, which is gone after the tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "connect-ivr-report-test-"));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files below a folder with what is in them, unpacked. */
export function filesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    files.map((path) => [
      relative(folder, path),
      (path.endsWith(".gz") ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString("utf8"),
    ]),
  );
}

/** A graph with the delivery stream of an archive, whose settings may differ from the library's. */
export function graphWithStream(changes: object = {}): Graph {
  const outputs = {
    name: "records",
    destination: "extended_s3",
    extendedS3Configuration: {
      ...delivery,
      processingConfiguration: { enabled: true, processors: processors() },
      ...changes,
    },
  };
  return {
    stack: "dev",
    resources: [
      {
        type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        name: "records",
        outputs,
      } as unknown as Resource,
    ],
  } as unknown as Graph;
}

import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onLoopback } from "../../local/emulator/loopback";

/** A version of an object, or the marker that it was deleted. */
interface Version {
  readonly key: string;
  readonly id: string;
  readonly bytes: Buffer | undefined;
}

/** The bucket of an archive, by the rules of Amazon S3 and of the archive's policy. */
export interface S3StandIn {
  readonly url: string;
  readonly requests: string[];
  /** How many writes and deletions are done before the credentials expire. Default: all. */
  breaksAfter: number;
  /** How many requests are to come again later. Default: none. */
  busy: number;
  /** All versions of an object, the newest first. */
  versionsOf(key: string): readonly (Buffer | undefined)[];
  /** Keys with anything of them left. */
  keys(): string[];
  put(key: string, bytes: Buffer): void;
  close(): Promise<void>;
}

export const BUCKET = "acme-archive";
export const KMS_KEY = "arn:aws:kms:eu-west-2:123456789012:key/archive";
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };
const KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id";
const PAGE = 2;

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

const hex = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const etagOf = (bytes: Buffer): string => `"${hex(bytes).slice(0, 32)}"`;

/** @param versioned whether the bucket keeps what is overwritten or deleted */
export async function startS3(versioned = true): Promise<S3StandIn> {
  let versions: Version[] = [];
  let serial = 0;
  const of = (key: string): Version[] => versions.filter((version) => version.key === key);
  const add = (key: string, bytes: Buffer | undefined): string => {
    const id = versioned ? `v${String(++serial)}` : "null";
    versions = [{ key, id, bytes }, ...versions.filter((one) => one.key !== key || one.id !== id)];
    return id;
  };

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const url = new URL(request.url ?? "", "http://s3");
    const [bucket, ...names] = decodeURIComponent(url.pathname).slice(1).split("/");
    const [key, id] = [names.join("/"), url.searchParams.get("versionId")];
    if (!isSigned(request, body)) throw new Refused(403, "SignatureDoesNotMatch");
    if (bucket !== BUCKET) throw new Refused(404, "NoSuchBucket");
    if (standIn.busy-- > 0) throw new Refused(503, "SlowDown");
    standIn.requests.push(`${String(request.method)} ${key}`);
    if (request.method === "GET" && url.searchParams.has("versions")) {
      response.writeHead(200).end(listed(url.searchParams));
      return;
    }
    if (request.method === "GET") {
      const found = of(key).find((version) => version.id === id);
      if (found?.bytes === undefined) throw new Refused(404, "NoSuchVersion");
      const encryption = { "x-amz-server-side-encryption": "aws:kms", [KEY_HEADER]: KMS_KEY };
      // A client that unpacks by itself would write back something else.
      const headers = { etag: etagOf(found.bytes), "content-encoding": "gzip", ...encryption };
      response.writeHead(200, headers).end(found.bytes);
      return;
    }
    if (standIn.breaksAfter-- <= 0) throw new Refused(403, "ExpiredToken");
    if (request.method === "PUT") {
      // The archive's policy: who names no key is refused, as who names another.
      if (request.headers[KEY_HEADER] !== KMS_KEY) throw new Refused(403, "AccessDenied");
      const [latest] = of(key);
      if (latest?.bytes === undefined || request.headers["if-match"] !== etagOf(latest.bytes))
        throw new Refused(412, "PreconditionFailed");
      const written = add(key, body);
      response.writeHead(200, versioned ? { "x-amz-version-id": written } : {}).end();
      return;
    }
    if (id !== null) versions = versions.filter((one) => one.key !== key || one.id !== id);
    else if (versioned) add(key, undefined);
    else versions = versions.filter((one) => one.key !== key);
    response.writeHead(204).end();
  }

  function listed(query: URLSearchParams): string {
    const all = [...new Set(versions.map(({ key }) => key))]
      .filter((key) => key.startsWith(query.get("prefix") ?? ""))
      .sort()
      .flatMap((key) => of(key).map((version, index) => ({ ...version, isLatest: index === 0 })));
    const begun = all.findIndex(
      ({ key, id }) => key === query.get("key-marker") && id === query.get("version-id-marker"),
    );
    const page = all.slice(begun + 1, begun + 1 + PAGE);
    const last = page.at(-1);
    const more = last !== undefined && last.id + last.key !== (all.at(-1)?.id ?? "") + (all.at(-1)?.key ?? "");
    const escaped = (key: string): string => encodeURIComponent(key).replaceAll("%20", "+");
    return [
      `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult><IsTruncated>${String(more)}</IsTruncated>`,
      ...(more ? [`<NextKeyMarker>${escaped(last.key)}</NextKeyMarker>`] : []),
      ...(more ? [`<NextVersionIdMarker>${last.id}</NextVersionIdMarker>`] : []),
      ...page.map(({ key, id, bytes, isLatest }) => {
        const kind = bytes === undefined ? "DeleteMarker" : "Version";
        return `<${kind}><Key>${escaped(key)}</Key><VersionId>${id}</VersionId><IsLatest>${String(isLatest)}</IsLatest></${kind}>`;
      }),
      "</ListVersionsResult>",
    ].join("");
  }

  const { url, close } = await onLoopback(
    createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        try {
          answer(request, response, Buffer.concat(chunks));
        } catch (error) {
          const { status, code } = error as Refused;
          response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
        }
      });
    }),
  );
  const standIn: S3StandIn = {
    url,
    close,
    requests: [],
    breaksAfter: Infinity,
    busy: 0,
    versionsOf: (key) => of(key).map(({ bytes }) => bytes),
    keys: () => [...new Set(versions.filter(({ bytes }) => bytes !== undefined).map(({ key }) => key))].sort(),
    put: (key, bytes) => void add(key, bytes),
  };
  return standIn;
}

/** AWS Signature Version 4, worked out again from the request as it came. */
function isSigned({ method, url = "", headers }: IncomingMessage, body: Buffer): boolean {
  const [, day = "", scope = "", names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/((\d{8}\/[\w-]+\/s3\/aws4_request)), ?SignedHeaders=([\w;-]+), ?Signature=(\w+)$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  const [path = "", query = ""] = url.split("?");
  if (headers["x-amz-content-sha256"] !== hex(body)) return false;
  const canonical = [
    method,
    path,
    query.split("&").filter(Boolean).sort().join("&"),
    ...names.split(";").map((name) => `${name}:${String(headers[name]).trim()}`),
    "",
    names,
    headers["x-amz-content-sha256"],
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hex(canonical)].join("\n");
  const key = day.split("/").reduce<Buffer | string>(hmac, `AWS4${CREDENTIALS.AWS_SECRET_ACCESS_KEY}`);
  return hmac(key, text).toString("hex") === signature;
}

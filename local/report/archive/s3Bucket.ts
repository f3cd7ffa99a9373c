import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { SignatureV4 } from "@smithy/signature-v4";
import { InputError, SIGN_IN } from "../../shared/errors";
import type { ArchiveBucket, ObjectVersion, Stored } from "./bucket";
import { Unreadable } from "./unpack";

/** A bucket of Amazon S3, and where it is. */
export interface BucketSite {
  readonly name: string;
  readonly region: string;
  /** Behind the region in the service's name: `amazonaws.com`, and in China another. */
  readonly domain: string;
}

/** What an object is written by, beside its content. The bucket's policy refuses what names no key. */
const KEPT_HEADERS = [
  "content-type",
  "content-encoding",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
];

/** The five requests of Amazon S3 that erasing takes, by its REST interface. */
export function s3Bucket(site: BucketSite): ArchiveBucket {
  const send = sender(site);
  return {
    versions: async (prefix) => {
      const found: ObjectVersion[] = [];
      let next: Query | undefined = {};
      while (next !== undefined) {
        const page = (await send("GET", "", { versions: "", prefix, "encoding-type": "url", ...next })).body.toString();
        found.push(...versionsIn(page));
        next = markersIn(page);
      }
      return found;
    },
    read: async ({ key, id }) => {
      const { headers, body } = await send("GET", key, { versionId: id });
      return {
        bytes: body,
        etag: headers.etag ?? "",
        headers: Object.fromEntries(
          KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])),
        ),
      };
    },
    write: async (key, bytes, { etag, headers }: Stored) => {
      const answer = await send("PUT", key, {}, { ...headers, "if-match": etag }, bytes);
      return answer.headers["x-amz-version-id"] as string | undefined;
    },
    remove: async (key, id) => void (await send("DELETE", key, id === undefined ? {} : { versionId: id })),
  };
}

type Query = Readonly<Record<string, string>>;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** As the signature wants it (RFC 3986). */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const ATTEMPTS = 4;
const PAUSE_MS = 200;

function sender({ name, region, domain }: BucketSite) {
  const endpoint = new URL(process.env["AWS_ENDPOINT_URL_S3"] ?? `https://s3.${region}.${domain}`);
  const signer = new SignatureV4({
    service: "s3",
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
    uriEscapePath: false,
  });
  return async (
    method: string,
    key: string,
    query: Query,
    headers: Readonly<Record<string, string>> = {},
    body: Buffer = Buffer.alloc(0),
  ): Promise<Answer> => {
    const path = `/${[name, ...(key === "" ? [] : key.split("/"))].map(escaped).join("/")}`;
    for (let attempt = 1; ; attempt++) {
      const signed = await signer
        .sign({
          method,
          protocol: endpoint.protocol,
          hostname: endpoint.hostname,
          path,
          query: { ...query },
          headers: { ...headers, host: endpoint.host, "content-length": String(body.length) },
          body,
        })
        .catch(noCredentials);
      const pairs = Object.entries(query).map(([field, value]) => `${escaped(field)}=${escaped(value)}`);
      const answer = await exchange(
        new URL(`${path}?${pairs.join("&")}`, endpoint),
        method,
        signed.headers,
        body,
      ).catch((error: Error) => error);
      if (!(answer instanceof Error) && answer.status < 300) return answer;
      if (attempt === ATTEMPTS || (!(answer instanceof Error) && answer.status < 500)) throw refusal(answer, name, key);
      await pause(PAUSE_MS * 2 ** attempt);
    }
  };
}

/** Nothing comes for so long: the connection is taken for lost. */
const SILENCE_MS = 60_000;

/** Bytes as they are: `fetch` would unpack what says that it is packed. */
const exchange = (url: URL, method: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<Answer> =>
  new Promise((done, fail) => {
    const send = url.protocol === "http:" ? requestHttp : requestHttps;
    const request = send(url, { method, headers, timeout: SILENCE_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", fail);
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request
      .on("error", fail)
      .on("timeout", () => request.destroy(new Error("no answer")))
      .end(body);
  });

function noCredentials(error: Error): never {
  throw error.name === "CredentialsProviderError" ? new InputError(`There are no AWS credentials. ${SIGN_IN}`) : error;
}

const tag = (xml: string, name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];

function refusal(answer: Answer | Error, bucket: string, key: string): Error {
  const again = "Run the command again: that is safe.";
  if (answer instanceof Error) return new InputError(`Amazon S3 does not answer: ${answer.message}. ${again}`);
  const xml = answer.body.toString();
  const code = tag(xml, "Code") ?? String(answer.status);
  // Of a class of storage that has to be restored first, or gone meanwhile by a rule of the bucket.
  if (code === "InvalidObjectState" || code === "NoSuchVersion" || code === "NoSuchKey")
    return new Unreadable(`cannot be read: ${code}`);
  if (code === "PreconditionFailed") return new InputError(`${key} changed meanwhile. ${again}`);
  return new InputError(
    `Amazon S3 refuses ${key === "" ? bucket : `${bucket}/${key}`}: ${code}. Look at the name of the bucket, its region and what you may do there (docs/reporting.md, To erase a caller).`,
  );
}

/** Names come escaped, so that no other mark stands in them. */
const named = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));

const versionsIn = (xml: string): ObjectVersion[] =>
  [...xml.matchAll(/<(Version|DeleteMarker)>(.*?)<\/\1>/gs)].map(([, kind, inner = ""]) => ({
    key: named(tag(inner, "Key") ?? ""),
    id: tag(inner, "VersionId") ?? "null",
    isLatest: tag(inner, "IsLatest") === "true",
    isMarker: kind === "DeleteMarker",
  }));

function markersIn(xml: string): Query | undefined {
  if (tag(xml, "IsTruncated") !== "true") return undefined;
  return {
    "key-marker": named(tag(xml, "NextKeyMarker") ?? ""),
    "version-id-marker": tag(xml, "NextVersionIdMarker") ?? "",
  };
}

/** SHA-256, with a key or without, as the signer wants it. */
class Sha256 {
  #hash: Hash | Hmac;

  constructor(private readonly key?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = this.#begun();
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#begun();
  }

  #begun(): Hash | Hmac {
    const { key } = this;
    if (key === undefined) return createHash("sha256");
    if (typeof key === "string") return createHmac("sha256", key);
    const bytes = ArrayBuffer.isView(key) ? Buffer.from(key.buffer, key.byteOffset, key.byteLength) : Buffer.from(key);
    return createHmac("sha256", bytes);
  }
}

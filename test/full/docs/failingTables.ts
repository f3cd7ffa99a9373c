import { createServer, type IncomingMessage, request as requestTo } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { bodyOf, onLoopback } from "../../../local/emulator/loopback";

/** How DynamoDB does not answer as it should. */
export type Fault = "unreachable" | "slow" | "throttled" | "missing";

/** The reads of each lookup: those of its rows, whichever function makes them. */
const READS = {
  getNumberAttributes: (operation: string) => operation === "BatchGetItem",
  getEnvironment: (operation: string, { Key }: Read) => operation === "GetItem" && Key?.["environment"] !== undefined,
  getPrompts: (operation: string) => operation === "Query",
  resolveRoute: (operation: string, { Key }: Read) => operation === "GetItem" && Key?.["key"] !== undefined,
} as const;
export type Lookup = keyof typeof READS;
export const LOOKUPS = Object.keys(READS) as Lookup[];

interface Read {
  readonly Key?: Readonly<Record<string, unknown>>;
}

/** What DynamoDB answers where no such row is. */
const NOTHING = JSON.stringify({ Responses: {}, Items: [], Count: 0, ScannedCount: 0 });
const THROTTLED = JSON.stringify({
  __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
  message: "The level of configured provisioned throughput for the table was exceeded.",
});
/** Longer than any flow waits. */
const SLOW_MS = 9000;

/** Stands between functions and DynamoDB. */
export interface FailingTables {
  readonly url: string;
  /** From now on the rows of these lookups cannot be read in this way. Without one all is well. */
  fail(lookups: readonly Lookup[], fault?: Fault): void;
  close(): Promise<void>;
}

export async function failingTables(behind: string): Promise<FailingTables> {
  let failing: readonly Lookup[] = [];
  let fault: Fault | undefined;
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      const read = JSON.parse(body) as Read;
      const isFailing = failing.some((lookup) => READS[lookup](operation, read));
      const answer = (status: number, text: string): void =>
        void response.writeHead(status, { "content-type": "application/x-amz-json-1.0" }).end(text);
      if (!isFailing || fault === undefined) return passOn(behind, request, body, answer);
      if (fault === "unreachable") return void request.socket.destroy();
      if (fault === "throttled") return answer(400, THROTTLED);
      if (fault === "slow") await pause(SLOW_MS, undefined, { ref: false });
      answer(200, NOTHING);
    });
  });
  const { url, close } = await onLoopback(server);
  return {
    url,
    fail: (lookups, how) => {
      failing = lookups;
      fault = how;
    },
    close,
  };
}

function passOn(
  behind: string,
  { headers, method }: IncomingMessage,
  body: string,
  answer: (status: number, text: string) => void,
): void {
  requestTo(behind, { method, headers: { ...headers, "accept-encoding": "identity" } }, (reply) => {
    void bodyOf(reply).then((text) => answer(reply.statusCode ?? 500, text));
  }).end(body);
}

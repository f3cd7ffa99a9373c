import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ROW_FOLDER, rowContent } from "../rowWriter/rowContent";
import { checkedRowEvent } from "../rowWriter/checkedRowEvent";
import { rowClient, rowTable } from "../rowWriter/rowTable";
import type { RowCounts } from "../rowWriter/rowWork";
import { writeRows } from "../rowWriter/writeRows";
import { environmentVariable } from "../shared/entry";
import { reasonOf } from "../shared/journal";

const logger = new Logger({ serviceName: "writeRows" });
/** Nobody waits on the phone: a request may be tried often, but ends before the lease does. */
const client = rowClient(
  new DynamoDBClient({
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  }),
);
const table = environmentVariable("ROWS_TABLE");
const folder = join(environmentVariable("LAMBDA_TASK_ROOT"), ROW_FOLDER);
const content = rowContent((file) => readFileSync(join(folder, file), "utf8"));
const policy = {
  table,
  owner: environmentVariable("ROWS_OWNER"),
  takeOver: environmentVariable("ROWS_TAKE_OVER") === "yes",
  sweepsLater: environmentVariable("ROWS_SWEEP") === "later",
};

/** What of Lambda's context is used. */
interface Context {
  getRemainingTimeInMillis(): number;
}

/** A deployment invokes it; what it answers, nobody builds on. */
export const handler = async (event: unknown, context?: Context): Promise<RowCounts> => {
  let asked = {};
  try {
    const checked = checkedRowEvent(event);
    asked = { task: checked.task, action: checked.tf?.action, release: checked.release };
    const counts = await writeRows(checked, {
      tableFor: (beforeEach) => rowTable(client, table, content.index.keys, beforeEach),
      content,
      policy,
      clock: {
        now: () => Date.now() / 1000,
        remaining: () => (context === undefined ? Infinity : context.getRemainingTimeInMillis() / 1000),
        pause: (seconds) => pause(seconds * 1000),
      },
      warn: (message) => logger.warn(message),
    });
    logger.info("rows written", { ...asked, ...counts });
    return counts;
  } catch (error) {
    logger.error("rows not written", { ...asked, reason: reasonOf(error) });
    throw error;
  }
};

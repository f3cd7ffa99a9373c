import { type PaymentPolicy, paymentPolicyOf } from "connect-ivr/internal/handlers/shared/paymentPolicy";
import { only } from "connect-ivr/internal/handlers/selfService/askedAbout";
import { dynamoSettlement } from "connect-ivr/internal/handlers/settlement/dynamoSettlement";
import { settlePayments, type SettlePaymentsDeps } from "connect-ivr/internal/handlers/settlement/settlePayments";
import {
  type Cursor,
  shortIdOf,
  type Unsettled,
  type UnsettledPayment,
  type UnsettledReservation,
} from "connect-ivr/internal/handlers/settlement/unsettled";
import { type Project, readProject } from "../../engine/project";
import { InputError } from "../../shared/errors";
import { deployedInstance } from "../deployedInstance";
import { dynamoRefusal } from "../dynamoRefusal";
import { during, print, printError, printJson } from "../output";

interface PaymentTables {
  readonly stack: string;
  /** Name of the table of `CallState`: needed. */
  readonly callState?: string;
  /** Name of the environments table: needed. */
  readonly environments?: string;
}

export interface PaymentsOptions extends PaymentTables {
  /** Runs the settler on this machine first. */
  readonly settle?: boolean;
  readonly json?: boolean;
}

export interface SetPaymentOptions extends PaymentTables {
  readonly by: string;
  readonly why: string;
  /** The gateway's own id of an approved payment. */
  readonly reference?: string;
}

/** What somebody may find out about a payment by other means. */
export const VERDICTS = ["paid", "unpaid", "told"] as const;
type Verdict = (typeof VERDICTS)[number];

/** Lists what is open, the oldest first. @returns the exit code: 1 when something is */
export async function payments({ settle, json, ...tables }: PaymentsOptions): Promise<number> {
  return withDeps(tables, async (deps, failures) => {
    const settlement = settle ? await during("Asking the gateways", settlePayments(deps)) : undefined;
    if (settlement?.ran === false)
      throw new InputError("The settler is at work elsewhere. Run the command again in a minute and a half.");
    const open = [
      ...(await all("payment", deps)).map(describedPayment),
      ...(await all("reservation", deps)).map(describedReservation),
    ];
    if (json) printJson({ ...(settlement && { settlement }), open });
    else {
      if (settlement) print(`Looked at ${settlement.seen}, settled ${settlement.settled}.`);
      print(open.length === 0 ? "Nothing is open." : open.map(lineOf).join("\n"));
    }
    for (const failure of failures) printError(failure);
    return open.length === 0 ? 0 : 1;
  });
}

/** Settles one payment by hand, unless it was settled meanwhile; who and why stays with it. @returns the exit code */
export async function setPayment(
  id: string,
  verdict: string,
  { by, why, reference, ...tables }: SetPaymentOptions,
): Promise<number> {
  if (!isVerdict(verdict)) throw new InputError(`${verdict} is none of ${VERDICTS.join(", ")}.`);
  return withDeps(tables, async (deps) => {
    const payment = (await all("payment", deps)).find(({ key }) => shortIdOf(key) === id);
    if (payment === undefined)
      throw new InputError(
        `No open payment has the id ${id}. List them: ivr payments. An order is confirmed or taken back by ivr payments --settle.`,
      );
    if (!(await settledBy(verdict, payment, reference, { by, why }, deps)))
      throw new InputError(
        `${id} is not what it was, or a caller is paying it now: nothing was changed. List the payments again: ivr payments.`,
      );
    print(`${id} is ${verdict === "told" ? "closed" : `set to ${verdict}`}, by ${by}: ${why}`);
    return 0;
  });
}

const isVerdict = (word: string): word is Verdict => (VERDICTS as readonly string[]).includes(word);

async function settledBy(
  verdict: Verdict,
  { place, holds, paymentKey, sentAt, paid }: UnsettledPayment,
  reference: string | undefined,
  trace: { readonly by: string; readonly why: string },
  { payments: of }: SettlePaymentsDeps,
): Promise<boolean> {
  if (verdict === "told") {
    if (paid === undefined) throw new InputError("The payment is in doubt: say whether it is paid or unpaid first.");
    return of.told(place, paid, trace);
  }
  if (holds !== "doubt" || paymentKey === undefined || sentAt === undefined)
    throw new InputError("The payment is not in doubt: it was approved, and the order system may not know of it.");
  const doubt = { paymentKey, sentAt };
  const answer = { ...only("approved"), ...(reference !== undefined && { reference }) };
  return of.settle(place, doubt, verdict === "paid" ? { status: "approved", answer } : { status: "nothing" }, trace);
}

async function all<Kind extends keyof Unsettled>(
  kind: Kind,
  { index }: SettlePaymentsDeps,
): Promise<Unsettled[Kind][]> {
  const found: Unsettled[Kind][] = [];
  let next: Cursor | undefined;
  do {
    const page = await index.page(kind, next);
    found.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return found;
}

/** A payment as a person reads it, without what says whom it is about but the order's id. */
interface Described {
  readonly id: string;
  readonly state: "doubt" | "paid, order system not seen to know" | "order not paid";
  readonly since: string;
  readonly orderId: string;
  readonly environment: string;
  readonly apiProfile: string;
  /** What the gateway is asked by. */
  readonly paymentKey?: string;
}

const timeOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/\.\d+/, "");

const describedPayment = ({ key, place, holds, unsettledSince, paymentKey }: UnsettledPayment): Described => ({
  id: shortIdOf(key),
  state: holds === "doubt" ? "doubt" : "paid, order system not seen to know",
  since: timeOf(unsettledSince),
  orderId: place.orderId,
  environment: place.environment,
  apiProfile: place.apiProfile,
  ...(holds === "doubt" && paymentKey !== undefined && { paymentKey }),
});

const describedReservation = ({ key, reservation, unsettledSince }: UnsettledReservation): Described => ({
  id: shortIdOf(key),
  state: "order not paid",
  since: timeOf(unsettledSince),
  orderId: reservation.orderId ?? "not known yet",
  environment: reservation.environment,
  apiProfile: reservation.apiProfile,
});

const lineOf = ({ id, state, since, orderId, environment, apiProfile, paymentKey }: Described): string =>
  [
    `${id}  ${state}, since ${since}`,
    `  order ${orderId}, environment ${environment}, API profile ${apiProfile}`,
    ...(paymentKey === undefined ? [] : [`  payment key ${paymentKey}`]),
  ].join("\n");

async function withDeps<T>(
  { stack, callState, environments }: PaymentTables,
  work: (deps: SettlePaymentsDeps, failures: readonly string[]) => Promise<T>,
): Promise<T> {
  if (callState === undefined || environments === undefined)
    throw new InputError(
      "Name the tables of the deployed stack: --call-state $(pulumi stack output callStateTable) --environments $(pulumi stack output environmentsTable)",
    );
  const project = readProject(process.cwd(), stack);
  // The clients of the handlers take the region from here, as they do in Lambda.
  process.env["AWS_REGION"] = deployedInstance(project).region;
  const failures: string[] = [];
  const deps = dynamoSettlement({
    callStateTable: callState,
    environmentsTable: environments,
    policy: policyOf(project),
    failed: (key, error) =>
      void failures.push(
        `${shortIdOf(key)} could not be settled: ${error instanceof Error ? error.message : "unknown"}`,
      ),
  });
  try {
    return await work(deps, failures);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw dynamoRefusal(error as Error, {
      absent: `${callState} or ${environments} is not there, or lacks the index "unsettled"`,
      outputs: "callStateTable, and environmentsTable",
      unanswered: "Check network and permissions (docs/payments.md) and run the command again: that is safe.",
    });
  }
}

/** The policy of the stack file, as the deployment hands it to the settler. */
const policyOf = ({ name, config }: Project): PaymentPolicy => paymentPolicyOf(config[`${name}:payments`] ?? "{}");

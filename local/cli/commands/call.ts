import { readProject } from "../../engine/project";
import { e164Of, startLaptop } from "../../laptop";
import { toldWorld, type WorldOptions } from "../callWorld";
import { callerOf } from "../keys";
import { describeNumber, notOfStack, requireCaller, requireE164 } from "../numbers";
import { callAsJson, describeCall } from "../describeCall";
import { during, print, printError, printJson } from "../output";
import { momentOf } from "../../shared/time";
import { describeUtterance } from "../../shared/transcript";

export interface CallOptions extends WorldOptions {
  readonly stack: string;
  readonly dial: string;
  readonly from?: string;
  readonly keys?: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** Places one call. @returns the exit code */
export async function call(options: CallOptions): Promise<number> {
  const caller = callerOf(options.keys);
  const laptop = await during(
    `Evaluating stack ${options.stack}`,
    startLaptop(readProject(process.cwd(), options.stack)),
  );
  try {
    const dialed = requireE164(options.dial, "--dial", laptop.numbers);
    const from = options.from === undefined ? undefined : requireCaller(options.from, "--from");
    const number = laptop.numbers.find((row) => e164Of(row) === dialed);
    const at = momentOf(options.at, number);
    const result = await laptop.call(
      { dialed, at, ...(from !== undefined && { from }) },
      { caller, ...toldWorld(options, laptop) },
    );
    if (options.json) printJson(callAsJson(result));
    else
      print(
        [
          number === undefined ? dialed : describeNumber(number),
          at.toISOString(),
          "",
          ...result.transcript.map(describeUtterance),
          "",
          describeCall(result),
        ].join("\n"),
      );
    if (number === undefined) {
      printError(notOfStack(dialed, options.stack));
      return 2;
    }
    return result.end === "error" ? 1 : 0;
  } finally {
    await laptop.close();
  }
}

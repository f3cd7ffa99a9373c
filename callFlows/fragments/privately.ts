import {
  type Block,
  flowAttribute,
  type Fragment,
  fragment,
  match,
  type Reference,
  setFlowAttributes,
  setLogging,
  setRecordingBehavior,
  system,
  type WholeRecording,
} from "../../flowLanguage";
import { attributes } from "../contactAttributes";
import { RECORD_ALL } from "./restoreRecording";

/** Whether flows write a log: `initFlow` begins so, and what turns it off for a while goes back to it. */
export const FLOW_LOG = "Enabled";

/** Every recording off; nobody has to know which of them runs. */
const UNRECORDED = { participants: [], screen: [], flow: "Disabled" } as const satisfies WholeRecording;

/** What stands where the input of a caller stood. */
export const CLEARED = "cleared";

/** What a caller keyed in, encrypted, until it is cleared: in a flow attribute, which no record shows. */
export interface Held {
  readonly attribute: string;
  readonly held: Reference;
  /** Keeps the input that was stored last. */
  hold<const T extends string>(to: { then: T; error: T }): Block<T>;
}

export const held = (attribute: string): Held => ({
  attribute,
  held: flowAttribute(attribute),
  hold: (to) => setFlowAttributes({ [attribute]: system.storedInput }, to),
});

/**
 * Input that nobody may read afterwards: before the first key the flow log and all three recordings
 * are turned off; whatever leaves by `leave` has cleared what it held and turned them on again as
 * they were.
 */
export function privately<const Begin extends string, const Left extends string>(
  inputs: readonly Held[],
  to: { begin: Begin; left: Left },
): Fragment<"goPrivate" | "leave", Begin | Left> {
  const { begin, left }: Record<"begin" | "left", string> = to;
  return fragment<"goPrivate" | "leave", Begin | Left>({
    goPrivate: setLogging("Disabled", { then: "stopRecording" }),
    stopRecording: setRecordingBehavior(UNRECORDED, { then: begin }),
    leave: setFlowAttributes(Object.fromEntries(inputs.map(({ attribute }) => [attribute, CLEARED])), {
      then: "wasRecorded",
      error: "wasRecorded",
    }),
    wasRecorded: match(attributes.recording, { on: "recordAgain" }, "writeLog"),
    recordAgain: setRecordingBehavior(RECORD_ALL, { then: "writeLog" }),
    writeLog: setLogging(FLOW_LOG, { then: left }),
  });
}

import { type Fragment, fragment, match, setRecording } from "../../flowLanguage";
import { attributes } from "../contactAttributes";

/** Records both sides of the call and what the flows say and hear. */
export const RECORD_ALL = { participants: ["Agent", "Customer"], flow: "Enabled" } as const;

/** A new contact of the chain is not recorded: records it where the call before it was. */
export function restoreRecording<const Exit extends string>(to: { then: Exit }): Fragment<"isRecorded", Exit> {
  const then: string = to.then;
  return fragment<"isRecorded", Exit>({
    isRecorded: match(attributes.recording, { on: "record" }, then),
    record: setRecording(RECORD_ALL, { then, error: then, otherChannel: then }),
  });
}

import type { WholeRecording } from "../../../../flowLanguage";

/** How a call is recorded whose contact attribute `recording` is `on`: both sides, and what the flows say and hear. */
export const RECORDED = { participants: ["Agent", "Customer"], flow: "Enabled" } as const satisfies WholeRecording;

/** Every recording off; nobody has to ask which of them runs. */
export const UNRECORDED = { participants: [], screen: [], flow: "Disabled" } as const satisfies WholeRecording;

/** Whether flows write a log: `initFlow` begins so, and what turns it off for a while goes back to it. */
export const FLOW_LOG = "Enabled";

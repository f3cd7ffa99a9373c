import type { Contact, Stage } from "./contact";
import type { Ended } from "./observed";

/**
 * How a flow ended: it did something with the contact, or it leaves it as it is (held by a block, or broken off, or at
 * its end).
 */
export type FlowEnd = Ended | "rest";

/** What comes next in a contact's life: a stage, or the end of the call. */
export type Next = { readonly stage: Stage } | { readonly ended: Ended };

export const goTo = (stage: Stage): Next => ({ stage });
export const callEnds = (ended: Ended): Next => ({ ended });

/** A call that has been with an agent ends where it stood before; one that an agent made stood nowhere. */
export const endsAsQueued = ({ queued }: Contact): Next => callEnds(queued ?? { end: "goodbye" });

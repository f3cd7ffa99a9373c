import type { Action } from "connect-ivr/flow";
import type { Contact } from "../contact";
import type { DeployedFlow } from "../instance";
import type { Ended } from "../observed";
import type { World } from "../world";

/** What takes a branch out of the action itself. */
export type Branching =
  | { readonly kind: "next" }
  /** A value that the conditions are compared with. */
  | {
      readonly kind: "value";
      readonly value: string | undefined;
      /** The same with its JSON type. */ readonly raw?: unknown;
    }
  | { readonly kind: "error"; readonly error: string; /** What the flow log says of it. */ readonly logged?: string };

/** What an action leads to. */
export type Outcome =
  | Branching
  | { readonly kind: "flow"; readonly flow: DeployedFlow }
  | { readonly kind: "module"; readonly module: DeployedFlow; readonly input?: unknown }
  /** The end of a module, with its result where it names one. */
  | { readonly kind: "return"; readonly result?: string; readonly data?: unknown }
  /** The block itself holds the contact until someone comes. */
  | { readonly kind: "hold" }
  | { readonly kind: "end"; readonly ended: Ended };

/** Runs one type of action. A new type is one entry of this shape in its family's file. */
export type Executor = (action: Action, contact: Contact, world: World) => Outcome | Promise<Outcome>;

export const next: Branching = { kind: "next" };
export const hold: Outcome = { kind: "hold" };
export const value = (text: string | undefined): Branching => ({ kind: "value", value: text });
export const error = (name: string): Branching => ({ kind: "error", error: name });
export const failed: Branching = error("NoMatchingError");
export const end = (ended: Ended): Outcome => ({ kind: "end", ended });

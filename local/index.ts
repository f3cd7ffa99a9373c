export { evaluate } from "./engine/evaluate";
export { type Graph, isSecret, isUnknown, type Mode, plain, type Resource, resourcesOf, UNKNOWN } from "./engine/graph";
export { type Project, readProject } from "./engine/project";
export { e164Of, type Laptop, startGraph, startLaptop } from "./laptop";
export { InputError } from "./shared/errors";
export type { Utterance } from "./shared/transcript";
export type { Call, CallResult } from "./simulator/call";
export type { ContactRecord } from "./simulator/contactRecord";
export { scriptedCaller } from "./simulator/keys";
export type { End, LookupCall, Route, Step } from "./simulator/observed";
export type { Script } from "./simulator/script";
export type {
  AgentScript,
  AgentTransfer,
  CallerAction,
  InputRequest,
  QueueState,
  ThirdPartyOutcome,
  Wait,
} from "./simulator/world";

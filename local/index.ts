export { evaluate } from "./engine/evaluate";
export { type Graph, isSecret, isUnknown, type Mode, plain, type Resource, resourcesOf, UNKNOWN } from "./engine/graph";
export { InputError, type Project, readProject } from "./engine/project";
export { e164Of, type Laptop, type Script, startGraph, startLaptop } from "./laptop";
export type { Call, CallResult } from "./simulator/call";
export type { CallerAction, End, InputRequest, LookupCall, Route, Step, Utterance } from "./simulator/contact";
export type { ContactRecord } from "./simulator/contactRecord";
export { scriptedCaller } from "./simulator/keys";

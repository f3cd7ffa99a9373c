import { type Flow, parse, render } from "../../flowLanguage";
import { textOf } from "../../local/render/text";
import { links } from "./site";

/** A flow as it is rendered, in words that a person can compare. */
export const readable = (flow: Flow): string => textOf({ ...flow, content: parse(render(flow, links)) });

import { getPrompts } from "../getPrompts";
import { lambda } from "../shared/entry";

export const handler = lambda("getPrompts", getPrompts);

import { getNumberAttributes } from "../getNumberAttributes";
import { lambda } from "../shared/entry";

export const handler = lambda("getNumberAttributes", getNumberAttributes);

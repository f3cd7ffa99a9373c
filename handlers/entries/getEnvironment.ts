import { getEnvironment } from "../getEnvironment";
import { lambda } from "../shared/entry";

export const handler = lambda("getEnvironment", getEnvironment);

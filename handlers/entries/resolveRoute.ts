import { resolveRoute } from "../resolveRoute";
import { lambda } from "../shared/entry";

export const handler = lambda("resolveRoute", resolveRoute);

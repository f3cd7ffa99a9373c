import { secureFunction } from "../selfService/secureEntry";
import { verifyCaller } from "../selfService/verifyCaller";

export const handler = secureFunction("verifyCaller", verifyCaller);

import { secureFunction } from "../selfService/secureEntry";
import { takePayment } from "../selfService/takePayment";

export const handler = secureFunction("takePayment", takePayment);

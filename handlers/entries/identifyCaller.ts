import { identifyCaller } from "../selfService/identifyCaller";
import { companySystems } from "../shared/companySystems";
import { connectFunction } from "../shared/entry";

export const handler = connectFunction("identifyCaller", identifyCaller, (journal) => ({
  systems: companySystems(journal),
}));

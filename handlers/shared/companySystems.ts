import { type ApiClient, apiClient } from "./apiClient";
import { documentClient } from "./documentClient";
import { environmentVariable } from "./entry";
import { environmentReader } from "./environments";
import type { Journal } from "./journal";
import { type LookupEvent, requireParameter, RowMissing } from "./lookup";
import { secretsManager } from "./secrets";

/** The company's systems that serve a call: those of its environment and of the dialed number's API profile. */
export type CompanySystems = (event: LookupEvent) => Promise<ApiClient>;

/** The systems that the environments table names. A profile that it does not have is one without systems. */
export function companySystems(journal: Journal): CompanySystems {
  const environment = environmentReader(documentClient(), environmentVariable("ENVIRONMENTS_TABLE"));
  const secrets = secretsManager();
  return async (event) => {
    const row = await environment(requireParameter(event, "environment"));
    if (row === undefined) throw new RowMissing("The environments table has no row for the call's environment.");
    const profile = row.apis[requireParameter(event, "apiProfile")] ?? {};
    return apiClient(profile, { secrets, unavailable: (unavailable) => journal.unavailable(event, unavailable) });
  };
}

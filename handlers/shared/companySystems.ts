import type { EnvironmentRow } from "../rows";
import { type ApiClient, apiClient, type ApiClientDeps, systemNameOf } from "./apiClient";
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
    return clientOf(row, requireParameter(event, "apiProfile"), {
      secrets,
      unavailable: (unavailable) => journal.unavailable(event, unavailable),
    });
  };
}

/** The client of a profile of an environment. */
export function clientOf({ apis }: EnvironmentRow, apiProfile: string, deps: ApiClientDeps): ApiClient {
  const profile = apis[apiProfile] ?? {};
  const orders = systemNameOf(profile.orders);
  const profiles = Object.keys(apis).filter((name) => systemNameOf(apis[name]?.orders) === orders);
  return apiClient(profile, { ...deps, profiles });
}

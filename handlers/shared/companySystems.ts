import type { ApiName, EnvironmentRow } from "../rows";
import { type ApiClient, apiClient, type ApiClientDeps, systemNameOf } from "./apiClient";
import type { Suffices } from "./cache";
import { callerNumberOf } from "./callerNumber";
import { callOf } from "./callState";
import { documentClient } from "./documentClient";
import { environmentVariable } from "./entry";
import { environmentReader } from "./environments";
import type { Journal } from "./journal";
import { type LookupEvent, requireParameter, RowMissing } from "./lookup";
import { own } from "./own";
import { secretsManager } from "./secrets";

/** The company's systems that serve a call: those of its environment and of the dialed number's API profile. */
export type CompanySystems<Asked extends ApiName = ApiName> = (event: LookupEvent) => Promise<ApiClient<Asked>>;

/** The systems that the environments table names. A profile that it does not have is one without systems. */
export function companySystems(journal: Journal): CompanySystems {
  const stale = (): void => journal.noted(undefined, "StaleAnswer");
  const environments = environmentReader(documentClient(), environmentVariable("ENVIRONMENTS_TABLE"), stale);
  const secrets = secretsManager(stale);
  return async (event) => {
    const environment = requireParameter(event, "environment");
    const apiProfile = requireParameter(event, "apiProfile");
    const row = await environments(environment, sufficesForProfile(apiProfile));
    if (row === undefined) throw new RowMissing("The environments table has no row for the call's environment.");
    return clientOf(row, apiProfile, {
      secrets,
      unavailable: (unavailable) => journal.unavailable(event, unavailable),
      whose: callerNumberOf(event) ?? callOf(event),
    });
  };
}

/**
 * Whether a remembered environment suffices for a profile. One that has others, and not this, may lack what a release
 * added. One without any is an environment without systems: else it would be read for every call.
 */
export const sufficesForProfile =
  (apiProfile: string): Suffices<EnvironmentRow> =>
  ({ apis }) =>
    own(apis, apiProfile) !== undefined || Object.keys(apis).length === 0;

/** The client of a profile of an environment. */
export function clientOf({ apis }: EnvironmentRow, apiProfile: string, deps: ApiClientDeps): ApiClient {
  const profile = own(apis, apiProfile) ?? {};
  const orders = systemNameOf(profile.orders);
  const profiles = Object.keys(apis).filter((name) => systemNameOf(apis[name]?.orders) === orders);
  return apiClient(profile, { ...deps, profiles });
}

import { type Fragment, fragment, lookup, match } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes, setAttributes } from "../contactAttributes";
import { type FlowSite, runModule } from "../site";

/**
 * Finds the ARN of a module and runs it. A module that fails has left the reason `failure`, which goes up to the flow
 * that the caller is in.
 */
function runNamedModule<const Entry extends string, const Exit extends string>(
  entry: Entry,
  name: "authenticationModule" | "paymentModule" | "productModule",
  site: FlowSite,
  to: { then: Exit; failed: Exit; error: Exit },
): Fragment<Entry, Exit> {
  const { then, failed, error }: Record<"then" | "failed" | "error", string> = to;
  const place = lookup(contracts.getEnvironment, [`${name}Arn`]);
  return fragment<Entry, Exit>({
    [entry]: place.invoke({ environment: attributes.environment }, { then: `${entry} found`, error }),
    [`${entry} found`]: place.keep({ then: `${entry} now`, error }),
    [`${entry} now`]: runModule(site, name, place.kept[`${name}Arn`], { then: `${entry} failed`, error }),
    [`${entry} failed`]: match(attributes.reason, { failure: failed }, then),
  });
}

/**
 * Has callers prove who they are, who have not: goes on with those who did, and leaves with the others.
 * Whom a function takes for unverified all the same, because the proof is too old, comes in by
 * `setUnproven`, and is one of the others from then on.
 */
export function authenticated<const Proven extends string, const Exit extends string>(
  site: FlowSite,
  to: { proven: Proven; unproven: Exit; error: Exit },
): Fragment<"hasPassed" | "setUnproven", Proven | Exit> {
  const { proven, unproven, error }: Record<"proven" | "unproven" | "error", string> = to;
  return fragment<"hasPassed" | "setUnproven", Proven | Exit>({
    hasPassed: match(attributes.auth_result, { passed: proven }, "authenticate"),
    setUnproven: setAttributes({ auth_result: "failed" }, { then: unproven, error }),
    ...runNamedModule("authenticate", "authenticationModule", site, { then: "isProven", failed: unproven, error }),
    isProven: match(attributes.auth_result, { passed: proven }, unproven),
  });
}

/** Sells a product to the caller. */
export const soldProduct = <const Exit extends string>(
  site: FlowSite,
  to: { then: Exit; failed: Exit; error: Exit },
): Fragment<"sell", Exit> => runNamedModule("sell", "productModule", site, to);

/** Has what the contact attribute `order_id` names paid by card. */
export const paid = <const Exit extends string>(
  site: FlowSite,
  to: { then: Exit; failed: Exit; error: Exit },
): Fragment<"pay", Exit> => runNamedModule("pay", "paymentModule", site, to);

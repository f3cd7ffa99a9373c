import { type Fragment, fragment, lookup } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes } from "../contactAttributes";

const security = lookup(contracts.getEnvironment, ["securityKeyId", "securityCertificate"]);

/** The security key of the call's environment; its id is `none` where there is none. */
export const inputKey = { id: security.kept.securityKeyId, certificate: security.kept.securityCertificate };

/** Looks up the key that input is encrypted with. */
export function findInputKey<const Exit extends string>(to: {
  then: Exit;
  error: Exit;
}): Fragment<"findInputKey", Exit> {
  const { then, error }: Record<"then" | "error", string> = to;
  return fragment<"findInputKey", Exit>({
    findInputKey: security.invoke({ environment: attributes.environment }, { then: "keepInputKey", error }),
    keepInputKey: security.keep({ then, error }),
  });
}

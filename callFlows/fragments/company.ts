import { type Fragment, fragment, lookup } from "../../flowLanguage";
import { contracts } from "../../handlers";
import { attributes } from "../contactAttributes";

const number = lookup(contracts.getNumberAttributes, ["apiProfile"]);

/** What every self-service function is told: where the company's systems of this call are. */
export const company = { environment: attributes.environment, apiProfile: number.kept.apiProfile };

/** Looks up what `company` refers to. */
export function findCompany<const Exit extends string>(to: { then: Exit; error: Exit }): Fragment<"findCompany", Exit> {
  const { then, error }: Record<"then" | "error", string> = to;
  return fragment<"findCompany", Exit>({
    findCompany: number.invoke({}, { then: "keepCompany", error }),
    keepCompany: number.keep({ then, error }),
  });
}

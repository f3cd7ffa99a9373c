import { ENTRY_FLOW } from "../callFlows/standardFlows";
import { InputError } from "./engine/project";
import type { DeployedFlow, Instance } from "./simulator/instance";

/** The flow that calls begin in. @throws InputError when the stack deploys none */
export function entryOf({ flows }: Instance): DeployedFlow {
  const entry = [...flows.values()].find(({ name }) => name === ENTRY_FLOW);
  if (entry === undefined)
    throw new InputError(
      `The stack deploys no flow ${ENTRY_FLOW}, in which calls begin. Add it to the ConnectFlowSet.`,
    );
  return entry;
}

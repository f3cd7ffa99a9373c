import type { ContactAttributeName } from "../../callFlows/contactAttributes";
import { type Exploration, exploreSetting } from "../../local/explorer/explore";
import { type FlowJson, instanceOf, type Scene, stubFunctions, type StubFunction } from "../simulator/world";

export const DIALED = "+15555550100";

/** The row of the number that a scene's calls dial. */
export const NUMBER_ROW = {
  key: `number#${DIALED}`,
  active: "yes",
  country: "US",
  languages: "en-US",
  hours: "office",
  timeZone: "America/New_York",
  holidays: "2026-12-25",
};

export interface ExploredScene extends Omit<Scene, "flows" | "functions"> {
  readonly flow: FlowJson;
  readonly others?: Readonly<Record<string, FlowJson>>;
  readonly functions?: Readonly<Record<string, StubFunction>>;
  readonly rows?: readonly object[];
  readonly faults?: boolean;
}

/** Walks all calls of a flow that is written by hand. */
export function explored({
  flow,
  others = {},
  functions = {},
  rows = [],
  faults = false,
  ...scene
}: ExploredScene): Promise<Exploration> {
  const instance = instanceOf({ ...scene, flows: { initFlow: flow, ...others } });
  return exploreSetting(
    { stack: "test", instance, functions: stubFunctions(functions), rows: [NUMBER_ROW, ...rows] },
    { faults, from: new Date("2026-11-23T05:00:00Z") },
  );
}

/** What was found, as `id flow/block`, without the blocks that a scene does not need. */
export const found = ({ violations }: Exploration): string[] =>
  violations.map(({ id, flow, block }) => `${id} ${flow}/${block}`);

/** The caller's language, as the contract of the contact attributes has it. */
export const LANGUAGE: ContactAttributeName = "language";

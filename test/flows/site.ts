import { DEFAULT_CALL_LIMITS, type FlowSite } from "../../callFlows/site";
import type { Speech, SpokenLanguage } from "../../callFlows/speech";
import { STANDARD_MENU_MODULES, standardFlows } from "../../callFlows/standardFlows";
import { contracts } from "../../handlers";
import type { Flow } from "../../flowLanguage";

const spoken = (
  language: string,
  voice: string,
  [apology, goodbye, hold, introduction]: readonly [string, string, string, string],
): SpokenLanguage => ({
  language,
  voice,
  engine: "Neural",
  apology: `<speak>${apology}</speak>`,
  goodbye: `<speak>${goodbye}</speak>`,
  hold: `<speak>${hold}</speak>`,
  introduction: `<speak>${introduction}</speak>`,
});

/** Three languages; the calling code 1 is shared by two countries. */
export const speech: Speech = {
  defaultLanguage: "en-US",
  languages: [
    spoken("en-US", "Joanna", ["We are sorry.", "Goodbye.", "Please hold.", "This is Example Corp."]),
    spoken("fr-CA", "Gabrielle", ["Nous sommes désolés.", "Au revoir.", "Veuillez patienter.", "Ici Example Corp."]),
    spoken("de-DE", "Vicki", ["Es tut uns leid.", "Auf Wiederhören.", "Bitte warten Sie.", "Hier ist Example Corp."]),
  ],
  callingCodes: [
    { code: "1", languages: ["en-US", "fr-CA"] },
    { code: "49", languages: ["de-DE"] },
  ],
};

export const MODULE_REFERENCES = ["dynamic", "static"] as const;
export type ModuleReferences = (typeof MODULE_REFERENCES)[number];

export const siteOf = (moduleReferences: ModuleReferences, more: Partial<FlowSite> = {}): FlowSite => ({
  speech,
  moduleReferences,
  menuModules: STANDARD_MENU_MODULES,
  limits: DEFAULT_CALL_LIMITS,
  ...more,
});
export const flowsOf = (moduleReferences: ModuleReferences, more: Partial<FlowSite> = {}): Flow[] =>
  standardFlows(siteOf(moduleReferences, more));

/** Functions by names that are no ARNs, so that an ARN in a flow is the flow's own. */
export const links = {
  functions: Object.fromEntries(contracts.FUNCTION_ROLES.map((role) => [role, `function ${role}`])),
};

import type { Flow } from "../flowLanguage";
import { addOnModule } from "./addOnModule";
import { authenticationModule } from "./authenticationModule";
import { balanceModule } from "./balanceModule";
import { agentGuideFlow } from "./agentGuideFlow";
import { disconnectFlow } from "./disconnectFlow";
import { initFlow } from "./initFlow";
import { languageModule } from "./languageModule";
import { mainFlow } from "./mainFlow";
import { openingHoursModule } from "./openingHoursModule";
import { orderStatusModule } from "./orderStatusModule";
import { passwordModule } from "./passwordModule";
import { paymentModule } from "./paymentModule";
import { productModule } from "./productModule";
import { productsFlow } from "./productsFlow";
import { queueFlow } from "./queueFlow";
import { recordingModule } from "./recordingModule";
import type { FlowSite } from "./site";
import { agentTransferFlow, queueTransferFlow } from "./transferFlows";
import { agentWhisperFlow, customerWhisperFlow, outboundWhisperFlow } from "./whisperFlows";

/** The modules of the library that a menu can lead to. */
export const STANDARD_MENU_MODULES = [
  "openingHoursModule",
  "orderStatusModule",
  "balanceModule",
  "passwordModule",
  "addOnModule",
  "productModule",
] as const;

/** The flows of the library that a menu or a number can lead to. */
export const STANDARD_MENU_FLOWS = ["mainFlow", "productsFlow"] as const;

/** The flow that every dialed number starts in. */
export const ENTRY_FLOW = "initFlow";
/** The flow that plays the menus; sub-flows lead back to it. */
export const MAIN_FLOW = "mainFlow";
/** What a customer hears when an agent calls. */
export const OUTBOUND_WHISPER_FLOW = "outboundWhisperFlow";
/** What brings a caller to the queue of a quick connect. */
export const QUEUE_TRANSFER_FLOW = "queueTransferFlow";

/** The names of all flows and modules of the library: taken. */
export const STANDARD_FLOW_NAMES = [
  "languageModule",
  "openingHoursModule",
  "authenticationModule",
  "paymentModule",
  "orderStatusModule",
  "balanceModule",
  "passwordModule",
  "addOnModule",
  "productModule",
  "initFlow",
  "mainFlow",
  "productsFlow",
  "queueFlow",
  "agentTransferFlow",
  "queueTransferFlow",
  "outboundWhisperFlow",
  "recordingModule",
  "agentWhisperFlow",
  "customerWhisperFlow",
  "disconnectFlow",
  "agentGuideFlow",
] as const;

/**
 * The flows and modules that serve every number: all that a phone system needs to take a call.
 * A company adds sub-flows of its own beside them.
 */
export const standardFlows = (site: FlowSite): Flow[] => [
  languageModule(),
  openingHoursModule(site),
  authenticationModule(site),
  paymentModule(site),
  orderStatusModule(site),
  balanceModule(site),
  passwordModule(site),
  addOnModule(site),
  productModule(site),
  initFlow(site),
  mainFlow(site),
  productsFlow(site),
  queueFlow(site),
  agentTransferFlow(site),
  queueTransferFlow(site),
  outboundWhisperFlow(site),
  recordingModule(site),
  agentWhisperFlow(site),
  customerWhisperFlow(site),
  disconnectFlow(site),
  agentGuideFlow(),
];

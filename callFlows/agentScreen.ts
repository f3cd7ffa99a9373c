import { attributes, type ContactAttributeName } from "./contactAttributes";

/** A part of the agent's screen: contact attributes, each with its label. */
export interface ScreenSection {
  readonly heading: string;
  readonly shows: { readonly [Name in ContactAttributeName]?: string };
}

/**
 * What an agent's screen shows of a call: the attributes that the contract names the agent a reader
 * of, and no other. The guide's flow fills it, the view that is deployed lays it out.
 */
export const AGENT_SCREEN: readonly ScreenSection[] = [
  {
    heading: "Caller",
    shows: {
      country: "Country",
      language: "Language",
      identity: "Caller's number",
      customer_id: "Customer",
      auth_result: "Verified",
      auth_method: "Verified by",
      account_state: "Account",
      recording: "Recording",
    },
  },
  {
    heading: "Reason",
    shows: {
      line_of_business: "Line of business",
      reason: "Reason",
      menu_path: "Way through the menus",
      self_service: "Done without an agent",
    },
  },
  { heading: "Order", shows: { order_id: "Order", order_state: "State" } },
  {
    heading: "Payment",
    shows: {
      payment_result: "Result",
      payment_amount: "Amount in minor units",
      payment_currency: "Currency",
      payment_reference: "Reference",
    },
  },
];

/** The logical key of the view in the environments row. */
export const AGENT_VIEW = "agentGuide";
/** What an agent does who needs the screen no more. */
export const CLOSE_SCREEN = "Close";

/** The attributes on the screen. */
export const shownAttributes = AGENT_SCREEN.flatMap(({ shows }) => Object.keys(shows) as ContactAttributeName[]);

/** What the guide passes to the view: every attribute under its own name. */
export const screenData: Readonly<Record<string, string>> = Object.fromEntries(
  shownAttributes.map((name) => [name, attributes[name]]),
);

/** A view of the agent's workspace, as `AgentGuide` deploys it. */
export interface AgentView {
  template: string;
  actions: string[];
  description: string;
}

/** The view of the agent's screen: a section for each part of it, and a button that closes it. */
export function agentScreenView(): AgentView {
  const sections = AGENT_SCREEN.map(({ heading, shows }) => ({
    _id: heading.toLowerCase(),
    Type: "AttributeSection",
    Props: {
      Heading: heading,
      Columns: 2,
      Items: Object.entries(shows).map(([name, label]) => ({ Label: label, Value: `$.${name}` })),
    },
    Content: [],
  }));
  const close = { _id: "close", Type: "Button", Props: { Action: CLOSE_SCREEN }, Content: [CLOSE_SCREEN] };
  return {
    template: JSON.stringify({
      Head: { Title: "Call", Configuration: {} },
      Body: [{ _id: "call", Type: "Container", Props: {}, Content: [...sections, close] }],
    }),
    actions: [CLOSE_SCREEN],
    description: "Who calls, why, and what was done without an agent.",
  };
}

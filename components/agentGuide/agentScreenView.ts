import { AGENT_SCREEN, CLOSE_SCREEN } from "../connectFlowSet/agentScreen";
import type { ViewArgs } from "./agentGuide";

/** The view of the agent's screen: a section for each part of it, and a button that closes it. */
export function agentScreenView(): ViewArgs {
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

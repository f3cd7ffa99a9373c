import type { Contact } from "./contact";
import { idOf } from "./ids";
import type { AgentScript, AgentTransfer, World } from "./world";

/** The agent whom the contact is with or will meet next: each transfer leads to the next one of the script. */
export function agentOf({ agentsBefore }: Pick<Contact, "agentsBefore">, { agent }: World): AgentScript {
  let script = agent;
  for (let passed = 0; passed < agentsBefore; passed++)
    script = { ...script, ends: "caller", ...(isTransfer(script.ends) && script.ends.next) };
  return script;
}

export const isTransfer = (ends: AgentScript["ends"]): ends is AgentTransfer => typeof ends === "object";

export const agentArn = ({ userName }: AgentScript, { instance }: World): string =>
  `${instance.arn}/agent/${idOf(userName)}`;

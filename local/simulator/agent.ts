import { createHash } from "node:crypto";
import type { Contact } from "./contact";
import type { AgentScript, AgentTransfer, World } from "./world";

/** The agent whom the contact is with or will meet next: each transfer leads to the next one of the script. */
export function agentOf({ agentsBefore }: Pick<Contact, "agentsBefore">, { agent }: World): AgentScript {
  let script = agent;
  for (let passed = 0; passed < agentsBefore; passed++) script = { ...script, ends: "caller", ...(isTransfer(script.ends) && script.ends.next) };
  return script;
}

export const isTransfer = (ends: AgentScript["ends"]): ends is AgentTransfer => typeof ends === "object";

/** An id that the same seed always has. */
export function idOf(seed: string): string {
  const hex = createHash("sha256").update(seed).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const agentArn = ({ userName }: AgentScript, { instance }: World): string => `${instance.arn}/agent/${idOf(userName)}`;

import { idOf } from "./ids";
import { contactsOf, disconnect, giveBack, stepAside } from "./chain";
import { type Contact, frameOf, newContact } from "./contact";
import type { World } from "./world";

/**
 * A step-by-step guide is a chat of its own beside the call: the agent sees it, no time passes in the
 * call for it (reference 2.1, ShowView).
 */
export function beginGuide(contact: Contact, world: World): void {
  const serial = contactsOf(contact).length;
  const id = idOf(`${contact.initialId} ${serial}`);
  stepAside(
    contact,
    newContact(
      {
        id,
        serial,
        relatedId: contact.id,
        channel: "CHAT",
        initiation: "API",
        dialed: contact.dialed,
        caller: contact.caller,
        startedAt: new Date(contact.now),
        attributes: world.behaviour("guideAttributes") === "copied" ? contact.attributes : new Map(),
        agent: contact.agent,
        agentsBefore: contact.agentsBefore,
        logging: contact.logging,
        past: contact.past,
      },
      frameOf(contact).flow,
    ),
  );
}

/** The guide is over, where there was one; the call goes on. */
export function endGuide(contact: Contact): void {
  if (contact.relatedId === undefined) return;
  disconnect(contact, "CONTACT_FLOW_DISCONNECT");
  giveBack(contact);
}

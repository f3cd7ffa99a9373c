import { idOf } from "./ids";
import { type Contact, type DisconnectReason, frameOf, newContact } from "./contact";
import type { World } from "./world";
import { SimulatorError } from "../shared/errors";

/** How many contacts a chain can have (reference 1.9). */
const MAXIMUM_CHAIN = 12;

/** All contacts of a call as they stand, in the order in which they began. */
export const contactsOf = (contact: Contact): Contact[] =>
  [...contact.past, contact, ...(contact.parked === undefined ? [] : [contact.parked])].sort(
    (one, other) => one.serial - other.serial,
  );

/** Whether a transfer out of a queue takes its error branch, because the chain is as long as it can be. */
export const isChainFull = (contact: Contact): boolean =>
  contactsOf(contact).filter(({ channel }) => channel === "VOICE").length >= MAXIMUM_CHAIN;

/** Notes how the contact was disconnected. */
export function disconnect(contact: Contact, reason: DisconnectReason): void {
  contact.left = { at: contact.now, reason };
}

/** A contact that is over, without what belongs to the whole call. */
export const overAndDone = (contact: Contact, nextId: string | undefined = contact.nextId): Contact => ({
  ...contact,
  past: [],
  parked: undefined,
  nextId,
});

/**
 * The contact that goes on from this one. Contact attributes go with it, and writing to the flow log
 * (reference 2.3).
 * @throws SimulatorError where the chain is as long as it can be
 */
export function nextInChain(
  contact: Contact,
  world: World,
  beginning: Pick<Contact, "initiation"> & Partial<Contact>,
): Contact {
  if (isChainFull(contact))
    throw new SimulatorError(
      `A chain has ${MAXIMUM_CHAIN} contacts, and what the service does with one more is not known here.`,
    );
  const { voice, languageCode, hooks, recording } = contact;
  const serial = contactsOf(contact).length;
  return newContact(
    {
      id: idOf(`${contact.initialId} ${serial}`),
      initialId: contact.initialId,
      previousId: contact.id,
      dialed: contact.dialed,
      caller: contact.caller,
      startedAt: new Date(contact.now),
      now: contact.now,
      attributes: contact.attributes,
      logging: contact.logging,
      queued: contact.queued,
      agentsBefore: contact.agentsBefore,
      serial,
      past: contact.past,
      ...(world.behaviour("chainedState") === "kept" && { voice, languageCode, hooks, recording }),
      ...beginning,
    },
    frameOf(contact).flow,
  );
}

/** The contact is over, and the next one of its chain takes its place. */
export function goOnAs(
  contact: Contact,
  world: World,
  beginning: Pick<Contact, "initiation"> & Partial<Contact>,
): void {
  const next = nextInChain(contact, world, beginning);
  Object.assign(contact, next, { past: [...contact.past, overAndDone(contact, next.id)] });
}

/** The contact is set aside while another one has its place. */
export function stepAside(contact: Contact, other: Contact): void {
  Object.assign(contact, other, { parked: overAndDone(contact) });
}

/** The contact is over, and the one that was set aside has its place again. */
export function giveBack(contact: Contact, changes: Partial<Contact> = {}): void {
  Object.assign(contact, contact.parked, {
    past: [...contact.past, overAndDone(contact)],
    parked: undefined,
    ...changes,
  });
}

import { copyOf, type Beginning, type Contact, frameOf, newContact } from "../../local/simulator/contact";
import type { DeployedFlow } from "../../local/simulator/instance";
import { type Script, worldOf } from "../../local/simulator/script";
import { step } from "../../local/simulator/step";
import type { World } from "../../local/simulator/world";
import { type FlowJson, instanceOf, type Scene, stubFunctions } from "./world";

interface Walk {
  readonly contact: Contact;
  readonly said: readonly string[];
  /** The blocks in turn, each with the branch that was taken out of it. */
  readonly passed: readonly string[];
}

/** Walks a contact of any kind through one flow, until it ends or comes to the block `stop`. */
export async function walk(
  flow: FlowJson,
  beginning: Partial<Beginning> = {},
  scene: Omit<Scene, "flows" | "world"> = {},
  script: Partial<Script> = {},
  more: Partial<World> = {},
): Promise<Walk> {
  const instance = instanceOf({ ...scene, flows: { main: flow } });
  const [entry] = [...instance.flows.values()] as [DeployedFlow];
  const contact = newContact(
    {
      id: "contact-1",
      dialed: "+15555550100",
      caller: undefined,
      startedAt: new Date("2026-03-02T15:00:00Z"),
      ...beginning,
    },
    entry,
  );
  const said: string[] = [];
  const passed: string[] = [];
  const world: World = {
    ...worldOf(instance, stubFunctions({}), { caller: () => "silence", ...script }),
    heard: ({ text }) => said.push(text),
    ...more,
    passed: ({ block, branch }) => passed.push(`${block} ${branch}`),
  };
  while (frameOf(contact).block !== "stop" && (await step(contact, world)) === undefined);
  return { contact: copyOf(contact), said, passed };
}

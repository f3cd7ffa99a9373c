import type { Frame } from "../simulator/contact";
import { isEncryptedInput } from "../simulator/encryption";

const held = new WeakMap<Frame["flowAttributes"], readonly string[]>();

/** The flow attributes that hold encrypted input. */
export function heldInput({ flowAttributes }: Frame): readonly string[] {
  const known =
    held.get(flowAttributes) ??
    [...flowAttributes].filter(([, value]) => isEncryptedInput(value)).map(([name]) => name);
  held.set(flowAttributes, known);
  return known;
}

export const holdsInput = (frame: Frame): boolean => heldInput(frame).length > 0;

import { InputError } from "../engine/project";
import { scriptedCaller } from "../simulator/keys";

/**
 * The caller who keys what `--keys` says; nothing where it is left out.
 * @throws InputError for an entry that cannot be keyed
 */
export function callerOf(keys = ""): ReturnType<typeof scriptedCaller> {
  try {
    return scriptedCaller(keys);
  } catch (error) {
    throw new InputError(`--keys: ${(error as Error).message}`);
  }
}

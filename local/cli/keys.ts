import { scriptedCaller } from "../simulator/keys";
import { InputError } from "../shared/errors";

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

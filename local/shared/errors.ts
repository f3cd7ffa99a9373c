/** Bad input of a command: one message for the person who typed it, without a stack trace. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** The simulator does not know what the service would do here, and does not guess. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}

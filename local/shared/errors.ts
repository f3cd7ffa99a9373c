/** Bad input of a command: one message for the person who typed it, without a stack trace. */
export class InputError extends Error {
  override readonly name = "InputError";
}

/** What to do where AWS has to be asked and nobody is signed in. */
export const SIGN_IN =
  "Sign in (aws sso login), name a profile with AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";

/** The simulator does not know what the service would do here, and does not guess. */
export class SimulatorError extends Error {
  override readonly name = "SimulatorError";
}

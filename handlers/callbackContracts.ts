/**
 * Whether a callback may go to a number, and the number as it is called. It keeps state between calls, so its contract
 * gives examples, as those of self-service do.
 */
export const checkCallback = {
  role: "checkCallback",
  /**
   * `task`: check (a callback is about to be left) | close (it was made, or not left after all). `number`: what the
   * caller keyed in, or a number in E.164. Left out, it is the contact's own. `country`: of the dialed number.
   */
  parameters: ["task", "environment", "country", "number"],
  /**
   * `result`, for check: allowed | refused (no callback goes there) | invalid (no such number) | open (one is already
   * left to the number) | limited (too many were left today); for close: closed. `number`: in E.164, only when allowed.
   */
  answers: ["result", "number"],
  examples: [
    { when: { task: "check" }, answer: { result: "allowed", number: "+14165550143" } },
    ...(["refused", "invalid", "open", "limited"] as const).map((result) => ({
      when: { task: "check" },
      answer: { result, number: "none" },
    })),
    { when: { task: "close" }, answer: { result: "closed", number: "none" } },
  ],
} as const;

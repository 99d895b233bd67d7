/**
 * Errors whose message is meant for the person at the keyboard.
 */

/** A clear Chinese message that says what happened, to which file or setting, and the fix. Printed without a stack; exit code 1. */
export class UserError extends Error {
  override name = "UserError";
}

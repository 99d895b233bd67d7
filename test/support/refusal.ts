/**
 * What a reader or a service says when it refuses: the words for people, and only such words.
 */
import { expect } from "vitest";
import { UserError } from "../../src/domain/index.ts";

/** The message of the UserError that the work is rejected with; fails the test for any other outcome. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.message : "";
}

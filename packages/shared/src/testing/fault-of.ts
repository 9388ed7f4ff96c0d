import { type Fault, isFault } from "../errors/fault.js";

/**
 * Returns the fault that some work fails by.
 * @throws whatever else it fails by; Error where it does not fail.
 */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => new Error("Nothing failed"),
    (thrown: unknown) => thrown,
  );
  if (isFault(error)) return error;
  throw error;
}

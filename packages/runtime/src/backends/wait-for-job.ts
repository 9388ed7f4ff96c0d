import { Fault, oneLine } from "@hugginggpt/shared";
import { decodeJson } from "@hugginggpt/shared/http";
import { callProvider, type ProviderAccess } from "./provider-access.js";
import type { Ticket } from "./queue-protocols.js";

/** First pause between looks at a job, its growth and its ceiling, in milliseconds. */
const FIRST_MS = 500;
const GROWTH = 1.25;
const LAST_MS = 5_000;
/** Looks at most: more than an hour. The attempt's deadline ends the wait long before. */
const MAX_LOOKS = 800;

/**
 * Waits until a provider's job is done and returns its result.
 * @throws Fault SERVER_ERROR when the job failed, TIMEOUT when it never ends; the signal's reason when aborted.
 */
export async function waitForJob(
  ticket: Ticket,
  provider: string,
  access: ProviderAccess,
  signal: AbortSignal,
): Promise<unknown> {
  const get = async (url: string): Promise<unknown> => {
    const purpose = `follow the job at ${provider}`;
    return decodeJson(await callProvider(access, { purpose, url, signal }), purpose);
  };
  let pause = FIRST_MS;
  for (let look = 0; look < MAX_LOOKS; look++) {
    await access.clock.sleep(pause, signal);
    const status = await get(ticket.statusUrl);
    const state = ticket.state(status);
    if (state === "done") return ticket.resultUrl === null ? status : get(ticket.resultUrl);
    if (state !== "pending") {
      throw new Fault("SERVER_ERROR", `The job at ${provider} failed: ${oneLine(state.failed, 240)}`);
    }
    pause = Math.min(LAST_MS, pause * GROWTH);
  }
  throw new Fault("TIMEOUT", `The job at ${provider} did not end after ${MAX_LOOKS} looks`, {
    retryable: true,
  });
}

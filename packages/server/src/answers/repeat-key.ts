import type { Context } from "hono";
import { printOf, type RepeatKey } from "../desk/repeats.js";
import type { GuardedEnv } from "../guard/access.js";

/**
 * Returns how a request is recognised when it is sent again: by its `Idempotency-Key`; else by all that was sent, and then it
 * joins a run that has ended only where OpenAI's client says that it tries again.
 */
export function repeatKey(
  context: Context<GuardedEnv>,
  ...sent: readonly (string | Uint8Array)[]
): RepeatKey {
  const given = context.req.header("idempotency-key");
  const print = printOf(...sent);
  const isRetry = Number(context.req.header("x-stainless-retry-count") ?? 0) > 0;
  const name = `${context.get("caller")}/${given === undefined ? `sent/${print}` : `key/${given}`}`;
  return { name, print, joinsEnded: given !== undefined || isRetry };
}

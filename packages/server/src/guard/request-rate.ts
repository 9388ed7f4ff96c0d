import type { Clock } from "@hugginggpt/shared";
import type { MiddlewareHandler } from "hono";
import { Refusal } from "../answers/refusal.js";
import type { GuardedEnv } from "./access.js";

const MINUTE = 60_000;

/**
 * Limits a caller's requests per minute with a token bucket: after a pause, all may come at once.
 * @throws Refusal 429 TOO_MANY, with `Retry-After`.
 */
export function requestRate(aMinute: number, clock: Clock): MiddlewareHandler<GuardedEnv> {
  /**
   * The requests that each caller has left, and when they were counted. Each caller has a credential, so there are
   * few.
   */
  const left = new Map<string, { readonly count: number; readonly at: number }>();
  return async (context, next) => {
    const now = clock.now();
    const caller = context.get("caller");
    const before = left.get(caller) ?? { count: aMinute, at: now };
    const count = Math.min(aMinute, before.count + ((now - before.at) * aMinute) / MINUTE);
    if (count < 1) {
      const seconds = Math.ceil(((1 - count) * MINUTE) / aMinute / 1000);
      throw new Refusal("TOO_MANY", `More than ${aMinute} requests a minute`, `Try again in ${seconds} s.`, {
        "Retry-After": String(seconds),
      });
    }
    left.set(caller, { count: count - 1, at: now });
    await next();
  };
}

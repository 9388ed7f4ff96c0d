import { expect, test } from "vitest";
import { syncSentence } from "./sync-sentence.js";

test.each([
  [{ host: "Hub", code: "NETWORK" }, "Hub unreachable; trying again in 3.8 s"],
  [{ host: "Hub", code: "SERVER_ERROR" }, "Hub reported an error; trying again in 3.8 s"],
  [{ host: "llm.test", code: "RATE_LIMITED" }, "llm.test asks for a pause; trying again in 3.8 s"],
  [{ host: "llm.test", code: "BAD_RESPONSE" }, "llm.test failed; trying again in 3.8 s"],
  [undefined, "Waiting 3.8 s for the rate limit to read a card"],
] as const)("a wait says what it is for: %j", (why, said) => {
  const event = { type: "waiting", purpose: "read a card", ms: 3_800, ...(why && { why }) } as const;
  expect(syncSentence(event)).toBe(said);
  expect(syncSentence({ ...event, ms: 900 })).toBeNull();
});

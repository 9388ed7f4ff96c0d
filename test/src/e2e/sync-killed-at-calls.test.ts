import { describe, expect, it } from "vitest";
import { CAN_TRACE } from "../crash/strace.js";
import { sweep } from "../crash/strace-suite.js";

const NOTE = CAN_TRACE ? "" : " (skipped: strace is absent or may not trace here)";
const LIMIT_MS = 600_000;

/** A sample; `npm run test:crash -- strace` goes through every call. */
const EVERY = { everyKill: 37, everyError: 97 };

describe.skipIf(!CAN_TRACE)(`the registry, at the system calls that change its files${NOTE}`, () => {
  it(
    "survives a kill at each, and an error of each with a word about the disk, and goes on after it",
    async () => {
      const end = await sweep({ ...EVERY, print: () => undefined });
      expect(end.failures).toEqual([]);
      expect(end.kills).toBeGreaterThan(5);
      expect(end.refused).toBeGreaterThan(2);
    },
    LIMIT_MS,
  );
});

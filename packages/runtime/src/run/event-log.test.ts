import { describe, expect, it } from "vitest";
import { EventLog } from "./event-log.js";

describe("EventLog", () => {
  it("gives every reader all events up to the end, whenever it comes, and none that came after the end", async () => {
    const log = new EventLog<number>();
    const read = async () => {
      const seen: number[] = [];
      for await (const event of log.read()) seen.push(event);
      return seen;
    };
    const early = read();
    for (const event of [1, 2]) log.push(event);
    await Promise.resolve();
    log.push(3);
    log.end();
    log.push(4);
    expect([await early, await read()]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });
});

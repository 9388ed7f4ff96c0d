import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { libraryFetch } from "@hugginggpt/shared/http";
import { describe, expect, it } from "vitest";
import type { Handler } from "../loopback/loopback-server.js";
import { codeOf, forever, grownBy, hostile, realHttp } from "./victim.js";

const MIB = 1024 * 1024;
const CAP = 8 * MIB;
const ZEROS = Buffer.alloc(200 * MIB);

async function read(
  handler: Handler,
  limits: { maxBytes?: number; deadlineMs?: number } = {},
): Promise<string> {
  const server = await hostile(handler);
  const request = { purpose: "read it", url: `${server.url}/`, tries: 1, maxBytes: CAP, ...limits };
  return codeOf(realHttp().request(request));
}

function packed(body: Uint8Array, encoding: string): Handler {
  return () => ({ status: 200, headers: { "content-encoding": encoding }, body });
}

describe("packed bodies (A11)", () => {
  it.each([
    ["gzip", gzipSync(ZEROS)],
    ["br", brotliCompressSync(ZEROS)],
    ["deflate", deflateSync(ZEROS)],
    ["gzip, gzip", gzipSync(gzipSync(ZEROS))],
  ])("a bomb in %s stops at the limit of unpacked bytes, and so does memory", async (encoding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(MIB);
    const { value, grown } = await grownBy(() => read(packed(bomb, encoding)));
    expect(value).toBe("RESPONSE_TOO_LARGE");
    // Below 3 x the limit, and what the runtime itself takes for the first request.
    expect(grown).toBeLessThan(3 * CAP + 40 * MIB);
  });

  it("one packed four times is refused unread, one packed fifty times by undici or by us", async () => {
    expect(await read(packed(Buffer.from("x"), Array(4).fill("gzip").join(", ")))).toBe("BAD_RESPONSE");
    expect(await read(packed(Buffer.from("x"), Array(50).fill("gzip").join(", ")))).toMatch(
      /^(BAD_RESPONSE|NETWORK)$/,
    );
  });

  it("a body that a library reads stops there too", async () => {
    const server = await hostile(packed(gzipSync(ZEROS), "gzip"));
    const fetch = libraryFetch(realHttp(), {
      purpose: "ask",
      deadlineMs: 10_000,
      maxBytes: CAP,
    });
    const response = await fetch(server.url);
    expect(await codeOf(response.text())).toBe("RESPONSE_TOO_LARGE");
  });
});

describe("bodies without an end (A12)", () => {
  const EVENT = Buffer.from('data: {"choices":[{"delta":{"content":"again "}}]}\n\n');

  it("one that drips is ended by the deadline, however often something comes", async () => {
    const drip: Handler = () => ({ status: 200, headers: {}, body: forever(Buffer.from("."), 20) });
    expect(await read(drip, { deadlineMs: 300 })).toBe("TIMEOUT");
  });

  it("one that floods is ended by its size", async () => {
    const flood: Handler = () => ({ status: 200, headers: {}, body: forever(Buffer.alloc(MIB), 0) });
    expect(await read(flood)).toBe("RESPONSE_TOO_LARGE");
  });

  async function stream(
    body: AsyncIterable<Uint8Array>,
    limits: { deadlineMs?: number; idleMs?: number; maxBytes?: number },
  ) {
    const server = await hostile(() => ({
      status: 200,
      headers: { "content-type": "text/event-stream" },
      body,
    }));
    const fetch = libraryFetch(realHttp(), {
      purpose: "ask the language model",
      deadlineMs: 30_000,
      ...limits,
    });
    return fetch(server.url);
  }

  it("an event stream that falls silent is given up", async () => {
    async function* silent() {
      yield EVENT;
      yield* forever(EVENT, 60_000);
    }
    async function* once() {
      for await (const piece of silent()) {
        yield piece;
        await new Promise(() => undefined);
      }
    }
    const response = await stream(once(), { idleMs: 200 });
    expect(await codeOf(response.text())).toBe("TIMEOUT");
  });

  it("an event stream that never ends is ended by the deadline, and one that floods by its size", async () => {
    const slow = await stream(forever(EVENT, 10), { deadlineMs: 300 });
    await expect(slow.text()).rejects.toThrow();
    const fast = await stream(forever(Buffer.concat(Array(2000).fill(EVENT)), 0), { maxBytes: CAP });
    expect(await codeOf(fast.text())).toBe("RESPONSE_TOO_LARGE");
  });
});

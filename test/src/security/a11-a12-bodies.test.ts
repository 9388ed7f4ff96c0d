import { text } from "node:stream/consumers";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { limitBody } from "@hugginggpt/shared/http";
import { OpenAiServer } from "@hugginggpt/shared/openai";
import { describe, expect, it } from "vitest";
import type { Handler } from "../loopback/loopback-server.js";
import { codeOf, forever, grownBy, hostile, realHttp } from "./victim.js";

const MIB = 1024 * 1024;
const CAP = 8 * MIB;
const ZEROS = Buffer.alloc(200 * MIB);
const GZIP = gzipSync(ZEROS);
/** Packs zeros as small as the best does, in a fortieth of its time. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

async function read(
  handler: Handler,
  limits: { maxBytes?: number; deadlineMs?: number } = {},
): Promise<string> {
  const server = await hostile(handler);
  const request = { purpose: "read it", url: `${server.url}/`, tries: 1, maxBytes: CAP, ...limits };
  return codeOf(realHttp().request(request));
}

/** Reads an answer as it comes. */
async function stream(handler: Handler, limits: { idleMs?: number; maxBytes?: number }): Promise<string> {
  const purpose = "read it";
  const { url } = await hostile(handler);
  const { body } = await realHttp().open({ purpose, url: `${url}/` }, new AbortController().signal);
  const all = { purpose, idleMs: 30_000, maxBytes: CAP, secrets: [], ...limits };
  return codeOf(text(limitBody(body, all)));
}

function packed(body: Uint8Array, encoding: string): Handler {
  return () => ({ status: 200, headers: { "content-encoding": encoding }, body });
}

describe("packed bodies (A11)", () => {
  it.each([
    ["gzip", GZIP],
    ["br", brotliCompressSync(ZEROS, QUICK)],
    ["deflate", deflateSync(ZEROS, { level: 1 })],
    ["gzip, gzip", gzipSync(GZIP)],
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

  it("a body that is read as it comes stops there too", async () => {
    expect(await stream(packed(GZIP, "gzip"), { maxBytes: CAP })).toBe("RESPONSE_TOO_LARGE");
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

  const events = (body: AsyncIterable<Uint8Array>): Handler => {
    return () => ({ status: 200, headers: { "content-type": "text/event-stream" }, body });
  };

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
    expect(await stream(events(once()), { idleMs: 200 })).toBe("TIMEOUT");
  });

  it("an event stream that never ends is ended by the deadline, and one that floods by its size", async () => {
    const { url: baseUrl } = await hostile(events(forever(EVENT, 10)));
    const slow = new OpenAiServer({ baseUrl, apiKey: null, http: realHttp(), deadlineMs: 300, tries: 1 });
    const messages = [{ role: "user", content: "x" }] as const;
    expect(await codeOf(slow.chat("m", { messages }, "ask the language model"))).toBe("TIMEOUT");
    const flood = events(forever(Buffer.concat(Array(2000).fill(EVENT)), 0));
    expect(await stream(flood, { maxBytes: CAP })).toBe("RESPONSE_TOO_LARGE");
  });
});

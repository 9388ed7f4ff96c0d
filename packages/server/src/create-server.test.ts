import { MemoryRunQueue } from "@hugginggpt/runtime";
import { describe, expect, it } from "vitest";
import { createServer } from "./create-server.js";
import type { ServerOptions } from "./server-options.js";
import { handClock } from "./testing/hand-clock.js";

const HOST = "127.0.0.1:8080";
const LIMIT = 64 * 1024;
const TOKEN = "secret";

/** A server of which nothing behind its doors is asked. */
function guarded(jarvis = false) {
  const options: Partial<ServerOptions> = {
    access: { token: TOKEN, hosts: () => [HOST], origins: [] },
    runtime: { backends: [] } as unknown as ServerOptions["runtime"],
    translate: async (text, languages) => (languages === "xx" ? text.toUpperCase() : text),
    storage: { runs: {} } as ServerOptions["storage"],
    ...{ queue: new MemoryRunQueue(), linkKey: "key", publicUrl: null, page: null, version: "0", jarvis },
    ...{ clock: handClock(), limits: { bodyBytes: LIMIT } },
    onBug: (error) => {
      throw error;
    },
  };
  return createServer(options as ServerOptions);
}

/** A body without an end, and how much of it was taken. */
function endless(piece: string) {
  const taken = { bytes: 0, isLeft: false };
  const bytes = new TextEncoder().encode(piece.repeat(1024));
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken.bytes += bytes.length;
        controller.enqueue(bytes);
      },
      cancel() {
        taken.isLeft = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken };
}

async function send(path: string, headers: Record<string, string>, { jarvis = false, piece = "x" } = {}) {
  const { body, taken } = endless(piece);
  const init = { method: "POST", body, duplex: "half", headers: { host: HOST, ...headers } };
  const response = await guarded(jarvis).fetch(new Request(`http://${HOST}${path}`, init as RequestInit));
  const answer: unknown = await response.json();
  return { status: response.status, answer, taken };
}

const bearer = { authorization: `Bearer ${TOKEN}` };

describe("a refusal", () => {
  it("is said in the language that the caller asks for; its code stays", async () => {
    const { answer } = await send("/api/runs", { "accept-language": "xx" });
    expect(answer).toMatchObject({
      error: {
        code: "UNAUTHORIZED",
        message: "THE TOKEN IS MISSING OR WRONG",
        next: expect.stringMatching(/^SEND/),
      },
    });
  });
});

describe("a body whose sender leaves", () => {
  /** Node's server ends the reading so. */
  const left = () => Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  const leaving = (reason: Error) =>
    new ReadableStream<Uint8Array>({
      pull: () => {
        throw reason;
      },
    });
  const post = (reason: Error) => {
    const headers = { host: HOST, ...bearer, "content-type": "application/json" };
    const init = { method: "POST", body: leaving(reason), duplex: "half", headers };
    return guarded().fetch(new Request(`http://${HOST}/api/runs`, init as RequestInit));
  };

  it("is no bug of the server, as any other failure of the reading is", async () => {
    expect((await post(left())).status).toBe(500);
    const bug = new Error("a bug");
    await expect(async () => post(bug)).rejects.toBe(bug);
  });
});

describe("a body without an end", () => {
  it.each([
    ["/api/runs", "application/json"],
    ["/api/runs", "multipart/form-data; boundary=x"],
    ["/api/runs/x/rerun", "application/json"],
    ["/v1/chat/completions", "application/json"],
    ["/v1/embeddings", "application/json"],
    ["/mcp", "application/json"],
  ])("is refused at the limit: %s as %s", async (path, type) => {
    const { status, answer, taken } = await send(path, { ...bearer, "content-type": type });
    expect(status).toBe(413);
    expect(answer).toMatchObject({
      error: { code: "BODY_TOO_LARGE", next: expect.stringContaining("at most") },
    });
    expect(taken.bytes).toBeLessThanOrEqual(LIMIT + 2048);
  });

  it("is not read at all where the token is missing", async () => {
    for (const path of ["/api/runs", "/v1/chat/completions", "/mcp"]) {
      const { status, taken } = await send(path, { "content-type": "application/json" });
      expect([status, taken.bytes], path).toEqual([401, 0]);
    }
  });

  it("is refused at HuggingGPT's own addresses, which need no token", async () => {
    for (const path of ["/hugginggpt", "/tasks", "/results"]) {
      const { status, taken } = await send(path, { "content-type": "application/json" }, { jarvis: true });
      expect(status, path).toBe(413);
      expect(taken.bytes).toBeLessThanOrEqual(LIMIT + 2048);
    }
  });

  it("is refused by what it says of itself, before any of it is read", async () => {
    const headers = { ...bearer, "content-type": "application/json", "content-length": String(LIMIT + 1) };
    const { status, taken } = await send("/api/runs", headers);
    expect([status, taken.bytes]).toEqual([413, 0]);
  });
});

describe("the name under which a server is asked", () => {
  const ask = async (url: string, host: string) => {
    const response = await guarded().fetch(new Request(url, { headers: { host } }));
    return response.status;
  };

  it("is its own in the address as in the header, whichever form the request has", async () => {
    expect(await ask(`http://${HOST}/healthz`, HOST)).toBe(200);
    expect(await ask(`http://${HOST}/healthz`, "evil.example")).toBe(403);
    expect(await ask("http://evil.example/healthz", HOST)).toBe(403);
    expect(await ask("http://evil.example:8080/healthz", HOST)).toBe(403);
    expect(await ask(`http://${HOST}/healthz`, `${HOST}, evil.example`)).toBe(403);
  });
});

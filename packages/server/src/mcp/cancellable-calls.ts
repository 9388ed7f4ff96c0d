import { randomUUID } from "node:crypto";
import { parseJson } from "@hugginggpt/shared";
import { z } from "zod";

/** Calls that are remembered: those of the clients that are there now. */
const REMEMBERED = 1000;

const id = z.union([z.string(), z.number()]);
const message = z.looseObject({
  method: z.string(),
  id: id.optional(),
  params: z.looseObject({ requestId: id.optional() }).optional(),
});

/**
 * Lets clients of the 2025 revisions cancel their calls. They do it by a message of its own, and leave the stream of the call open;
 * each message is served by itself, so that the two are brought together here, by the session that `initialize` gives.
 */
export class CancellableCalls {
  readonly #open = new Map<string, AbortController>();

  /** Serves a message; the call that it cancels, where it does, ends as if its connection were gone. */
  async serve(request: Request, answer: (request: Request) => Promise<Response>): Promise<Response> {
    if (request.method !== "POST") return answer(request);
    const body = await request.text();
    const { method, headers, url } = request;
    const said = messageOf(body);
    const session = headers.get("mcp-session-id");
    const signals = [request.signal];
    if (session !== null && said?.method === "notifications/cancelled")
      this.#open.get(`${session}/${said.params?.requestId}`)?.abort();
    if (session !== null && said?.method === "tools/call") signals.push(this.#begin(`${session}/${said.id}`));
    const signal = AbortSignal.any(signals);
    const response = await answer(new Request(url, { method, headers, body, signal }));
    if (said?.method !== "initialize" || !response.ok) return response;
    const withSession = new Headers(response.headers);
    withSession.set("Mcp-Session-Id", randomUUID());
    return new Response(response.body, { status: response.status, headers: withSession });
  }

  #begin(key: string): AbortSignal {
    const stop = new AbortController();
    this.#open.delete(key);
    this.#open.set(key, stop);
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= REMEMBERED) break;
      this.#open.delete(oldest);
    }
    return stop.signal;
  }
}

/** Null for what is no message; whoever serves it says so. */
function messageOf(body: string): z.infer<typeof message> | null {
  return message.safeParse(parseJson(body)).data ?? null;
}

import { randomUUID } from "node:crypto";
import { NewestMap, parseJson } from "@hugginggpt/shared";
import { z } from "zod";

/** Most calls kept: those of the clients that are connected now. */
const REMEMBERED = 1000;

const id = z.union([z.string(), z.number()]);
const message = z.looseObject({
  method: z.string(),
  id: id.optional(),
  params: z.looseObject({ requestId: id.optional() }).optional(),
});

/**
 * Lets clients of the 2025 revisions cancel their calls. They send a separate message and leave the call's stream
 * open. Each message is served on its own, so this class connects the two by the session id that `initialize` returns.
 */
export class CancellableCalls {
  readonly #open = new NewestMap<string, AbortController>(REMEMBERED);

  /** Serves a message. If it cancels a call, that call ends as if its connection were gone. */
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
    this.#open.set(key, stop);
    return stop.signal;
  }
}

/** Returns null for a body that is not a message; the server then reports it. */
function messageOf(body: string): z.infer<typeof message> | null {
  return message.safeParse(parseJson(body)).data ?? null;
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type ActiveRule, type FaultRule, FaultRules } from "./fault-rules.js";
import { type LoggedRequest, type LoopbackRequest, MAX_BODY_BYTES, readRequest } from "./loopback-request.js";
import { type Reply, refusal } from "./reply.js";

export type Handler = (request: LoopbackRequest) => Reply | Promise<Reply>;

export interface LoopbackOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Fixes which requests a fault with a `chance` hits. Default 1. */
  readonly seed?: number;
  /** The time that the `Date` header gives. Default: the wall clock. */
  readonly now?: () => Date;
}

/** A server on 127.0.0.1 that a test or the sandbox started. Everything that it answers is simulated. */
export interface LoopbackServer {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  /** Every request since the start or `clearRequests`, oldest first, refused ones included. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  inject(rule: FaultRule): ActiveRule;
  /** Removes every injected fault. */
  heal(): void;
  /** Ends every connection and the server. */
  close(): Promise<void>;
}

type LogEntry = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

/**
 * Starts a server on 127.0.0.1 and returns it once it listens. A handler that throws answers 500 with its message.
 * @throws Error EADDRINUSE where the port is taken.
 */
export async function startLoopback(
  handler: Handler,
  options: LoopbackOptions = {},
): Promise<LoopbackServer> {
  const log: LogEntry[] = [];
  const rules = new FaultRules(options.seed ?? 1);
  const now = options.now ?? (() => new Date());
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  // Clients alone close idle connections. After five seconds in which a busy machine let nobody run, both sides would
  // at once, and a client would count a request more than came.
  server.keepAliveTimeout = 0;
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    try {
      const request = await readRequest(incoming);
      if (!request)
        return await write(outgoing, refusal(413, `Body larger than ${MAX_BODY_BYTES} bytes`), now);
      const entry: LogEntry = { ...request, status: null, answered: endOf(outgoing) };
      log.push(entry);
      const fault = rules.take(request);
      const honest = async () => handler(request);
      const reply = await settle(() => (fault ? fault(request, honest) : honest()));
      if (reply.cut !== "before-headers") entry.status = reply.status;
      await write(outgoing, reply, now);
    } catch {
      // The client went away while we read or wrote: nobody is left to tell.
      outgoing.destroy();
    }
  };
  return {
    url: await listen(server, options.port ?? 0),
    requests: log,
    clearRequests: () => {
      log.length = 0;
    },
    inject: (rule) => rules.add(rule),
    heal: () => rules.clear(),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function endOf(outgoing: ServerResponse): Promise<boolean> {
  await once(outgoing, "close");
  return outgoing.writableFinished;
}

async function settle(make: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await make();
  } catch (error) {
    return refusal(
      500,
      `The loopback server failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return `http://127.0.0.1:${address.port}`;
}

async function write(outgoing: ServerResponse, reply: Reply, now: () => Date): Promise<void> {
  if (reply.cut === "before-headers") {
    outgoing.destroy();
    return;
  }
  outgoing.setHeader("date", now().toUTCString());
  for (const [name, value] of Object.entries(reply.headers)) outgoing.setHeader(name, value);
  const bodiless = outgoing.req.method === "HEAD" || reply.status === 204 || reply.status === 304;
  if (reply.body instanceof Uint8Array && !bodiless)
    outgoing.setHeader("content-length", reply.body.byteLength);
  outgoing.writeHead(reply.status);
  if (bodiless) {
    outgoing.end();
    return;
  }
  if (reply.cut !== undefined) {
    await cutShort(outgoing, reply.body, reply.cut);
    return;
  }
  if (reply.body instanceof Uint8Array) outgoing.end(reply.body);
  else await writePieces(outgoing, reply.body);
}

async function writePieces(outgoing: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<void> {
  const gone = new AbortController();
  outgoing.once("close", () => gone.abort());
  outgoing.flushHeaders();
  for await (const piece of body) {
    gone.signal.throwIfAborted();
    if (!outgoing.write(piece)) await once(outgoing, "drain", { signal: gone.signal });
  }
  outgoing.end();
}

async function cutShort(outgoing: ServerResponse, body: Reply["body"], cut: number): Promise<void> {
  const start = body instanceof Uint8Array ? body.slice(0, cut) : new Uint8Array();
  outgoing.flushHeaders();
  if (start.byteLength > 0) await new Promise<void>((sent) => outgoing.write(start, () => sent()));
  outgoing.destroy();
}

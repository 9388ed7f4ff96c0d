import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Fault } from "@hugginggpt/shared";

/** Time limits for a request's headers and for all of it, in milliseconds. */
const HEAD_MS = 10_000;
const BODY_MS = 10 * 60_000;
const CONNECTIONS = 2_000;

/** A listening server. */
export interface Listening {
  readonly port: number;
  /** Refuses connections, closes idle ones, and resolves when the others are closed or `graceMs` have passed. */
  readonly close: (graceMs: number) => Promise<void>;
}

/**
 * Listens on an address. Port 0 takes a free one.
 * @throws Fault USAGE if the address is in use or not available.
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const serverOptions = { requestTimeout: BODY_MS, headersTimeout: HEAD_MS, maxHeaderSize: 32 * 1024 };
  const server = createAdaptorServer({ fetch, serverOptions }) as Server;
  server.maxConnections = CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(notHad(host, port, error)));
    server.listen(port, host, resolve);
  });
  const close = async (graceMs: number): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(timer);
  };
  return { port: (server.address() as AddressInfo).port, close };
}

function notHad(host: string, port: number, error: NodeJS.ErrnoException): Fault {
  return new Fault("USAGE", `Cannot listen on ${host}:${port}`, {
    came: error.code === "EADDRINUSE" ? "another program uses the port" : error.message,
    next: "Choose another with --port; --port 0 takes a free one.",
    cause: error,
  });
}

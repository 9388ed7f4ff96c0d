import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { ServerOptions } from "../server-options.js";
import { serverParts } from "../server-parts.js";
import { mcpFiles } from "./mcp-files.js";
import { mcpServer } from "./mcp-server.js";

/** Options of `serveTools`. */
export interface ToolStreams {
  readonly in: Readable;
  readonly out: Writable;
  /** Folders whose files tools may read. */
  readonly folders: readonly string[];
  /** Stops the server. */
  readonly signal: AbortSignal;
}

/** Serves MCP over two streams. Returns when the client is gone or the signal aborts, and all runs have ended. */
export async function serveTools(
  options: ServerOptions,
  { signal, folders, ...streams }: ToolStreams,
): Promise<void> {
  const parts = serverParts(options);
  const tools = {
    ...parts,
    caller: "stdio",
    uriOf: (run: string, name: string, path: string | null) =>
      path === null ? `hugginggpt:${run}/${name}` : pathToFileURL(path).href,
    filesOf: (given: readonly string[], gone: AbortSignal) => mcpFiles(given, folders, parts, gone),
  };
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    streams.in.once("close", resolve);
    streams.in.once("end", resolve);
  });
  const transport = new StdioServerTransport(streams.in, streams.out);
  const handle = serveStdio(() => mcpServer(tools, parts.version), { transport, onerror: parts.onBug });
  await ended;
  await parts.desk.drain();
  await handle.close();
}

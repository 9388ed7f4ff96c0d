import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Hono } from "hono";
import { absoluteOf } from "../answers/absolute.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { CancellableCalls } from "./cancellable-calls.js";
import { mcpFiles } from "./mcp-files.js";
import { mcpServer } from "./mcp-server.js";

/**
 * Adds MCP over streamable HTTP, for the revisions of 2025 and 2026 on one route. Host, origin and token have been
 * checked before, because the library does not. Callers from the network can read no folder of this machine.
 */
export function addMcpRoute(app: Hono<GuardedEnv>, parts: ServerParts): void {
  const calls = new CancellableCalls();
  app.all("/mcp", (context) => {
    const absolute = absoluteOf(parts.publicUrl, context.req.url);
    const tools = {
      ...parts,
      caller: context.get("caller"),
      uriOf: (run: string, name: string) => absolute(parts.links.path({ run, name })),
      filesOf: (given: readonly string[], signal: AbortSignal) => mcpFiles(given, [], parts, signal),
    };
    const handler = createMcpHandler(() => mcpServer(tools, parts.version));
    return calls.serve(context.req.raw, (request) => handler.fetch(request));
  });
}

import { McpServer } from "@modelcontextprotocol/server";
import type { McpParts } from "./mcp-parts.js";
import { addRunTools } from "./run-tools.js";
import { addSearchTools } from "./search-tools.js";

/** The server's instructions for the client's model. */
const INSTRUCTIONS =
  "Does requests that take several AI models, such as describing a picture, translating the description and reading it " +
  "aloud. run_request waits for the result; start_run and get_run are for clients that give up after a minute.";

/** Returns an MCP server with the tools. Each request or connection has its own. */
export function mcpServer(parts: McpParts, version: string): McpServer {
  const server = new McpServer({ name: "hugginggpt", version }, { instructions: INSTRUCTIONS });
  addSearchTools(server, parts);
  addRunTools(server, parts);
  return server;
}

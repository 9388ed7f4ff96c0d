import { McpServer } from "@modelcontextprotocol/server";
import type { McpParts } from "./mcp-parts.js";
import { addRunTools } from "./run-tools.js";
import { addSearchTools } from "./search-tools.js";

/** What a client's model is told of the server as a whole. */
const INSTRUCTIONS =
  "Does requests that take several AI models, such as describing a picture, translating the description and reading it " +
  "aloud. run_request waits for the result; start_run and get_run are for clients that give up after a minute.";

/** Returns an MCP server with the tools: one for each request or connection. */
export function mcpServer(parts: McpParts, version: string): McpServer {
  const server = new McpServer({ name: "hugginggpt", version }, { instructions: INSTRUCTIONS });
  addSearchTools(server, parts);
  addRunTools(server, parts);
  return server;
}

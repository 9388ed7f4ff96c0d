import type { UserFile } from "@hugginggpt/shared";
import { refusalOf, wholeMessage } from "../answers/refusal.js";
import type { ServerParts } from "../server-parts.js";
import type { UriOf } from "./run-result.js";

/** What the tools of an MCP server use. */
export interface McpParts
  extends Pick<ServerParts, "desk" | "runtime" | "registry" | "storage" | "leaving" | "clock" | "onBug"> {
  /** Returns the files that a tool's arguments name: web URLs, data: URLs, files in the opened folders. */
  readonly filesOf: (given: readonly string[], signal: AbortSignal) => Promise<readonly UserFile[]>;
  readonly uriOf: UriOf;
  /** The caller's name for limits. */
  readonly caller: string;
}

interface ToolError {
  readonly isError: true;
  readonly content: [{ readonly type: "text"; readonly text: string }];
  readonly [key: string]: unknown;
}

/**
 * Returns the result of a tool. A fault or a refusal becomes an error result with the next step, which the client's
 * model can correct. Bugs are reported to the server's owner.
 */
export async function mended<T>(
  { onBug }: Pick<McpParts, "onBug">,
  work: () => Promise<T>,
): Promise<T | ToolError> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "INTERNAL") onBug(error);
    return toolError(wholeMessage(refusal));
  }
}

/** Returns a structured result; `text` says it to clients that show only text, by default as JSON. */
export function structured<T extends Record<string, unknown>>(
  structuredContent: T,
  text = JSON.stringify(structuredContent),
) {
  return { structuredContent, content: [{ type: "text" as const, text }] };
}

function toolError(text: string): ToolError {
  return { isError: true, content: [{ type: "text", text }] };
}

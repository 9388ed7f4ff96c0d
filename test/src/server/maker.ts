import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { bodyObject } from "../loopback/loopback-request.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { bytes, refusal } from "../loopback/reply.js";

/** A server of one's own whose model makes the file that the prompt names. */
export interface Maker {
  /** What makes the program know that model. */
  readonly args: readonly string[];
  close(): Promise<void>;
}

/** Starts a maker of these files, by their prompts, for some tasks, and writes the configuration for it into a home. */
export async function startMaker(
  home: string,
  task: readonly string[],
  files: Readonly<Record<string, readonly [mediaType: string, content: Uint8Array]>>,
): Promise<Maker> {
  const server = await startLoopback((request) => {
    const [type, content] = files[String(bodyObject(request).inputs)] ?? [];
    return type && content ? bytes(content, type) : refusal(400, "no such file");
  });
  const config = join(home, "maker.json");
  const endpoint = { url: server.url, task, wire: "hf-inference", model: "own/maker" };
  writeFileSync(config, JSON.stringify({ endpoints: [endpoint] }));
  return { args: ["--config", config], close: () => server.close() };
}

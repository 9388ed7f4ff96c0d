import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const PACKAGE = "@huggingface/tiny-agents@0.3.4";
const FOLDER = join(tmpdir(), "hugginggpt-bench-tiny-agents");
const CLI = join(FOLDER, "node_modules/@huggingface/tiny-agents/dist/cli.mjs");
const INSTALL = ["install", PACKAGE, "--prefix", FOLDER, "--ignore-scripts", "--no-audit", "--no-fund"];

/**
 * Starts tiny-agents' `serve` over the language model at an address, with no tools; installs it in the temporary directory
 * where it is not there. Null with the reason where it cannot be had.
 */
export async function startTinyAgents(address) {
  mkdirSync(join(FOLDER, "agent"), { recursive: true });
  try {
    if (!existsSync(CLI)) await promisify(execFile)("npm", INSTALL, { timeout: 180_000 });
  } catch (error) {
    return { url: null, reason: `${PACKAGE} could not be installed: ${error.message.split("\n")[0]}` };
  }
  const agent = { model: "bench", endpointUrl: address, servers: [] };
  writeFileSync(join(FOLDER, "agent/agent.json"), JSON.stringify(agent));
  const port = await freePort();
  const env = { PATH: process.env.PATH, PORT: String(port) };
  const child = spawn(process.execPath, [CLI, "serve", join(FOLDER, "agent")], {
    stdio: ["ignore", "pipe", "ignore"],
    env,
  });
  for await (const line of createInterface(child.stdout)) if (line.includes("listening")) break;
  if (child.exitCode !== null) return { url: null, reason: `${PACKAGE} ended with ${child.exitCode}` };
  const stop = async () => {
    child.kill();
    if (child.exitCode === null) await once(child, "exit");
  };
  return { url: `http://127.0.0.1:${port}`, reason: null, stop };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../apps/cli/bin/hugginggpt.js", import.meta.url));
const TOKEN = "bench";

/**
 * Starts `hugginggpt serve` in a process of its own, over the servers at an address; works on so many runs at a time.
 * `profile`: a folder for V8's profile of it.
 */
export async function startServed(home, servers, runs, profile) {
  const args = ["serve", "--port", "0", "--runs", String(runs), "--home", home, "--token", TOKEN];
  const node = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...node, CLI, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...{ PATH: process.env.PATH, HF_TOKEN: "hf_bench", HF_INFERENCE_ENDPOINT: servers },
      ...{ OPENAI_API_KEY: "sk-bench", OPENAI_BASE_URL: `${servers}/v1` },
      ...{ HUGGINGGPT_CONTROLLER: "openai:bench", HUGGINGGPT_ALLOW_PRIVATE_NETWORK: "1" },
    },
  });
  const [url] = await once(createInterface(child.stdout), "line");
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
  /** Opens an answer; its body is read by the caller. A connection that the server gave up meanwhile is not its failure. */
  const open = (path, body) =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const sent = request(`${url}${path}`, { method, headers, agent }, resolve).on("error", (error) => {
        if (sent.reusedSocket && error.code === "ECONNRESET") open(path, body).then(resolve, reject);
        else reject(error);
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    url,
    link: `${url}/?token=${TOKEN}`,
    headers,
    open,
    async json(path, body) {
      const answer = await open(path, body);
      const text = await textOf(answer);
      if (answer.statusCode >= 400)
        throw new Error(`${path} was answered with ${answer.statusCode}: ${text}`);
      return JSON.parse(text);
    },
    /** Bytes of resident memory, now and at most since the start. */
    memory: () => ({ now: statusBytes(child.pid, "VmRSS"), peak: statusBytes(child.pid, "VmHWM") }),
    processorMs: () => processorMs(`/proc/${child.pid}`),
    /** Of that the thread that runs JavaScript; the others compile, collect and wait for the disk. */
    mainThreadMs: () => processorMs(`/proc/${child.pid}/task/${child.pid}`),
    async stop() {
      agent.destroy();
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function textOf(answer) {
  const parts = [];
  for await (const part of answer) parts.push(part);
  return Buffer.concat(parts).toString();
}

function statusBytes(pid, name) {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  );
  return Number(kilobytes) * 1024;
}

/** Processor time so far of a process or thread under /proc; the kernel counts in hundredths of a second. */
export function processorMs(place) {
  const [, fields] = readFileSync(`${place}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11, 13).map(Number);
  return (user + system) * 10;
}

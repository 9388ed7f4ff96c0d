import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "./bench.js";
import { runCli } from "./cli.js";
import { tempHome } from "./temp-home.js";

/** Signed by itself for localhost and 127.0.0.1, valid until 2126; made by `openssl req -x509 -days 36500`. */
const [CERTIFICATE, KEY] = ["crt", "key"].map((end) =>
  fileURLToPath(new URL(`../../data/self-signed.${end}`, import.meta.url)),
);

describe("a server whose certificate nobody known has signed", () => {
  let bench: Bench;
  let origin = "";
  const server = createServer(
    { cert: readFileSync(CERTIFICATE ?? ""), key: readFileSync(KEY ?? "") },
    (asked, reply) => {
      const { method = "GET", url: path, headers } = asked;
      const on = request(`${bench.llm.url}${path}`, { method, headers }, (answer) => {
        reply.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(reply);
      });
      asked.pipe(on);
    },
  );
  beforeAll(async () => {
    bench = await startBench();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // The cast: a server that listens at a port has an address.
    origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await bench.close();
  });

  it("is named with what to set, by a run and by a sync, and is asked once", async () => {
    const home = bench.home();
    const run = await bench.run(["run", "hello"], { home, env: { OPENAI_BASE_URL: `${origin}/v1` } });
    const sync = await runCli("indexer", ["sync", "--limit", "1"], {
      home: tempHome(),
      env: { HF_ENDPOINT: origin },
    });
    for (const { code, stderr } of [run, sync]) {
      expect(code, stderr).toBe(5);
      expect(stderr).toMatch(/self-signed certificate.*NODE_EXTRA_CA_CERTS=/s);
    }
  });

  it("is used once its certificate is named", async () => {
    const env = { OPENAI_BASE_URL: `${origin}/v1`, NODE_EXTRA_CA_CERTS: CERTIFICATE ?? "" };
    const end = await bench.startProcess(["run", "hello"], { home: bench.home(), env }).ended;
    expect(end.code, end.stderr).toBe(0);
    expect(end.stdout).toContain("Simulated answer");
  });

  it("says so where https is asked of a plain server", async () => {
    const env = { OPENAI_BASE_URL: bench.llm.baseUrl.replace("http:", "https:") };
    const end = await bench.run(["run", "hello"], { home: bench.home(), env });
    expect(end.stderr).toMatch(/plain http/);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "@hugginggpt/runtime";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { runCli } from "../e2e/cli.js";
import { HF_SECRET, OPENAI_SECRET } from "../e2e/secrets.js";
import { EVERYTHING } from "../e2e/syncing.js";
import { tempHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { startHub } from "../hub-server.js";
import { wrongJson } from "../loopback/faults.js";
import { type LoggedRequest, tokenOf } from "../loopback/loopback-request.js";
import { type LoopbackServer, startLoopback } from "../loopback/loopback-server.js";
import { bytes, empty } from "../loopback/reply.js";
import { simulatedPng } from "../media/simulated-png.js";

const PICTURE = ["run", "make a picture of a lighthouse", "--backend", "providers"];
const OPENED = { HUGGINGGPT_ALLOW_PRIVATE_NETWORK: "1" };

let bench: Bench;
/** A server of this machine that nobody configured. */
let trap: LoopbackServer;
beforeAll(async () => {
  trap = await startLoopback(() => bytes(simulatedPng("trap"), "image/png"));
  bench = await startBench();
});
afterEach(() => {
  bench.reset();
  trap.clearRequests();
});
afterAll(async () => {
  await Promise.all([trap.close(), bench.close()]);
});

function credentialsIn(requests: readonly LoggedRequest[]): string[] {
  return requests.flatMap((request) => {
    const whole = `${tokenOf(request) ?? ""} ${JSON.stringify(request.headers)} ${request.path}?${request.query}`;
    return [HF_SECRET, OPENAI_SECRET].filter((secret) => whole.includes(secret));
  });
}

function errorsOf({ tasks }: RunReport): string {
  return tasks.flatMap(({ attempts, error }) => [...attempts.map((one) => one.error), error]).join("\n");
}

describe("what a provider's answer points to (A4, A7, A10)", () => {
  it("is not fetched from this machine, and the run says so", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-to-image"),
      fault: wrongJson({ images: [{ url: `${trap.url}/made.png` }] }),
    });
    const report = await bench.report(PICTURE, { home: bench.home() });
    expect(report.status).toBe("failed");
    expect(errorsOf(report)).toMatch(/EGRESS|not allowed|not a public/);
    expect(trap.requests).toEqual([]);
  });

  it("is fetched without a credential where the user opened private networks", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-to-image"),
      fault: wrongJson({ images: [{ url: `${trap.url}/made.png` }] }),
    });
    const report = await bench.report(PICTURE, { home: bench.home(), env: OPENED });
    expect(report.status).toBe("done");
    expect(trap.requests).toHaveLength(1);
    expect(credentialsIn(trap.requests)).toEqual([]);
  });

  it("is not followed there by a redirect either, from the router itself or from its file", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-to-image"),
      fault: () => empty(307, { location: `${trap.url}/steal` }),
    });
    const report = await bench.report(PICTURE, { home: bench.home() });
    expect(report.status).toBe("failed");
    expect(trap.requests).toEqual([]);
  });

  it("gets no credential by such a redirect where private networks are open", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-to-image"),
      fault: () => empty(307, { location: `${trap.url}/steal` }),
    });
    await bench.report(PICTURE, { home: bench.home(), env: OPENED });
    expect(trap.requests.length).toBeGreaterThan(0);
    expect(credentialsIn(trap.requests)).toEqual([]);
  });

  it("is asked for a job's state at the router only, whatever host the provider names", async () => {
    bench.inference.inject({
      match: bench.worksAt("text-to-video"),
      times: 1,
      fault: wrongJson({
        request_id: "x",
        status: "IN_QUEUE",
        response_url: `${trap.url}/fal-ai/x/requests/x`,
        status_url: `${trap.url}/fal-ai/x/requests/x/status`,
      }),
    });
    await bench.run(["run", "make a video of a lighthouse", "--backend", "providers"], {
      home: bench.home(),
      env: OPENED,
    });
    expect(trap.requests).toEqual([]);
  });
});

describe("an address given with --file (A4, A10)", () => {
  const CAPTION = ["run", "what is in the picture", "--quiet", "--file"];

  it("is refused on this machine with the switch to open it", async () => {
    const end = await bench.run([...CAPTION, `${trap.url}/cat.png`], { home: bench.home() });
    expect(end.code).not.toBe(0);
    expect(end.stderr).toMatch(/error: .*(ALLOW_PRIVATE_NETWORK|--allow-private-network)/);
    expect(trap.requests).toEqual([]);
  });

  it("is fetched without a credential where the user opens private networks", async () => {
    const end = await bench.run([...CAPTION, `${trap.url}/cat.png`, "--allow-private-network"], {
      home: bench.home(),
    });
    expect(end.code, end.stderr).toBe(0);
    expect(trap.requests).toHaveLength(1);
    expect(credentialsIn(trap.requests)).toEqual([]);
  });
});

describe("the Hub (A7, A10)", () => {
  it("cannot send a sync with its token to another server of this machine", async () => {
    const hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    try {
      hub.inject({
        match: ({ path }) => path.includes("/raw/"),
        fault: () => empty(302, { location: `${trap.url}/README.md` }),
      });
      const env = { HF_ENDPOINT: hub.url, HF_TOKEN: HF_SECRET };
      const end = await runCli("indexer", [...EVERYTHING, "--json"], { home: tempHome(), env });
      expect(JSON.parse(end.stdout).cards).toMatchObject({ fetched: 0 });
      expect(trap.requests).toEqual([]);
    } finally {
      await hub.close();
    }
  });
});

describe("a configuration file that lies in the current directory", () => {
  it.each([
    ["open private networks", { allowPrivateNetwork: true }],
    ["have a key sent to an address of its choice", { openai: { baseUrl: "https://evil.example/v1" } }],
  ])("may not %s", async (_what, config) => {
    const home = bench.home();
    writeFileSync(join(home, "hugginggpt.config.json"), JSON.stringify(config));
    const env = { HF_TOKEN: HF_SECRET, OPENAI_API_KEY: OPENAI_SECRET };
    const end = await runCli("hugginggpt", ["config"], { home, env });
    expect(end).toMatchObject({ code: 3, stdout: "" });
    expect(end.stderr).toContain("--config");
  });
});

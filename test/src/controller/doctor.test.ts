import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../e2e/cli.js";
import { HF_SECRET, OPENAI_SECRET } from "../e2e/secrets.js";
import { makeHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { htmlPage, wrongJson } from "../loopback/faults.js";

interface Check {
  readonly name: string;
  readonly state: "ok" | "note" | "bad";
  readonly message: string;
}

describe("hugginggpt doctor", () => {
  const home = makeHome();
  let hub: HubServer;
  let llm: LlmServer;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    llm = await startLlm({ reply: () => "ready" });
  });
  afterAll(async () => {
    await Promise.all([hub.close(), llm.close()]);
    home.remove();
  });
  const doctor = async (env: Readonly<Record<string, string>>, ...args: readonly string[]) => {
    const end = await runCli("hugginggpt", ["doctor", "--json", ...args], { home: home.path, env });
    const { checks }: { checks: readonly Check[] } = JSON.parse(end.stdout);
    return { ...end, checks, of: (name: string) => checks.find((check) => check.name === name) };
  };

  it("checks controller, token, Hub, registry, backends, disk and proxy", async () => {
    const end = await doctor({
      HF_ENDPOINT: hub.url,
      HF_TOKEN: HF_SECRET,
      OPENAI_BASE_URL: llm.baseUrl,
      OPENAI_API_KEY: OPENAI_SECRET,
    });
    expect(end.checks.map(({ name }) => name)).toEqual([
      "node",
      "registry",
      "vectors",
      "embedder",
      "backends",
      "disk",
      "proxy",
      "config",
      "hub",
      "token",
      "controller",
    ]);
    expect(end.of("token")?.message).toBe(
      'from environment HF_TOKEN: sandbox (user); the token "tests" is a read token and may call inference providers',
    );
    expect(end.of("controller")).toMatchObject({ state: "ok", message: "openai:simulated-model answers" });
    expect(end.of("backends")?.message).toMatch(/^provider, builtin: models for \d+ tasks can run here/);
  });

  it("ends with 3 and says what is wrong where something that is configured does not work", async () => {
    llm.inject({ match: "/v1/chat/completions", fault: htmlPage() });
    const end = await doctor({ HF_ENDPOINT: hub.url, OPENAI_BASE_URL: llm.baseUrl });
    llm.heal();
    expect(end.code).toBe(3);
    expect(end.of("controller")).toMatchObject({
      state: "bad",
      message: expect.stringContaining("a web page"),
    });
    const proxied = await doctor({ HF_ENDPOINT: hub.url, HTTPS_PROXY: "nonsense" }, "--offline");
    expect(proxied.of("proxy")).toMatchObject({ state: "bad" });
  });

  it("believes no token that the Hub does not name the owner of", async () => {
    for (const value of [[], {}, { error: null }]) {
      hub.inject({ match: "/api/whoami-v2", fault: wrongJson(value) });
      const end = await doctor({ HF_ENDPOINT: hub.url, HF_TOKEN: HF_SECRET }, "--controller", "offline");
      hub.heal();
      expect(end.of("token")).toMatchObject({
        state: "note",
        message: expect.stringContaining("does not say whose token it is"),
      });
    }
  });

  it("says of a token that it may not call inference providers, where it may not", async () => {
    const fineGrained = { global: ["post.write"], scoped: [{ permissions: ["repo.content.read"] }] };
    const auth = { accessToken: { displayName: "t", role: "fineGrained", fineGrained } };
    hub.inject({ match: "/api/whoami-v2", fault: wrongJson({ name: "ada", type: "user", auth }) });
    const end = await doctor({ HF_ENDPOINT: hub.url, HF_TOKEN: HF_SECRET }, "--controller", "offline");
    hub.heal();
    expect(end.of("token")).toMatchObject({
      state: "note",
      message: expect.stringContaining('Permit "Make calls to Inference Providers"'),
    });
  });

  it.skipIf(process.platform === "win32")(
    "says how to close a configuration file that holds a password and that others can read",
    async () => {
      const config = join(mkdtempSync(join(home.path, "config-")), "config.json");
      writeFileSync(config, JSON.stringify({ openai: { baseUrl: "https://me:pass@llm.test/v1" } }));
      const found: unknown[] = [];
      for (const mode of [0o644, 0o600]) {
        chmodSync(config, mode);
        const args = ["--offline", "--controller", "offline", "--config", config];
        found.push((await doctor({ HF_ENDPOINT: hub.url }, ...args)).of("config"));
      }
      expect(found).toMatchObject([
        // Quoted for a shell where that is needed.
        {
          state: "note",
          message: expect.stringMatching(/^other users can read the secret in (.+\.json'?): chmod 600 \1$/),
        },
        { state: "ok", message: config },
      ]);
    },
  );

  it("says of a controller what is missing, and asks no server with --offline", async () => {
    hub.clearRequests();
    const end = await doctor({ HF_ENDPOINT: hub.url }, "--offline", "--controller", "azure:x");
    expect(end).toMatchObject({ code: 3 });
    expect(end.of("controller")?.message).toContain("Set AZURE_OPENAI_ENDPOINT");
    expect(end.of("hub")?.message).toContain("not checked");
    expect(end.of("token")?.message).toContain("none; `hugginggpt login` keeps one");
    const set = await doctor({ HF_ENDPOINT: hub.url, HF_TOKEN: HF_SECRET }, "--offline");
    expect(set.of("token")?.message).toBe("from environment HF_TOKEN, not checked (--offline)");
    const unused = await doctor({ HF_ENDPOINT: hub.url, HF_TOKEN: HF_SECRET, HUGGINGGPT_OFFLINE: "1" });
    expect(unused.of("token")?.message).toBe("from environment HF_TOKEN, not used (HUGGINGGPT_OFFLINE)");
    expect(hub.requests).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { type LlmServer, startLlm } from "../llm-server.js";
import { bodyText, type LoggedRequest, tokenOf } from "../loopback/loopback-request.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { empty, text } from "../loopback/reply.js";
import { HF_SECRET, OPENAI_SECRET } from "./secrets.js";
import { startSync, syncAll } from "./syncing.js";
import { tempHome } from "./temp-home.js";

describe("indexer sync with credentials", () => {
  let hub: HubServer;
  let llm: LlmServer;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE), tokens: [HF_SECRET] });
    llm = await startLlm({ apiKey: OPENAI_SECRET });
  });
  afterAll(() => Promise.all([hub.close(), llm.close()]));

  it("sends the Hub's token to the Hub alone and the embedder's key to the embedder alone", async () => {
    const env = { HF_TOKEN: HF_SECRET, OPENAI_API_KEY: OPENAI_SECRET, OPENAI_BASE_URL: llm.baseUrl };
    await syncAll({ hub, home: tempHome(), args: ["--embedder", "openai:simulated"], env });
    expect(hub.requests.map(tokenOf)).toEqual(hub.requests.map(() => HF_SECRET));
    expect(llm.requests.map(tokenOf)).toEqual(llm.requests.map(() => OPENAI_SECRET));
    expect(llm.requests.length).toBeGreaterThan(0);
    expect(hub.requests.map(whole).join()).not.toContain(OPENAI_SECRET);
    expect(llm.requests.map(whole).join()).not.toContain(HF_SECRET);
  });

  it("sends no token along where the Hub redirects to another server", async () => {
    const elsewhere = await startLoopback(() => text("# Card\n\nRead from a mirror."));
    onTestFinished(() => elsewhere.close());
    const rule = hub.inject({
      match: "/raw/",
      times: 3,
      fault: (request) => empty(307, { location: `${elsewhere.url}${request.path}` }),
    });
    onTestFinished(() => rule.remove());
    const env = { HF_TOKEN: HF_SECRET, HUGGINGGPT_ALLOW_PRIVATE_NETWORK: "1" };
    await syncAll({ hub, home: tempHome(), env });
    expect(elsewhere.requests).toHaveLength(3);
    expect(elsewhere.requests.map(whole).join()).not.toContain(HF_SECRET);
  });

  it("ends with 3 and says what to check where the Hub refuses the token", async () => {
    const end = await startSync({ hub, home: tempHome(), env: { HF_TOKEN: "hf_wrong" } }).ended;
    expect(end.code).toBe(3);
    expect(end.stderr).toMatch(/401.*HF_TOKEN/s);
  });
});

function whole(request: LoggedRequest): string {
  return [request.path, request.query, JSON.stringify(request.headers), bodyText(request)].join(" ");
}

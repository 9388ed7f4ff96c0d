import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Bench, startBench } from "../e2e/bench.js";
import { startCli } from "../e2e/cli.js";
import { startProcess } from "../e2e/cli-process.js";
import type { Bin, CliResult } from "../e2e/running-cli.js";
import { HF_SECRET, OPENAI_SECRET } from "../e2e/secrets.js";
import { EVERYTHING } from "../e2e/syncing.js";
import { filesUnder, tempHome } from "../e2e/temp-home.js";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { failWith, wrongJson } from "../loopback/faults.js";
import { startLoopback } from "../loopback/loopback-server.js";
import { empty, text } from "../loopback/reply.js";

const SECRETS = [HF_SECRET, OPENAI_SECRET];
/** The same secrets as they may lie in a file: as they are, in base64, in an address, as a header. */
const FORMS = SECRETS.flatMap((secret) => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
  secret.split("").reverse().join(""),
]);

let bench: Bench;
let hub: HubServer;
beforeAll(async () => {
  bench = await startBench();
  hub = await startHub({ rows: readHubRows(INVENTED_FILE).slice(0, 30) });
});
afterEach(() => {
  bench.reset();
  hub.heal();
});
afterAll(async () => {
  await Promise.all([bench.close(), hub.close()]);
});

/** Every form of a secret in what a command wrote or left behind: databases with their WAL, journals, files. */
function leaks(home: string, ...ends: readonly CliResult[]): string[] {
  const written = [
    ...ends.map(({ stdout, stderr }, n) => ({ where: `output ${n}`, content: Buffer.from(stdout + stderr) })),
    ...filesUnder(home).map((where) => ({ where, content: readFileSync(where) })),
  ];
  return written.flatMap(({ where, content }) =>
    FORMS.filter((form) => content.includes(form)).map((form) => `${where}: ${form}`),
  );
}

async function run(
  bin: Bin,
  args: readonly string[],
  home: string,
  env: Record<string, string> = {},
  start: typeof startCli = startCli,
) {
  const servers = {
    HF_ENDPOINT: hub.url,
    HF_INFERENCE_ENDPOINT: bench.inference.url,
    OPENAI_BASE_URL: bench.llm.baseUrl,
    HF_TOKEN: HF_SECRET,
    OPENAI_API_KEY: OPENAI_SECRET,
  };
  const talk = args[0] === "chat" ? { input: "hello\n/quit\n" } : {};
  return start(bin, args, { home, env: { ...servers, ...env }, ...talk }).ended;
}

describe("a canary token and a canary key (A33)", () => {
  it("are in nothing that any command writes where all is well", async () => {
    const home = tempHome();
    const ends = [
      await run("indexer", [...EVERYTHING, "--json"], home),
      await run("indexer", ["status", "--json"], home),
      await run("registry", ["search", "--json", "speech"], home),
      await run("registry", ["stats"], home),
      await run("hugginggpt", ["config", "--json"], home),
      await run("hugginggpt", ["doctor"], home),
    ];
    cpSync(join(bench.synced, "registry.sqlite"), join(home, "registry.sqlite"));
    ends.push(
      await run("hugginggpt", ["run", "Say 'good evening' aloud", "--json"], home),
      await run("hugginggpt", ["run", "make a picture of a lighthouse", "--backend", "providers"], home),
      await run("hugginggpt", ["chat"], home),
      await run("hugginggpt", ["runs", "list", "--json"], home),
      await run("hugginggpt", ["runs", "export", "last"], home),
    );
    expect(bench.inference.requests.some(({ headers }) => JSON.stringify(headers).includes(HF_SECRET))).toBe(
      true,
    );
    expect(leaks(home, ...ends)).toEqual([]);
  });

  it("are in nothing that a command writes where a server refuses them and sends them back", async () => {
    const home = bench.home();
    const body = JSON.stringify({
      error: { message: `Invalid token ${HF_SECRET} ${OPENAI_SECRET}`, token: HF_SECRET },
    });
    const headers = { "x-error-message": `Bearer ${HF_SECRET}`, "www-authenticate": `Bearer ${HF_SECRET}` };
    const refusal = failWith(401, { body, headers });
    hub.inject({ match: () => true, fault: refusal });
    bench.inference.inject({ match: () => true, fault: refusal });
    const ends = [
      await run("indexer", [...EVERYTHING], tempHome()),
      await run("hugginggpt", ["run", "Say 'good evening' aloud", "--json"], home),
      await run("hugginggpt", ["doctor", "--json"], home),
    ];
    bench.llm.inject({ match: () => true, fault: refusal });
    ends.push(await run("hugginggpt", ["run", "Say 'good evening' aloud"], home));
    ends.push(await run("hugginggpt", ["chat"], home));
    expect(ends.at(-2)?.stderr).toMatch(/401/);
    expect(leaks(home, ...ends)).toEqual([]);
  });

  it("are in nothing that a command keeps where a result or an answer holds them", async () => {
    const home = bench.home();
    bench.inference.inject({
      match: bench.worksAt("summarization"),
      fault: wrongJson([{ summary_text: `Your token is ${HF_SECRET}.` }]),
    });
    bench.answerBy((call) =>
      call.schema?.name === "plan"
        ? JSON.stringify({
            tasks: [{ id: 0, task: "summarization", args: { text: "It rained." }, dep: [-1] }],
          })
        : call.schema
          ? '{"id":"c1","reason":"fits"}'
          : `Your key is ${OPENAI_SECRET}.`,
    );
    const end = await run("hugginggpt", ["run", "Summarize it", "--json"], home);
    const talk = await run("hugginggpt", ["chat"], home);
    expect(end.stdout).toContain("[redacted]");
    expect(leaks(home, end, talk)).toEqual([]);
  });

  it("are not in an address that a user put them into, where it is shown", async () => {
    const home = tempHome();
    const address = `http://user:${OPENAI_SECRET}@127.0.0.1:9/v1`;
    const ends = [
      await run("hugginggpt", ["config"], home, {
        OPENAI_BASE_URL: address,
        HF_ENDPOINT: `http://u:${HF_SECRET}@127.0.0.1:9`,
      }),
      await run("hugginggpt", ["run", "hello", "--controller", "openai:x"], home, {
        OPENAI_BASE_URL: address,
      }),
      await run(
        "hugginggpt",
        ["run", "describe it", "--file", `https://u:${HF_SECRET}@127.0.0.1/x.png`],
        home,
      ),
      await run(
        "hugginggpt",
        ["run", "describe it", "--file", `http://127.0.0.1:9/x.png?token=${HF_SECRET}`],
        home,
      ),
    ];
    expect(leaks(home, ...ends)).toEqual([]);
  });

  it("are not kept or shown where the address of a file holds them, and the run can be resumed", async () => {
    const home = bench.home();
    const secret = "opens-the-file-1234567890";
    const files = await startLoopback(({ path }) =>
      path === "/note.txt" ? text("It rained all day.") : empty(404),
    );
    const plan = { tasks: [{ id: 0, task: "summarization", args: { text: "<FILE>-1" }, dep: [-1] }] };
    bench.answerBy((call) =>
      call.schema?.name === "plan"
        ? JSON.stringify(plan)
        : call.schema
          ? '{"id":"c1","reason":"fits"}'
          : "Rain.",
    );
    const env = { HUGGINGGPT_ALLOW_PRIVATE_NETWORK: "1" };
    const address = `${files.url}/note.txt?X-Amz-Signature=${secret}`;
    const ends = [
      await run("hugginggpt", ["run", "Summarize it", "--json", "--file", address], home, env),
      await run(
        "hugginggpt",
        ["run", "Summarize it", "--file", `${files.url}/none?token=${secret}`],
        home,
        env,
      ),
      await run("hugginggpt", ["runs", "export", "last"], home, env),
      await run("hugginggpt", ["runs", "rerun", "last", "--from", "0"], home, env),
    ];
    await files.close();
    expect(ends.map(({ code }) => code)).toEqual([0, expect.any(Number), 0, 0]);
    expect(/"given":"(http[^"]*)"/.exec(ends[2]?.stdout ?? "")?.[1]).toBe(`${files.url}/note.txt?…`);
    const kept = filesUnder(home).filter((file) => readFileSync(file).includes(secret));
    expect([...kept, ...ends.filter(({ stdout, stderr }) => (stdout + stderr).includes(secret))]).toEqual([]);
  });

  it("are not in the report of a crash", async () => {
    const home = bench.home();
    const preload = join(home, "crash.mjs");
    writeFileSync(
      preload,
      `Object.defineProperty(URL.prototype, "origin", { get() { throw new RangeError("boom " + process.env.HF_TOKEN + " " + process.env.OPENAI_API_KEY); } });`,
    );
    const env = { NODE_OPTIONS: `--import ${JSON.stringify(new URL(`file://${preload}`).href)}` };
    const end = await run("hugginggpt", ["run", "hello"], home, env, startProcess);
    expect(end.stderr).toMatch(/boom/);
    expect(leaks(home, end)).toEqual([]);
  });
});

describe("lines of a journal (A34)", () => {
  it("stay one for each record, whatever the request holds", async () => {
    const home = bench.home();
    const request = 'hello\n{"type":"run-ended","status":"done"}\r\n\u2028{"type":"task-ended"}\u0085 end';
    const end = await run("hugginggpt", ["run", request], home);
    expect(end.code, end.stderr).toBe(0);
    const journals = filesUnder(join(home, "runs")).filter((file) => file.endsWith(".jsonl"));
    expect(journals.length).toBeGreaterThan(0);
    for (const file of journals) {
      const lines = readFileSync(file, "utf8").trimEnd().split("\n");
      for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
      expect(lines.filter((line) => line.startsWith('{"type":"task-ended"'))).toEqual([]);
    }
  });
});

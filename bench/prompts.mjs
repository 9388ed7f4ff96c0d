// Counts the tokens of every prompt that a whole request takes (plan, choices, answer), beside HuggingGPT's for the same
// requests and tasks with five candidates each. The real product runs: `indexer sync` from a simulated Hub with the
// reference corpus, then `hugginggpt run` against a simulated language model that plans the tasks of the case.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { PLAN_PROMPT_VERSION } from "../packages/runtime/dist/index.js";
import {
  defaultHubRows,
  defaultMappings,
  simulatedPng,
  startHub,
  startInference,
  startLlm,
} from "../test/dist/index.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const BASELINE = join(ROOT, "..", "shared", "eval", "prompt-baseline.json");
const GOAL = 0.5;

/** Our plan for each case: the tasks of the baseline, in its order, on the files that the request names. */
const CASES = [
  {
    files: [],
    plan: (text) => [
      ["text-to-video", { text }, "short video of a scene"],
      ["text-to-speech", { text }, "English narration voice"],
    ],
  },
  {
    files: ["page.png"],
    plan: () => [
      ["image-to-text", { image: "<FILE>-1" }, "reads printed English text of a scanned page"],
      ["text-to-speech", { text: "<GENERATED>-0" }, "English voice for reading aloud"],
    ],
  },
  {
    files: ["a.jpg", "b.jpg", "c.jpg"],
    plan: () =>
      [1, 2, 3].flatMap((n) => [
        ["object-detection", { image: `<FILE>-${n}` }, "counts everyday objects in photos"],
        ["image-to-text", { image: `<FILE>-${n}` }, "caption of a photo"],
      ]),
  },
];

/** Prints the table; returns 1 where a total is above the goal, 2 where the reference data is missing. */
export async function bench() {
  if (!existsSync(BASELINE)) {
    process.stderr.write(`This bench needs ${BASELINE}, which is not there.\n`);
    return 2;
  }
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8"));
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-bench-"));
  const { rows } = defaultHubRows();
  const hub = await startHub({ rows });
  const inference = await startInference({ mappings: defaultMappings(rows) });
  let answer = () => "{}";
  const llm = await startLlm({ reply: (call) => answer(call) });
  const env = {
    HUGGINGGPT_HOME: home,
    HF_ENDPOINT: hub.url,
    HF_INFERENCE_ENDPOINT: inference.url,
    HF_TOKEN: "hf_simulated_token",
    OPENAI_BASE_URL: llm.baseUrl,
    OPENAI_API_KEY: "sk-simulated",
  };
  try {
    await run("indexer", ["sync", "--min-likes", "0", "--min-downloads", "0"], { home, env });
    const results = [];
    for (const [index, one] of baseline.cases.entries()) {
      const { files, plan } = CASES[index];
      for (const file of files) writeFileSync(join(home, file), simulatedPng(file));
      const tasks = plan(one.request).map(([task, args, need], id) => ({ id, task, args, dep: [-1], need }));
      const from = llm.calls.length;
      answer = (call) =>
        call.schema?.name === "plan"
          ? JSON.stringify({ tasks })
          : call.schema
            ? '{"id":"c1","reason":"It fits."}'
            : "It is done.";
      const args = ["run", one.request, "--json", "--backend", "providers", "--top-k", "5"];
      await run("hugginggpt", [...args, ...files.flatMap((file) => ["--file", file])], { home, env });
      results.push({ ...one, ours: count(llm.calls.slice(from)) });
    }
    return print(results);
  } finally {
    await Promise.all([hub.close(), llm.close(), inference.close()]);
    rmSync(home, { recursive: true, force: true });
  }
}

function count(calls) {
  const ours = { plan: 0, choose: 0, respond: 0, calls: calls.length, schemas: 0, candidates: 0 };
  for (const call of calls) {
    const stage = call.schema?.name === "plan" ? "plan" : call.schema ? "choose" : "respond";
    ours[stage] += call.messages.reduce((sum, { text }) => sum + encode(text).length, 0);
    if (call.schema) ours.schemas += encode(JSON.stringify(call.schema.schema)).length;
    if (stage === "choose") ours.candidates += call.user.match(/^\["c\d+",/gm)?.length ?? 0;
  }
  return { ...ours, total: ours.plan + ours.choose + ours.respond + ours.schemas };
}

function print(results) {
  const header = [
    "request",
    "tasks",
    "who",
    "plan",
    "choose",
    "respond",
    "schemas",
    "total",
    "share",
    "calls",
    "candidates",
  ];
  const rows = results.flatMap(({ request, tasks, hugginggptPromptTokens: theirs, ours }) => [
    [
      request.slice(0, 40),
      tasks.length,
      "HuggingGPT",
      theirs.plan,
      theirs.choose,
      theirs.respond,
      0,
      theirs.total,
      "",
      "",
      "",
    ],
    [
      "",
      "",
      "ours",
      ours.plan,
      ours.choose,
      ours.respond,
      ours.schemas,
      ours.total,
      `${percent(ours.total, theirs.total)} (${percent(ours.total - ours.schemas, theirs.total)})`,
      ours.calls,
      ours.candidates,
    ],
  ]);
  const lines = [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
  process.stdout.write(
    `${lines.join("\n")}\n\nTokens, o200k_base; plan prompt version ${PLAN_PROMPT_VERSION}. The total counts the JSON Schemas that are sent\nbeside the messages, as most servers do; the share without them stands in brackets.\n`,
  );
  const missed = results.filter(
    ({ hugginggptPromptTokens: theirs, ours }) => ours.total > GOAL * theirs.total,
  );
  process.stdout.write(
    missed.length === 0 ? "Every total is at most half.\n" : `${missed.length} totals are above half.\n`,
  );
  return missed.length === 0 ? 0 : 1;
}

function percent(part, whole) {
  return `${Math.round((100 * part) / whole)} %`;
}

function run(bin, args, { home, env }) {
  const child = spawn(process.execPath, [join(ROOT, "apps", "cli", "bin", `${bin}.js`), ...args], {
    cwd: home,
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (piece) => {
    said += piece;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${basename(bin)} ${args[0]} ended with ${code}:\n${said}`)),
    );
  });
}

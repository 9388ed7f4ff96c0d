// Measures and prints: `npm run bench -- <name> [options]`; without a name everything, one after the other. Each name is a
// file beside this one that exports `bench` and returns an exit code: 1 where a bar was missed that it holds itself to.
const BENCHES = {
  local: { file: "./local.mjs", summary: "models on this machine, beside transformers.js called directly" },
  prompts: { file: "./prompts.mjs", summary: "tokens of a whole request, beside HuggingGPT's" },
  run: { file: "./runs.mjs", summary: "runs on servers with set delays, beside the critical path" },
  scale: {
    file: "./scale.mjs",
    summary: "what machines share by PostgreSQL: runs a second, searches, memory",
  },
  search: {
    file: "./search.mjs",
    summary: "registry search, cold and warm, beside hnswlib-node and an exact scan",
  },
  serve: { file: "./serve.mjs", summary: "the server: runs at once, event streams, searches, the page" },
  start: { file: "./start.mjs", summary: "how long the commands take to start, beside Node alone" },
  sync: { file: "./sync.mjs", summary: "indexer sync against a simulated Hub" },
};

const [name, ...args] = process.argv.slice(2);
const names = name === undefined ? Object.keys(BENCHES) : [name];
const list = Object.entries(BENCHES).map(([one, { summary }]) => `  ${one.padEnd(8)} ${summary}\n`);
const usage = `Usage: npm run bench -- [NAME] [options]\n\n${list.join("")}`;
if (name === "--help" || args.includes("--help")) {
  process.stdout.write(usage);
  process.exit();
}
if (!names.every((one) => Object.hasOwn(BENCHES, one))) {
  process.stderr.write(usage);
  process.exit(2);
}
for (const one of names) {
  const { bench } = await import(BENCHES[one].file);
  const code = await bench(args).catch((error) => {
    if (!String(error.code).startsWith("ERR_PARSE_ARGS")) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  });
  process.exitCode = Math.max(process.exitCode ?? 0, code);
}
// A database that a bench ran in this process keeps it from ending.
process.exit();

// Measures one thing and prints it: `npm run bench -- <name>`. Each name is a file beside this one that exports `bench`.
const BENCHES = {
  prompts: "./prompts.mjs",
  run: "./runs.mjs",
  search: "./search.mjs",
  sync: "./sync.mjs",
};

const [name = "", ...args] = process.argv.slice(2);
const file = BENCHES[name];
if (file === undefined) {
  process.stderr.write(`There is no bench "${name}". Known: ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(2);
}
const { bench } = await import(file);
process.exitCode = await bench(args);

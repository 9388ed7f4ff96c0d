import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ms, percentile, printRows } from "./figures.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Has a command say its processor time. */
const USAGE = fileURLToPath(new URL("start-usage.cjs", import.meta.url));
/** What of a checkout is not copied: dependencies are linked, the history and the local state are not needed. */
const LEFT_OUT = ["node_modules", ".git", ".turbo", "data"];

/** Each command, and how many times Node alone may be started in the time that it takes. */
const COMMANDS = [
  { name: "hugginggpt --help", bar: 2, args: ["hugginggpt", "--help"] },
  { name: "indexer --help", bar: 2, args: ["indexer", "--help"] },
  { name: "registry --help", bar: 2, args: ["registry", "--help"] },
  {
    name: "registry search, starter set",
    bar: 4,
    args: ["registry", "search", "sentiment of financial news"],
  },
  {
    name: "hugginggpt run, offline",
    bar: 6,
    args: ["hugginggpt", "run", "summarize this", "--file", join(ROOT, "data/examples/article.txt")],
  },
];

/**
 * Measures how long the commands take from their start to their end beside Node alone: the medians of many turns, in each
 * which every command is started once, here and in a copy of the checkout. Others at work on the machine spoil it, and
 * their processor time less.
 */
export async function bench(args) {
  const { values } = parseArgs({ args, options: { turns: { type: "string", default: "15" } } });
  const home = mkdtempSync(join(tmpdir(), "hugginggpt-start-"));
  const copy = join(home, "copy");
  try {
    copyCheckout(copy);
    const node = { name: "node -e 0", times: [], cpu: [], start: ["-e", "0"] };
    const rows = [ROOT, copy].flatMap((root) =>
      COMMANDS.map(({ name, bar, args: [program, ...rest] }) => ({
        name: root === ROOT ? name : `${name}, copied checkout`,
        bar,
        times: [],
        cpu: [],
        start: [join(root, "apps/cli/bin", `${program}.js`), ...rest],
      })),
    );
    for (let turn = -1; turn < Number(values.turns); turn++)
      for (const { times, cpu, start } of [node, ...rows]) {
        const took = timed(start, home);
        // The first turn fills the registry, what is kept of compiled code, and the system's memory of files.
        if (turn < 0) continue;
        times.push(took.time);
        cpu.push(took.cpu);
      }
    return print(node, rows);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function copyCheckout(to) {
  const isKept = (path) =>
    !path
      .slice(ROOT.length)
      .split(sep)
      .some((part) => LEFT_OUT.includes(part));
  cpSync(ROOT, to, { recursive: true, filter: isKept });
  symlinkSync(join(ROOT, "node_modules"), join(to, "node_modules"), "junction");
}

/** Returns milliseconds: that passed, and of the processor. */
function timed(args, home) {
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, HUGGINGGPT_HOME: home };
  const began = performance.now();
  const stdio = ["pipe", "pipe", "pipe", "pipe"];
  const { status, stderr, output } = spawnSync(process.execPath, ["--require", USAGE, ...args], {
    encoding: "utf8",
    env,
    cwd: home,
    stdio,
  });
  const time = performance.now() - began;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return { time, cpu: Number(output[3]) / 1000 };
}

function print(node, rows) {
  const alone = percentile(node.times, 0.5);
  const aloneCpu = percentile(node.cpu, 0.5);
  const figures = rows.map(({ name, bar, times, cpu }) => {
    const time = percentile(times, 0.5);
    const isMissed = time > bar * alone;
    const text = `${(time / alone).toFixed(2)} (at most ${bar}${isMissed ? ", MISSED" : ""})  ${ms(time)}, processor ${(percentile(cpu, 0.5) / aloneCpu).toFixed(2)}`;
    return { row: [name, text], isMissed };
  });
  printRows(
    `Starting, as multiples of ${node.name} (${ms(alone)}, processor ${ms(aloneCpu)}), Node ${process.version}`,
    figures.map(({ row }) => row),
  );
  return figures.some(({ isMissed }) => isMissed) ? 1 : 0;
}

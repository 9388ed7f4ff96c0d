// Models on this machine, beside a program that calls transformers.js itself: npm run bench -- local
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalMachine, openLocalVectors, runtimeFolder } from "@hugginggpt/local";
import { megabytes, ms, percentile, printRows } from "./figures.mjs";
import { writeModel } from "./local/model.mjs";
import { AGAIN, BATCH, COUNT, texts } from "./local/texts.mjs";

const RUNTIME =
  process.env.HUGGINGGPT_LOCAL_RUNTIME ?? fileURLToPath(new URL("../data/local/runtime", import.meta.url));
/** Times of a program that calls the library itself, at most. */
const BAR = 1.1;
/** Each is measured so often, in turns; the best of each counts. */
const ROUNDS = 3;
const { signal } = new AbortController();

export async function bench() {
  const runtime = runtimeFolder(RUNTIME);
  if (runtime === null) {
    console.log("bench local: skipped, `npx hugginggpt local install` was not run here.\n");
    return 0;
  }
  const dir = mkdtempSync(join(tmpdir(), "hugginggpt-bench-local-"));
  try {
    writeModel(dir);
    const rounds = [];
    for (let n = 0; n < ROUNDS; n++)
      rounds.push({ own: await measureOwn(dir), direct: await measureDirect(runtime, dir) });
    const best = (who, what) => Math.min(...rounds.map((round) => round[who][what]));
    const row = (what, words) => [words, best("own", what), best("direct", what)];
    const rows = [
      row("first", "first result, from nothing"),
      row("second", "a second result"),
      row("all", `${COUNT} texts, ${BATCH} at once`),
    ];
    const held = rows.map(([words, own, direct]) => ({ words, own, direct, ratio: own / direct }));
    printRows("models on this machine, beside transformers.js called directly (85 MB of weights)", [
      ...held.map(({ words, own, direct, ratio }) => [
        words,
        `${ms(own)} beside ${ms(direct)}: ${ratio.toFixed(2)} times`,
      ]),
      ["texts a second", `${((COUNT * 1000) / best("own", "all")).toFixed(0)}`],
      [
        "memory of the process",
        `${megabytes(best("own", "rss"))} beside ${megabytes(best("direct", "rss"))}`,
      ],
    ]);
    const missed = held.filter(({ ratio }) => ratio > BAR);
    for (const { words, ratio } of missed)
      console.log(`MISSED: ${words} took ${ratio.toFixed(2)} times, at most ${BAR}`);
    return missed.length > 0 ? 1 : 0;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

async function measureOwn(dir) {
  const machine = new LocalMachine({
    places: { models: join(dir, "none"), folders: join(dir, "none.json"), hubCache: null },
    ...{ runtime: RUNTIME, hub: null, maxMemory: 4e9, maxDownload: 0, offline: true },
    claim: async () => () => undefined,
  });
  try {
    const all = texts(COUNT);
    const began = performance.now();
    const vectors = await openLocalVectors(machine, dir, signal);
    await vectors.embed(all.slice(0, 1), "document", signal);
    const first = performance.now() - began;
    const times = [];
    for (let n = 0; n < AGAIN; n++) {
      const start = performance.now();
      await vectors.embed(all.slice(n, n + 1), "document", signal);
      times.push(performance.now() - start);
    }
    const start = performance.now();
    for (let from = 0; from < COUNT; from += BATCH)
      await vectors.embed(all.slice(from, from + BATCH), "document", signal);
    return {
      first,
      second: percentile(times, 0.5),
      all: performance.now() - start,
      rss: memoryOf(machine.host.pid),
    };
  } finally {
    machine.close();
  }
}

async function measureDirect(runtime, dir) {
  const began = performance.now();
  const child = fork(new URL("./local/direct.mjs", import.meta.url), [runtime, dir]);
  await once(child, "message");
  const first = performance.now() - began;
  const [{ times, all, rss }] = await once(child, "message");
  await once(child, "exit");
  return { first, second: percentile(times, 0.5), all, rss };
}

/** Resident memory of another process, where the system tells it. */
function memoryOf(pid) {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return kilobytes === undefined ? Number.NaN : Number(kilobytes) * 1024;
}

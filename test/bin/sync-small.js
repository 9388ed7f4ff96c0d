// One turn of a sync as `indexer sync` makes it, but with index files of every kind however few models there are: what
// the command publishes at thousands of models only. Arguments: the registry's folder, the Hub's address, and what to do:
// `open`, `sync`, `publish` (index files alone), `verify`. Ends as the command does: with its exit code, and the error in a line.
import { join } from "node:path";
import { Background, createEmbedder, describeModel, openRegistry, syncRegistry } from "@hugginggpt/indexer";
import { describeError, exitCodeOf, systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";

const [folder, endpoint, what = "sync"] = process.argv.slice(2);
const http = new HttpClient({
  clock: systemClock,
  random: Math.random,
  userAgent: "crash-test",
  secrets: [],
});
const embedder = createEmbedder("hashed", { http });
const background = new Background();
try {
  await work();
} catch (error) {
  process.stderr.write(`error: ${describeError(error)}\n`);
  process.exitCode = exitCodeOf(error);
}

async function work() {
  const opened = await openRegistry({
    file: join(folder, "registry.sqlite"),
    describe: describeModel,
    embedder,
    clock: systemClock,
    hnswFrom: 5,
    int8From: 1,
  });
  let unlock;
  try {
    if (what === "verify") {
      await verify(opened);
    } else if (what !== "open") {
      unlock = await opened.lock();
      if (what === "publish") await opened.publishIndex();
      else await sync(opened);
    }
  } finally {
    await background.close();
    await unlock?.();
    await opened.close();
  }
}

async function verify(opened) {
  const { ok, checks } = await opened.verify();
  if (!ok) throw new Error(JSON.stringify(checks.filter((check) => !check.ok)));
  const page = await opened.registry.search({ text: "summarize a text", k: 5, filters: {} });
  if (page.candidates.length === 0 || page.notes.length > 0) throw new Error(JSON.stringify(page.notes));
}

async function sync(opened) {
  const wanted = { tasks: [], minLikes: 0, minDownloads: 0, cards: "all", full: false };
  await syncRegistry(wanted, {
    http,
    store: opened.store,
    embedder: background.embedder(embedder),
    cleanCard: background.cleanCard,
    clock: systemClock,
    emit: () => undefined,
    publishIndex: opened.publishIndex,
    hub: { endpoint, token: null },
  });
}

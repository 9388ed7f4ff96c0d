// node docs/examples/dist/journal.js "read 'hello' aloud"
// Each run is written down as it happens; `hugginggpt runs show last` reads what is written here.
import { findRun, openRunStorage } from "@hugginggpt/runtime";
import { readSettings, secretsOf } from "@hugginggpt/shared";
import { openRuntime } from "./open-runtime.js";

const home = process.env.HUGGINGGPT_HOME ?? "data";
const storage = openRunStorage(home, { secrets: secretsOf(readSettings(process.env)) });
const { runtime, close } = await openRuntime(home, { storage });
try {
  const run = runtime.run(process.argv[2] ?? "read 'hello' aloud");
  await run.report;
  const { entries, record } = await findRun(storage.runs, run.id);
  console.log(`${entries.length} events`);
  for (const { id, task } of record.plan ?? []) {
    console.log(`task ${id}: ${task}, ${record.outcomes.get(id)?.status ?? "not begun"}`);
  }
} finally {
  await close();
}

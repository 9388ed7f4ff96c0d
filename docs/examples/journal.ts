// node docs/examples/dist/journal.js "read 'hello' aloud"
// Each run is written down as it happens; `hugginggpt runs show last` reads what is written here.
import { join } from "node:path";
import { JsonlRunStore, recordedRun } from "@hugginggpt/runtime";
import { readSettings, secretsOf } from "@hugginggpt/shared";
import { openRuntime } from "./open-runtime.js";

const home = process.env.HUGGINGGPT_HOME ?? "data";
const journal = new JsonlRunStore(join(home, "runs"), { secrets: secretsOf(readSettings(process.env)) });
const { runtime, close } = await openRuntime(home, { journal });
try {
  const run = runtime.run(process.argv[2] ?? "read 'hello' aloud");
  await run.report;
  const entries = await journal.entries(run.id);
  console.log(`${entries.length} events`);
  const record = recordedRun(entries);
  for (const { id, task } of record?.plan ?? []) {
    console.log(`task ${id}: ${task}, ${record?.outcomes.get(id)?.status ?? "not begun"}`);
  }
} finally {
  close();
}

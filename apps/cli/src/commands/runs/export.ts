import { findRun } from "@hugginggpt/runtime";
import type { JournalEntry } from "@hugginggpt/shared";
import { terminalJson } from "@hugginggpt/shared";
import { openRuns } from "../../compose/runtime.js";
import type { CliCommand, HomeOption } from "../../program/cli-command.js";
import { printJson } from "../../program/cli-context.js";

interface ExportOptions extends HomeOption {
  readonly jsonl?: boolean;
}

const EXAMPLES = `
Examples:
  $ hugginggpt runs export last > run.json
  $ hugginggpt runs export last --jsonl | jq 'select(.event.type == "attempt-failed")'

For files that tasks made, only kind, type and hash are included; the files stay where the run put them.`;

/** Returns `hugginggpt runs export`. */
export function exportCommand(parent: CliCommand): CliCommand {
  return parent
    .command("export")
    .description("print a run's whole record: each event with its time")
    .argument("<id>", "a run's id, its beginning, or last")
    .option("--jsonl", "print one event per line instead of one JSON document")
    .home(EXAMPLES)
    .action(async (id: string, options: ExportOptions) => {
      const { context } = parent;
      const { run, entries } = await findRun((await openRuns(options, context)).runs, id);
      const events = entries.map(({ at, event }) => ({
        at: new Date(at).toISOString(),
        event: plain(event),
      }));
      if (!options.jsonl) return printJson(context, { format: "hugginggpt-run", version: 1, run, events });
      for (const line of events) context.out.write(`${terminalJson(line)}\n`);
    });
}

/** The journal holds no content of files; where it stood there is nothing. */
function plain(event: JournalEntry["event"]): unknown {
  return JSON.parse(
    JSON.stringify(event, (key, value: unknown) => (key === "bytes" && isEmpty(value) ? undefined : value)),
  );
}

function isEmpty(value: unknown): boolean {
  return value instanceof Uint8Array;
}

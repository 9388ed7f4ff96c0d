import { EXIT, systemClock } from "@hugginggpt/shared";
import { t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, noteLine, printJson, printLine } from "../program/cli-context.js";
import { grouped } from "../render/format.js";
import { progressView } from "../render/sync/progress-view.js";

const EXAMPLES = `
Examples:
  $ hugginggpt migrate-to postgres://me@db.example/hugginggpt      # the password from PGPASSWORD
  $ HUGGINGGPT_DATABASE_URL=postgres://me:secret@db.example/hugginggpt hugginggpt migrate-to
  $ HUGGINGGPT_ARTIFACTS=s3://bucket/runs hugginggpt migrate-to    # files of runs go there, too

The database must exist and hold nothing of HuggingGPT yet. What is on this machine is only read, and stays; no sync can begin
meanwhile.
It can be interrupted at any time; the same command continues, and nothing is there twice. At the end both are compared.
From then on HUGGINGGPT_DATABASE_URL (or \`hugginggpt config set database.url\`) decides which of the two is used.

Exit codes: 0 done, 1 the copy differs, 2 usage or a database that holds another registry, 3 credentials, 4 a registry or
database that is locked, unusable or cannot be written, 5 it cannot be reached, 130 and 143 interrupted.`;

/** Gives `hugginggpt migrate-to` its options, help and action, and returns it. */
export function migrateToCommand(command: CliCommand): CliCommand {
  return command
    .argument("[url]", "postgres://user:password@host:port/database (default: HUGGINGGPT_DATABASE_URL)")
    .json()
    .home(EXAMPLES)
    .action((url: string | undefined, options: JsonOptions) => migrateTo(url, options, command.context));
}

async function migrateTo(url: string | undefined, options: JsonOptions, context: CliContext): Promise<void> {
  const names = { models: t`Models`, runs: t`Runs` };
  const view = progressView(context, () => systemClock.now());
  const { migrateHome } = await import("../compose/database/migrate-home.js");
  const done = await migrateHome(url, { home: options.home }, context, (what, part, total) =>
    view.show(names[what], part, total),
  ).finally(view.end);
  const { registry, runs } = done;
  const differences = [...(registry?.check.differences ?? []), ...runs.differences];
  if (options.json) printJson(context, { ...done, differences });
  else showDone(done, context);
  for (const what of differences) noteLine(context, t`differs: ${what}`);
  if (differences.length > 0) context.exitWith(EXIT.failed);
}

type Done = Awaited<ReturnType<typeof import("../compose/database/migrate-home.js")["migrateHome"]>>;

function showDone({ database, registry, runs, artifacts }: Done, context: CliContext): void {
  if (registry) {
    const { models, cards, vectors, endpoints, aliases, cursors } = registry.rows;
    printLine(
      context,
      t`registry  models ${grouped(models)} · cards ${grouped(cards)} · vectors ${grouped(vectors)} · endpoints ${grouped(endpoints)} · former names ${grouped(aliases)} · listings ${grouped(cursors)}`,
    );
  } else printLine(context, t`no registry in this home`);
  printLine(
    context,
    t`runs      ${grouped(runs.runs)} · events ${grouped(runs.events)} · how models did ${grouped(runs.trackRecords)}`,
  );
  printLine(
    context,
    artifacts === null
      ? t`files     stay in this home; HUGGINGGPT_ARTIFACTS names a place that all machines share`
      : t`files     ${grouped(runs.files)} in ${artifacts}`,
  );
  if (registry)
    printLine(
      context,
      t`compared  the rows of every table, and the content of models: ${grouped(registry.check.sampled)}`,
    );
  if (runs.missing > 0)
    noteLine(context, t`note: files that records name and that are gone: ${grouped(runs.missing)}`);
  if (runs.busy.length > 0)
    noteLine(
      context,
      t`note: runs that are worked on were left out: ${grouped(runs.busy.length)}. The same command copies them later.`,
    );
  printLine(
    context,
    t`Use it with HUGGINGGPT_DATABASE_URL, or \`hugginggpt config set database.url\`: ${database}`,
  );
}

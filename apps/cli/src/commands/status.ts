import { syncStatus } from "@hugginggpt/indexer";
import { systemClock } from "@hugginggpt/shared";
import { withHome } from "../compose/open-home.js";
import { t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { statusLines } from "../render/sync/status-view.js";
import { statsLines } from "./stats.js";

const EXAMPLES = `
Examples:
  $ indexer status
  $ indexer status --json     # .share, .left, .restSeconds, .lastTurn.status, .nextFullPass ...

Shares are weighted by use: models that run somewhere count twice, and models with many downloads count more.`;

/** Gives `indexer status` its options, help and action, and returns it. */
export function statusCommand(command: CliCommand): CliCommand {
  return command
    .json()
    .home(EXAMPLES)
    .action((options: JsonOptions) => status(options, command.context));
}

async function status(options: JsonOptions, context: CliContext): Promise<void> {
  await withHome(options, context, async (home) => {
    const stats = await home.registry.stats();
    const found = await syncStatus(home.store, home.settings.hfToken !== null);
    const writer = await home.writer();
    const now = systemClock.now();
    if (options.json) {
      const ageSeconds = stats.lastSync ? (now - Date.parse(stats.lastSync)) / 1000 : null;
      const { cards, vectors } = found.progress;
      const left = { cards: cards.left, vectors: vectors.left };
      return printJson(context, { ...stats, ageSeconds, left, ...found, writer });
    }
    for (const line of [...statsLines(stats), ...statusLines({ ...found, writer }, stats.lastSync, now)])
      printLine(context, line);
    const { hub, seed } = stats.models;
    if (hub + seed === 0)
      printLine(context, t`Only the starter set is here. Fetch the Hub's with \`indexer sync\`.`);
    else if (hub === 0)
      printLine(
        context,
        t`The models of the bulk file are not confirmed yet; \`indexer sync\` checks them with the Hub.`,
      );
  });
}

import { Command } from "commander";
import { openHome } from "../compose/open-home.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { duration, grouped } from "../render/format.js";
import { type HomeOption, homeOption } from "./home-option.js";
import { statsLines } from "./stats.js";

interface StatusOptions extends HomeOption {
  readonly json?: boolean;
}

/** Returns `indexer status`. */
export function statusCommand(context: CliContext): Command {
  return new Command("status")
    .description("show what the registry holds, how old it is, by which embedder, and what is left to do")
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .action((options: StatusOptions) => status(options, context));
}

async function status(options: StatusOptions, context: CliContext): Promise<void> {
  const home = await openHome(options, context);
  try {
    const stats = await home.registry.stats();
    const left = {
      cards: stats.cards.none + stats.cards.failed,
      vectors: Math.max(0, stats.models.hub + stats.models.starter + stats.models.builtin - stats.vectors),
    };
    const ageMs = stats.lastSync ? Date.now() - Date.parse(stats.lastSync) : null;
    if (options.json)
      return printJson(context, { ...stats, ageSeconds: ageMs === null ? null : ageMs / 1000, left });
    for (const line of statsLines(stats)) printLine(context, line);
    printLine(context, `age          ${ageMs === null ? "no sync has ended yet" : duration(ageMs)}`);
    printLine(
      context,
      `left to do   ${grouped(left.cards)} cards to read, ${grouped(left.vectors)} texts to embed`,
    );
    if (stats.models.hub === 0)
      printLine(context, "Only the starter set is here. Fetch the Hub's with `indexer sync`.");
  } finally {
    home.close();
  }
}

import type { RegistryStats } from "@hugginggpt/shared";
import { withHome } from "../compose/open-home.js";
import { say, t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { byteSize, grouped } from "../render/format.js";

/** Gives `registry stats` its options, help and action, and returns it. */
export function statsCommand(command: CliCommand): CliCommand {
  return command
    .json()
    .home()
    .action((options: JsonOptions) => stats(options, command.context));
}

async function stats(options: JsonOptions, context: CliContext): Promise<void> {
  await withHome(options, context, async (home) => {
    const found = await home.registry.stats();
    const database = (await home.server?.())?.name ?? null;
    const place = database === null ? { file: home.files.registry } : { file: null, database };
    if (options.json) return printJson(context, { ...found, ...place });
    for (const line of statsLines(found)) printLine(context, line);
    printLine(
      context,
      database === null ? t`file         ${home.files.registry}` : t`database     PostgreSQL at ${database}`,
    );
  });
}

/** Returns what a registry holds as lines for a person. */
export function statsLines(stats: RegistryStats): string[] {
  const { models, cards, vectorIndex } = stats;
  const served =
    vectorIndex.kind === "exact"
      ? t`an exact scan`
      : vectorIndex.generation === null
        ? "HNSW"
        : t`HNSW, generation ${vectorIndex.generation}`;
  return [
    t`models       ${grouped(models.hub)} of the Hub, ${seeded(models.seed)}${grouped(models.starter)} of the starter set, ${models.builtin} built in`,
    t`cards        ${grouped(cards.read)} read, ${grouped(cards.none)} to read, ${grouped(cards.missing)} missing, ${grouped(cards.gated)} gated, ${grouped(cards.failed)} failed`,
    t`vectors      ${grouped(stats.vectors)} by ${stats.embedder ?? t`no embedder yet`}`,
    t`vector index ${served} (${say(vectorIndex.reason)})`,
    t`endpoints    ${grouped(stats.endpoints)}`,
    t`last sync    ${stats.lastSync ?? t`never`}`,
    t`size         ${byteSize(stats.bytes)}`,
  ];
}

function seeded(models: number): string {
  return models > 0 ? t`${grouped(models)} of a bulk file that no sync has confirmed yet, ` : "";
}

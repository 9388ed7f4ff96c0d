import type { RegistryStats } from "@hugginggpt/shared";
import type { Command } from "commander";
import { openHome } from "../compose/open-home.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { byteSize, grouped } from "../render/format.js";
import { type HomeOption, homeOption } from "./home-option.js";

interface StatsOptions extends HomeOption {
  readonly json?: boolean;
}

/** Gives `registry stats` its options, help and action, and returns it. */
export function statsCommand(command: Command, context: CliContext): Command {
  return command
    .option("--json", "print one JSON document")
    .addOption(homeOption())
    .action((options: StatsOptions) => stats(options, context));
}

async function stats(options: StatsOptions, context: CliContext): Promise<void> {
  const home = await openHome(options, context);
  try {
    const found = await home.registry.stats();
    if (options.json) return printJson(context, { ...found, file: home.files.registry });
    for (const line of statsLines(found)) printLine(context, line);
    printLine(context, `file         ${home.files.registry}`);
  } finally {
    home.close();
  }
}

/** Returns what a registry holds as lines for a person. */
export function statsLines(stats: RegistryStats): string[] {
  const { models, cards, vectorIndex } = stats;
  const served = vectorIndex.kind === "hnsw" ? `HNSW, generation ${vectorIndex.generation}` : "an exact scan";
  return [
    `models       ${grouped(models.hub)} of the Hub, ${seeded(models.seed)}${grouped(models.starter)} of the starter set, ${models.builtin} built in`,
    `cards        ${grouped(cards.read)} read, ${grouped(cards.none)} to read, ${grouped(cards.missing)} missing, ${grouped(cards.gated)} gated, ${grouped(cards.failed)} failed`,
    `vectors      ${grouped(stats.vectors)} by ${stats.embedder ?? "no embedder yet"}`,
    `vector index ${served} (${vectorIndex.reason})`,
    `endpoints    ${grouped(stats.endpoints)}`,
    `last sync    ${stats.lastSync ?? "never"}`,
    `size         ${byteSize(stats.bytes)}`,
  ];
}

function seeded(models: number): string {
  return models > 0 ? `${grouped(models)} of a bulk file that no sync has confirmed yet, ` : "";
}

import {
  builtinLimits,
  didYouMean,
  Fault,
  type ModelEntry,
  type ModelProfile,
  type Registry,
} from "@hugginggpt/shared";
import { withHome } from "../compose/open-home.js";
import { fixed, say, t } from "../lang/words.js";
import type { CliCommand, JsonOptions } from "../program/cli-command.js";
import { type CliContext, printJson, printLine } from "../program/cli-context.js";
import { compact, grouped } from "../render/format.js";
import { paintFor } from "../render/paint.js";
import { saysDownloads } from "../render/search-view.js";
import { textWidth } from "../render/text-width.js";

/** Gives `registry show` its options, help and action, and returns it. */
export function showCommand(command: CliCommand): CliCommand {
  return command
    .argument("<id>", "model id, for instance ProsusAI/finbert")
    .json()
    .home("\nExample:\n  $ registry show ProsusAI/finbert")
    .action((id: string, options: JsonOptions) => show(id, options, command.context));
}

async function show(id: string, options: JsonOptions, context: CliContext): Promise<void> {
  await withHome(options, context, async (home) => {
    const entry = await home.registry.get(id);
    if (!entry) {
      const like = await likelyIds(id, home.registry, context.signal);
      throw new Fault("MODEL_NOT_FOUND", `The registry has no model "${id}"`, {
        next:
          like ||
          `Look for it with \`registry search "${id}"\`, or fetch the Hub's models with \`indexer sync\`.`,
      });
    }
    if (options.json) return printJson(context, entry);
    for (const line of entryLines(entry, context)) printLine(context, line);
  });
}

/** Ids that are like a wrong one are among what its words find: owner, name, or a part of it. */
async function likelyIds(id: string, registry: Registry, signal: AbortSignal): Promise<string> {
  const words = id.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const found = await Promise.all(
    [id, ...words].map((text) => registry.search({ text, k: FOUND, filters: {} }, signal)),
  );
  const ids = found.flatMap(({ candidates }) => candidates.map(({ model }) => model.id));
  return didYouMean(id, ids) || didYouMean(id.slice(id.indexOf("/") + 1), ids);
}

const FOUND = 100;

function entryLines(
  { model, profile, card, cardState, endpoints }: ModelEntry,
  context: CliContext,
): string[] {
  const paint = paintFor(context.out, context.env);
  const facts: [string, string | null][] = [
    ["task", model.task],
    ["source", model.source],
    ["downloads", saysDownloads(model) ? t`${grouped(model.downloads)} in 30 days` : null],
    ["likes", saysDownloads(model) ? grouped(model.likes) : null],
    ["licence", model.license],
    ["languages", model.languages.join(", ") || null],
    ["limits", say(builtinLimits(model.id) ?? "") || null],
    ...profileFacts(profile),
    ["library", model.library],
    ["parameters", model.parameters === null ? null : compact(model.parameters)],
    ["gated", model.gated === false ? null : model.gated],
    [
      "base model",
      model.baseModel && `${model.baseModel}${model.baseRelation ? ` (${model.baseRelation})` : ""}`,
    ],
    ["revision", model.sha],
    ["modified", model.lastModified],
    ["tags", model.tags.join(", ") || null],
    ["card", fixed(cardState)],
  ];
  const runs = endpoints.map((one) => `  ${one.kind} ${one.provider} (${one.task}, ${one.status})`);
  return [
    paint.bold(model.id),
    ...facts.flatMap(([name, value]) => (value === null ? [] : `${padded(fixed(name))} ${value}`)),
    t`runs at`,
    ...(runs.length > 0 ? runs : [t`  no endpoint known`]),
    ...(card?.text || card?.summary ? ["", card.text || card.summary] : []),
  ];
}

/** A name as wide as all of them: characters of Chinese take two columns. */
function padded(name: string): string {
  return name + " ".repeat(Math.max(0, 12 - textWidth(name)));
}

/** What the model is for, by rules: what is not known is left out. */
function profileFacts(profile: ModelProfile | null): [string, string | null][] {
  if (profile === null) return [];
  const { languages, multilingual, direction, kinds, domains, checkpoint } = profile;
  const known =
    languages.slice(0, MOST_LANGUAGES).join(", ") + (languages.length > MOST_LANGUAGES ? " ..." : "");
  const inMany = multilingual ? `${t`many`}${known && `: ${known}`}` : known;
  return [
    ["speaks", direction ? t`${direction.from} to ${direction.to}`.replaceAll("*", t`many`) : inMany || null],
    ["kind of work", kinds.join(", ") || null],
    ["subject", domains.join(", ") || null],
    ["checkpoint", checkpoint === "ready" ? null : checkpoint],
    ["family", profile.family || null],
  ];
}

const MOST_LANGUAGES = 12;

import { createHash } from "node:crypto";
import type { RecordedRun, Timeline } from "@hugginggpt/runtime";
import {
  type ArtifactReader,
  type Outcome,
  outputText,
  type PlanJson,
  type RunSummary,
} from "@hugginggpt/shared";
import { fixed, say, spoken, t } from "../../lang/words.js";
import { answerText } from "../answer-view.js";
import { byteSize, duration } from "../format.js";
import { readableBy } from "../handles.js";
import { withPaths } from "../report-view.js";
import type { PageMedia } from "./embedded-media.js";
import { type Html, html, Html as Markup } from "./html.js";
import { PAGE_STYLE } from "./page-style.js";
import { planGraph } from "./plan-graph.js";
import { timeChart } from "./time-chart.js";

/** What a page is about. */
export interface RunPageInput {
  readonly summary: RunSummary;
  readonly record: RecordedRun;
  readonly timeline: Timeline;
  readonly artifacts: ArtifactReader;
  /** The files that the page shows, by name. */
  readonly media: ReadonlyMap<string, PageMedia>;
}

const STYLE_HASH = createHash("sha256").update(PAGE_STYLE).digest("base64");
/** Nothing is fetched but files beside the page, no script runs, and no style but the one of the page counts. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src data: 'self'; media-src data: 'self'; base-uri 'none'; form-action 'none'`;

/** Characters of an output that are shown. */
const OUTPUT_CHARACTERS = 20_000;

/**
 * Returns a run as one self-contained HTML page: the request, the plan as a graph, the timeline, each task with its
 * choice, attempts and output, and the answer. Texts of users and models appear as text, never as markup.
 */
export function runPage({ summary, record, timeline, ...files }: RunPageInput): string {
  const { plan, outcomes, answer, input } = record;
  const readable = readableBy(input?.files ?? []);
  const tasks = (plan ?? []).map((task) => taskSection(task, record, files));
  const page = html`<!doctype html>
<html lang="${spoken()?.tag ?? "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t`Run ${summary.run}`}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<h1>${summary.request || t`A given plan`}</h1>
${headSection(summary, record)}
${answer ? html`<h2>${t`Answer`}</h2><div class="panel prose">${readable(answerText(answer))}</div>` : null}
${tasks.length > 0 ? html`<h2>${t`Plan`}</h2><div class="wide">${planGraph(plan ?? [], outcomes)}</div>` : null}
<h2>${t`Time`}</h2><p class="soft"><span class="ok">■</span> ${t`succeeded`} <span class="bad">■</span> ${fixed("failed")} <span class="open">■</span> ${t`not finished`}</p>
<div class="wide">${timeChart(timeline)}</div>
${tasks.length > 0 ? html`<h2>${t`Tasks`}</h2>${tasks}` : null}
</body>
</html>
`;
  return page.toString();
}

function headSection(summary: RunSummary, { controller, input }: RecordedRun): Html {
  const { run, status, startedAt, seconds, error, from, usage } = summary;
  const tokens = usage.promptTokens + usage.completionTokens + usage.inputTokens + usage.outputTokens;
  const unpriced = usage.unpricedCalls > 0 ? t`, and ${usage.unpricedCalls} calls of unknown price` : "";
  const files = (input?.files ?? []).map(
    ({ name, mediaType, bytes }) =>
      html`<dt>${t`file`}</dt><dd>${name} (${mediaType}, ${byteSize(bytes)})</dd>`,
  );
  return html`<dl>
<dt>${fixed("run")}</dt><dd>${run}</dd>
<dt>${fixed("status")}</dt><dd class="${stateClass(status)}">${fixed(status)}${error ? `: ${say(error)}` : null}</dd>
<dt>${fixed("started")}</dt><dd>${t`${localTime(startedAt)}, ${duration(seconds * 1000)} of work`}</dd>
<dt>${t`used`}</dt><dd>${t`${usage.llmCalls + usage.modelCalls} calls, ${tokens} tokens, $${usage.cost.toFixed(4)}`}${unpriced}</dd>
<dt>${t`controller`}</dt><dd>${controller}</dd>
${from ? html`<dt>${t`rerun of`}</dt><dd>${t`${from.run}, from task ${from.task}`}</dd>` : null}
${files}</dl>`;
}

/** A time as the clock of this machine shows it, with its zone. */
function localTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "long" });
}

function taskSection(
  { id, task, args }: PlanJson,
  { choices, outcomes, input }: RecordedRun,
  files: Pick<RunPageInput, "artifacts" | "media">,
): Html {
  const outcome = outcomes.get(id);
  const choice = choices.get(id);
  const selected = choice?.selected;
  const readable = readableBy(input?.files ?? []);
  return html`<section class="panel">
<h3>${id} ${task} <span class="${stateClass(outcome?.status ?? "open")}">${outcome ? fixed(outcome.status) : t`not finished`}</span></h3>
<dl>
<dt>${t`arguments`}</dt><dd>${readable(JSON.stringify(args))}</dd>
${selected ? html`<dt>${t`chosen`}</dt><dd>${selected.model}: ${say(selected.reason)}</dd>` : null}
${choice ? html`<dt>${t`candidates`}</dt><dd>${choice.found.candidates.map(({ model }) => model.id).join(", ")}</dd>` : null}
${(outcome?.attempts ?? []).map(({ model, endpoint, ms, error }) => html`<dt>${t`attempt`}</dt><dd class="${error ? "bad" : "ok"}">${t`${model} at ${endpoint}, ${duration(ms)}`}${error ? `: ${say(error)}` : null}</dd>`)}
</dl>${outcome ? outcomePart(outcome, files) : null}</section>`;
}

function outcomePart(
  outcome: Outcome,
  { artifacts, media }: Pick<RunPageInput, "artifacts" | "media">,
): Html {
  if (outcome.status !== "succeeded") return html`<p class="bad">${say(outcome.reason)}</p>`;
  const text = outputText(outcome.output);
  const files = withPaths(outcome.artifacts, artifacts).map(
    ({ path, mediaType, bytes, sha256 }) =>
      html`<dt>${t`file`}</dt><dd>${path} <span class="soft">${mediaType}, ${byteSize(bytes)}, SHA-256 ${sha256}</span></dd>`,
  );
  const shown = outcome.artifacts.flatMap(({ name }) => mediaPart(name, media.get(name)) ?? []);
  return html`${text ? html`<pre>${text.slice(0, OUTPUT_CHARACTERS)}</pre>` : null}${shown}<dl>${files}</dl>`;
}

function mediaPart(name: string, media: PageMedia | undefined): Html | null {
  if (!media) return null;
  if (media.kind === "image") return html`<p><img src="${media.href}" alt="${name}"></p>`;
  if (media.kind === "audio") return html`<p><audio controls src="${media.href}"></audio></p>`;
  return html`<p><video controls src="${media.href}"></video></p>`;
}

function stateClass(status: string): string {
  if (status === "done" || status === "succeeded") return "ok";
  return status === "failed" || status === "blocked" || status === "partial" ? "bad" : "open";
}

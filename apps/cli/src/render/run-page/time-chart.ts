import type { Bar, Timeline, TimelineRow } from "@hugginggpt/runtime";
import { oneLine } from "@hugginggpt/shared";
import { fixed, t } from "../../lang/words.js";
import { duration } from "../format.js";
import { type Html, html } from "./html.js";

const LABELS = 220;
const CHART = 560;
const ROW = 26;
const TICKS = 4;

/** Returns a timeline as a drawing: a row of bars for each stage and task over a scale of time. */
export function timeChart({ rows, totalMs, resumedAt }: Timeline): Html {
  const scale = CHART / Math.max(1, totalMs);
  const height = (rows.length + 1) * ROW;
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => (totalMs * i) / TICKS);
  return html`<svg viewBox="0 0 ${LABELS + CHART + 60} ${height}" width="${LABELS + CHART + 60}" height="${height}" role="img" aria-label="${t`What happened when`}">
${ticks.map((ms) => tick(ms, scale, height))}
${resumedAt.map((ms) => html`<line class="edge" stroke-dasharray="3 3" x1="${LABELS + ms * scale}" y1="0" x2="${LABELS + ms * scale}" y2="${height - ROW}"><title>${t`resumed`}</title></line>`)}
${rows.map((row, i) => rowOf(row, i, scale))}</svg>`;
}

function tick(ms: number, scale: number, height: number): Html {
  const x = LABELS + ms * scale;
  return html`<line class="rule" x1="${x}" y1="0" x2="${x}" y2="${height - ROW}"/><text class="small" x="${x}" y="${height - 8}">${duration(ms)}</text>`;
}

function rowOf({ name, task, bars }: TimelineRow, i: number, scale: number): Html {
  const label = task === null ? fixed(name) : `${task} ${name}`;
  return html`<text x="0" y="${i * ROW + 17}">${oneLine(label, 30)}</text>${bars.map((bar) => barOf(bar, i, scale))}`;
}

function barOf({ from, to, state, by, error }: Bar, i: number, scale: number): Html {
  const width = Math.max(2, (to - from) * scale);
  const what = [by, duration(to - from), error].filter(Boolean).join(": ");
  return html`<rect class="bar-${state}" x="${LABELS + from * scale}" y="${i * ROW + 5}" width="${width}" height="${ROW - 10}" rx="3"><title>${oneLine(what)}</title></rect>`;
}

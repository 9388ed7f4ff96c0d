import { type Outcome, oneLine, type PlanJson } from "@hugginggpt/shared";
import { fixed, t } from "../../lang/words.js";
import { type Html, html } from "./html.js";

const NODE = { width: 190, height: 46 };
const GAP = { x: 46, y: 18 };
const MARGIN = 8;
const LABEL_CHARACTERS = 24;

interface Place {
  readonly task: PlanJson;
  readonly x: number;
  readonly y: number;
}

/**
 * Returns a plan as a drawing: a column for each distance from the tasks without dependencies, and an arrow from each
 * task to those that use its output. Empty for an empty plan.
 */
export function planGraph(plan: readonly PlanJson[], outcomes: ReadonlyMap<number, Outcome>): Html {
  if (plan.length === 0) return html``;
  const places = placed(plan);
  const byId = new Map(places.map((place) => [place.task.id, place]));
  const width = Math.max(...places.map(({ x }) => x)) + NODE.width + MARGIN;
  const height = Math.max(...places.map(({ y }) => y)) + NODE.height + MARGIN;
  const edges = places.flatMap((to) =>
    to.task.dep.flatMap((id) => {
      const from = byId.get(id);
      return from ? [edge(from, to)] : [];
    }),
  );
  const nodes = places.map((place) => node(place, outcomes.get(place.task.id)));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${t`The plan as a graph`}">
<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>
${edges}${nodes}</svg>`;
}

function placed(plan: readonly PlanJson[]): Place[] {
  const depths = new Map<number, number>();
  const rows = new Map<number, number>();
  // A plan's tasks follow what they wait for.
  return plan.map((task) => {
    const depth = Math.max(0, ...task.dep.map((id) => (depths.get(id) ?? -1) + 1));
    const row = rows.get(depth) ?? 0;
    depths.set(task.id, depth);
    rows.set(depth, row + 1);
    const x = MARGIN + depth * (NODE.width + GAP.x);
    return { task, x, y: MARGIN + row * (NODE.height + GAP.y) };
  });
}

function edge(from: Place, to: Place): Html {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  const bend = (x1 + x2) / 2;
  return html`<path class="edge" marker-end="url(#tip)" d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}"/>`;
}

function node({ task, x, y }: Place, outcome: Outcome | undefined): Html {
  const state = outcome ? (outcome.status === "succeeded" ? "node-ok" : "node-bad") : "";
  const model =
    outcome?.status === "succeeded" ? outcome.model : outcome ? fixed(outcome.status) : t`not finished`;
  return html`<g><rect class="node ${state}" x="${x}" y="${y}" width="${NODE.width}" height="${NODE.height}" rx="7"/>
<text x="${x + 10}" y="${y + 19}">${task.id} ${oneLine(task.task, LABEL_CHARACTERS)}</text>
<text class="small" x="${x + 10}" y="${y + 36}">${oneLine(model, LABEL_CHARACTERS + 6)}</text></g>`;
}

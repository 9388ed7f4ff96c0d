import type { SyncReport } from "@hugginggpt/shared";
import { count, duration, grouped } from "../format.js";

/** Returns a sync's report as lines for a person. */
export function syncSummary(report: SyncReport): string[] {
  const { models, cards, vectors } = report;
  return [
    `Models: ${countsOf(models)}`,
    `Cards: ${countsOf(cards)}`,
    `Vectors: ${countsOf(vectors)}`,
    `Endpoints: ${grouped(report.endpoints)} live`,
    `${count(report.requests, "request")} in ${duration(report.seconds * 1000)}`,
    ...leftLines(report),
  ];
}

/** Returns "3 seen, 2 added", in the order of the report. */
function countsOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, value]) => `${grouped(value)} ${name}`)
    .join(", ");
}

function leftLines({ left, turn, status }: SyncReport): string[] {
  if (left.cards === 0 && left.vectors === 0 && turn === "complete") return [];
  const why = { complete: "", time: "The time limit was reached. ", cards: "", interrupted: "Interrupted. " }[
    turn
  ];
  const next = status === "done" && turn === "complete" ? "" : " The next sync continues.";
  return [
    `${why}Left: ${count(left.cards, "card")} to read, ${count(left.vectors, "text")} to embed.${next}`,
  ];
}

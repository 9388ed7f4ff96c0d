import type { SyncReport } from "@hugginggpt/shared";
import { t } from "../../lang/words.js";
import { count, duration, grouped } from "../format.js";

/** Returns a sync's report as lines for a person. */
export function syncSummary(report: SyncReport): string[] {
  const { models, cards, vectors } = report;
  return [
    t`Models: ${countsOf(models)}`,
    t`Cards: ${countsOf(cards)}`,
    t`Vectors: ${countsOf(vectors)}`,
    t`Endpoints: ${grouped(report.endpoints)} live`,
    t`${count(report.requests, "request")} in ${duration(report.seconds * 1000)}`,
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
  const why = {
    complete: "",
    time: t`The time limit was reached. `,
    cards: "",
    interrupted: t`Interrupted. `,
  }[turn];
  const next = status === "done" && turn === "complete" ? "" : t` The next sync continues.`;
  return [
    t`${why}Left: ${count(left.cards, "card")} to read, ${count(left.vectors, "text")} to embed.${next}`,
  ];
}

import type { SeedEvent, SeedReport } from "@hugginggpt/shared";
import { t } from "../../lang/words.js";
import type { CliContext } from "../../program/cli-context.js";
import { count, duration, grouped } from "../format.js";
import { progressView } from "./progress-view.js";
import { showSyncEvent } from "./sync-view.js";

export interface SeedView {
  readonly show: (event: SeedEvent) => void;
  readonly end: () => void;
}

/** Returns a view that shows a seeding on standard error (see `ProgressView`); `now` in milliseconds. */
export function seedView(context: CliContext, now: () => number): SeedView {
  const view = progressView(context, now);
  return {
    show(event) {
      if (event.type === "seed-started") view.print(startLine(event));
      else if (event.type === "seed-progress")
        view.show(t`Seeding`, event.done, event.total, t` · ${grouped(event.kept)} models kept`);
      else showSyncEvent(event, view, context);
    },
    end: view.end,
  };
}

/** Returns a seeding's report as lines for a person. */
export function seedSummary({ status, rows, models, cards, vectors, seconds }: SeedReport): string[] {
  const time = duration(seconds * 1000);
  return [
    t`Rows: ${grouped(rows.read)} read, ${grouped(rows.kept)} kept`,
    t`Models: ${grouped(models.added)} added, ${grouped(models.updated)} updated, ${grouped(models.unchanged)} unchanged`,
    t`Cards: ${grouped(cards.stored)} stored`,
    t`Vectors: ${grouped(vectors.embedded)} embedded`,
    status === "interrupted"
      ? t`Interrupted after ${time}. Run the same command again to continue.`
      : t`Done in ${time}. The next \`indexer sync\` verifies what the file brought.`,
  ];
}

function startLine({ rows, doneBefore, layout }: Extract<SeedEvent, { type: "seed-started" }>): string {
  const start = doneBefore > 0 ? t`Continuing after row ${grouped(doneBefore)} of` : t`Reading`;
  return t`${start} ${count(rows, "row")} in the layout of ${layout === "hub-stats" ? "hub-stats" : "model_cards_with_metadata"}`;
}

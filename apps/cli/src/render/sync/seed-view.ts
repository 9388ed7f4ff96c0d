import type { SeedEvent, SeedReport } from "@hugginggpt/shared";
import { t } from "../../lang/words.js";
import { type CliContext, noteLine } from "../../program/cli-context.js";
import { count, duration, grouped } from "../format.js";
import { LiveLines } from "../live-lines.js";
import { canRedraw } from "../terminal.js";
import { type Progress, progressFrom, progressLine } from "./progress.js";
import { syncView } from "./sync-view.js";

export interface SeedView {
  readonly show: (event: SeedEvent) => void;
  readonly end: () => void;
}

/** Plain lines of progress are at least this share of the file apart. */
const LINE_SHARE = 0.05;

/** Returns what shows a seeding on standard error: one line that changes on a terminal, a line now and then elsewhere. */
export function seedView(context: CliContext, now: () => number): SeedView {
  const sync = syncView(context, now);
  const isTerminal = canRedraw(context.err, context.env);
  let progress: Progress | null = null;
  let kept = 0;
  let shown = 0;
  const line = (): string[] =>
    progress ? [t`${progressLine(progress, now())} · ${grouped(kept)} models kept`] : [];
  const live = new LiveLines(context, line);
  const close = (): void => {
    const [last] = isTerminal ? line() : [];
    progress = null;
    if (last !== undefined) live.print(last);
  };
  return {
    show(event) {
      if (event.type === "seed-started") noteLine(context, startLine(event));
      else if (event.type === "seed-progress") {
        const { done, total } = event;
        progress = progressFrom(progress, { name: t`Seeding`, done, total }, now());
        kept = event.kept;
        const share = total === 0 ? 1 : done / total;
        if (isTerminal) live.draw();
        else if (share === 1 || share - shown >= LINE_SHARE) {
          noteLine(
            context,
            t`Seeding   ${grouped(done)} of ${grouped(total)} rows, ${grouped(kept)} models kept`,
          );
          shown = share;
        }
      } else {
        close();
        sync.show(event);
      }
    },
    end() {
      close();
      live.end();
      sync.end();
    },
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

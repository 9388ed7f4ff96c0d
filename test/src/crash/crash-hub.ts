import { type HubRow, INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";

/** Copies of each invented model under other names: together more than the 500 models of a page. */
const COPIES = 15;
/** Copies whose cards are open; the others are gated, which costs no request. */
const OPEN_COPIES = 3;
const RENAMED = "invented-lab/ledger-mood-base-1";
const NEW_NAME = "invented-lab/ledger-mood-renamed";

/**
 * Starts a Hub of 592 models on two pages: most gated, some without a card, some copies of others; one is renamed as
 * soon as the first card is asked for.
 */
export async function startCrashHub(): Promise<HubServer> {
  const hub = await startHub({ rows: crashRows() });
  let renamed = false;
  hub.inject({
    match: ({ path }) => {
      if (!renamed && path.includes("/raw/")) {
        renamed = true;
        rename(hub);
      }
      return false;
    },
    fault: (_request, honest) => honest(),
  });
  return hub;
}

/** Here a rename changes no file of the repository. */
function rename({ models }: HubServer): void {
  const before = models.get(RENAMED)?.item;
  models.rename(RENAMED, NEW_NAME);
  const { sha, lastModified } = { ...before };
  models.update(NEW_NAME, { sha, lastModified }, { touch: false });
}

function crashRows(): HubRow[] {
  const invented = readHubRows(INVENTED_FILE);
  const copies = Array.from({ length: COPIES }, (_, n) => invented.map((row, m) => copyOf(row, n + 1, m)));
  return [...invented, ...copies.flat()];
}

/** The last copies are quantised and mirrored ones of the first: a sync finds their base models. */
function copyOf({ item, readme }: HubRow, n: number, m: number): HubRow {
  const [, name = ""] = item.id.split("/");
  const id =
    n === COPIES
      ? `mirror/${name}-1`
      : n === COPIES - 1
        ? `quants/${name}-1-GGUF`
        : `invented-lab/${name}-${n}`;
  const _id = `${n.toString(16).padStart(4, "0")}${item._id.slice(4)}`;
  const createdAt = new Date(Date.UTC(2024, n, 1 + m)).toISOString();
  const card =
    readme === null ? null : `${readme}\n\nThis is another one. ${"It is like the first. ".repeat(12)}`;
  const gated = n > OPEN_COPIES && n < COPIES - 1 ? "manual" : false;
  return {
    item: { ...item, id, _id, modelId: id, author: id.split("/")[0], createdAt, gated },
    readme: (n + m) % 30 === 0 ? null : card,
  };
}

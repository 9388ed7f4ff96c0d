import type { WordKey } from "../i18n/en.js";

const NAME = "HuggingGPT";
/** Most characters of a title: tabs and bookmarks show no more. */
const MOST = 80;
const VIEWS: Readonly<Record<string, WordKey>> = { runs: "runs", registry: "registry" };
const PARTS: Readonly<Record<string, WordKey>> = { index: "indexView", compare: "comparing" };

/** Returns the title of a view other than a run's: its name, then the page's. */
export function viewTitle(
  [view = "", part = "", id]: readonly string[],
  t: (key: WordKey) => string,
): string {
  const key = (view === "registry" && PARTS[part]) || VIEWS[view];
  const own = view === "registry" && part === "model" ? id : key && t(key);
  return own ? `${own} \u2013 ${NAME}` : NAME;
}

/** Returns the title of a run's view: its progress while it runs, and its request. */
export function runTitle(request: string, progress: number | null): string {
  const share = progress === null ? "" : `${Math.round(progress * 100)} % `;
  return `${share}${request || NAME}`.slice(0, MOST);
}

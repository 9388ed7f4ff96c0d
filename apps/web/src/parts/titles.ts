import type { WordKey } from "../i18n/en.js";

const NAME = "HuggingGPT";
/** As much of a request as a tab or a bookmark shows. */
const MOST = 80;
const VIEWS: Readonly<Record<string, WordKey>> = { runs: "runs", registry: "registry" };
const PARTS: Readonly<Record<string, WordKey>> = { index: "indexView", compare: "comparing" };

/** Returns the title of a view that shows no run, by its address: what it is, then the page's name. */
export function viewTitle(
  [view = "", part = "", id]: readonly string[],
  t: (key: WordKey) => string,
): string {
  const key = (view === "registry" && PARTS[part]) || VIEWS[view];
  const own = view === "registry" && part === "model" ? id : key && t(key);
  return own ? `${own} \u2013 ${NAME}` : NAME;
}

/** Returns the title of a run's view: how far it is while it works, and what was asked. */
export function runTitle(request: string, progress: number | null): string {
  const share = progress === null ? "" : `${Math.round(progress * 100)} % `;
  return `${share}${request || NAME}`.slice(0, MOST);
}

import { type HttpClient, libraryFetch } from "@hugginggpt/shared/http";
import type { MakeFetch } from "./create-controller.js";

/** A language model may think for minutes; its server's refusals are waited for half a minute at most. */
const CONTROLLER_FETCH = { deadlineMs: 300_000, tries: 3, maxWaitMs: 30_000 } as const;

/** Returns what makes the `fetch` by which a language model is asked, with its deadline and its patience. */
export function controllerFetch(http: HttpClient): MakeFetch {
  return (purpose) => libraryFetch(http, { purpose, ...CONTROLLER_FETCH });
}

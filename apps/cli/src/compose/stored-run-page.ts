import {
  artifactReader,
  artifactsOf,
  type RunStorage,
  type StoredRun,
  summaryOf,
  timelineOf,
} from "@hugginggpt/runtime";
import { embeddedMedia } from "../render/run-page/embedded-media.js";
import { runPage } from "../render/run-page/run-page.js";

/** Returns a recorded run as one page that contains its small files. @throws Fault DISK if a file cannot be read. */
export async function storedRunPage(
  { run, record, entries }: StoredRun,
  storage: RunStorage,
): Promise<string> {
  const summary = summaryOf(record, await storage.runs.isClaimed(run));
  const artifacts = artifactReader({ record }, storage);
  const media = await embeddedMedia(artifactsOf(record), artifacts);
  return runPage({ summary, record, timeline: timelineOf(entries), artifacts, media });
}

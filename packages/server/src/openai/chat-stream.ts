import type { NumberedEvent, RunReport } from "@hugginggpt/runtime";
import { eventText } from "../answers/event-stream.js";
import { errorBody, refusalOf } from "../answers/refusal.js";
import type { CompletionChunks, CompletionUsage } from "./completion-chunks.js";
import { progressLine } from "./progress-line.js";

/** A run as a chat completion is streamed from it. */
export interface StreamedRun {
  /** Its events, until its end or until nobody listens. */
  readonly events: AsyncIterable<NumberedEvent>;
  readonly report: Promise<RunReport>;
  readonly chunks: CompletionChunks;
  /** Whether the stream tells how the run goes. */
  readonly tellsProgress: boolean;
  /** The files of the run, as Markdown. */
  readonly filesOf: (report: RunReport) => string;
  /** Null if usage was not asked for. */
  readonly usageOf: ((report: RunReport) => CompletionUsage) | null;
}

/**
 * Gives the texts of a streamed chat completion: the role, what happens as reasoning, the answer as it is written, the files,
 * the end. A run that fails is an error in the stream, in the form that OpenAI's clients throw.
 */
export async function* chatTexts(run: StreamedRun, gone: AbortSignal): AsyncGenerator<string, void, void> {
  const { events, report, chunks, tellsProgress, filesOf, usageOf } = run;
  yield chunks.begin();
  let written = "";
  for await (const { event } of events) {
    if (event.type === "answer-text") {
      written += event.text;
      yield chunks.content(event.text);
      continue;
    }
    const line = tellsProgress ? progressLine(event) : null;
    if (line !== null) yield chunks.progress(line);
  }
  if (gone.aborted) return;
  try {
    const done = await report;
    // What was streamed begins the answer; a template's answer is not streamed at all.
    const rest = done.answer.startsWith(written) ? done.answer.slice(written.length) : `\n\n${done.answer}`;
    yield chunks.content(`${rest}${filesOf(done)}`);
    yield chunks.end(usageOf?.(done) ?? null);
  } catch (error) {
    yield eventText(errorBody(refusalOf(error)));
  }
}

import type { NumberedEvent, RunReport } from "@hugginggpt/runtime";
import { eventText } from "../answers/event-stream.js";
import { lateErrorBody } from "../answers/refusal.js";
import type { CompletionChunks, CompletionUsage } from "./completion-chunks.js";
import { progressLine } from "./progress-line.js";

/** The source of a streamed chat completion. */
export interface StreamedRun {
  /** The run's events, until it ends or the client disconnects. */
  readonly events: AsyncIterable<NumberedEvent>;
  readonly report: Promise<RunReport>;
  readonly chunks: CompletionChunks;
  /** Whether the stream shows progress. */
  readonly tellsProgress: boolean;
  /** Returns the files of the run as Markdown. */
  readonly filesOf: (report: RunReport) => string;
  /** Null if usage was not requested. */
  readonly usageOf: ((report: RunReport) => CompletionUsage) | null;
}

/**
 * Yields the texts of a streamed chat completion: the role, progress as reasoning, the answer as it is written, the
 * files, the end. If the run fails, the stream contains an error that OpenAI's clients throw.
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
    // The streamed text is the beginning of the answer. A template's answer is not streamed.
    const rest = done.answer.startsWith(written) ? done.answer.slice(written.length) : `\n\n${done.answer}`;
    yield chunks.content(`${rest}${filesOf(done)}`);
    yield chunks.end(usageOf?.(done) ?? null);
  } catch (error) {
    yield eventText(lateErrorBody(error));
  }
}

import { artifactsOf, type RecordedRun, type RunSummary, shortRunId } from "@hugginggpt/runtime";
import { type ArtifactReader, oneLine } from "@hugginggpt/shared";
import type { CliContext } from "../program/cli-context.js";
import { byteSize, duration } from "./format.js";
import { readableBy } from "./handles.js";
import { paintFor } from "./paint.js";
import { planLines } from "./plan-view.js";
import { withPaths } from "./report-view.js";
import { usageText } from "./usage-view.js";

/** Returns a run as lines for a person: what was asked, the plan, what happened when, the answer and the files. */
export function runLines(
  summary: RunSummary,
  record: RecordedRun,
  artifacts: ArtifactReader,
  timeline: readonly string[],
  context: CliContext,
): string[] {
  const paint = paintFor(context.out, context.env);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? ["", paint.bold(title), ...lines] : [];
  const files = withPaths(artifactsOf(record), artifacts).map(
    ({ path, mediaType, bytes }) => `${path}  (${mediaType}, ${byteSize(bytes)})`,
  );
  const readable = readableBy(record.input?.files ?? []);
  return [
    ...headLines(summary, record),
    ...section("Plan", planLines(record.plan ?? []).map(readable)),
    ...section("Choices", choiceLines(record)),
    ...section("Time", timeline),
    ...section("Answer", record.answer ? [readable(record.answer.text)] : []),
    ...section("Files", files),
    ...(summary.status === "interrupted"
      ? ["", `To continue: hugginggpt runs resume ${shortRunId(summary.run)}`]
      : []),
  ];
}

function headLines(
  { run, status, startedAt, seconds, request, error, from }: RunSummary,
  record: RecordedRun,
): string[] {
  return [
    `run         ${shortRunId(run)} (${run})`,
    `status      ${status}${error ? `: ${oneLine(error)}` : ""}`,
    `started     ${startedAt}, ${duration(seconds * 1000)} of work`,
    `controller  ${record.controller}`,
    `used        ${usageText(record.usage)}`,
    ...(from ? [`rerun of    ${from.run}, from task ${from.task}`] : []),
    ...(record.input?.files ?? []).map(
      ({ name, mediaType, bytes }) => `file        ${oneLine(name)} (${mediaType}, ${byteSize(bytes)})`,
    ),
    `request     ${oneLine(request, 1_000) || "(a plan that was given)"}`,
  ];
}

function choiceLines({ choices }: RecordedRun): string[] {
  return [...choices].flatMap(([task, { selected, found }]) => {
    if (!selected) return [`[${task}] none of ${found.candidates.length}`];
    const others = (selected.passedOver ?? []).join(", ");
    return [`[${task}] ${selected.model} (${oneLine(selected.reason)})${others ? `, before ${others}` : ""}`];
  });
}

import { artifactsOf, type RecordedRun, shortRunId } from "@hugginggpt/runtime";
import { type ArtifactReader, oneLine, type RunSummary } from "@hugginggpt/shared";
import { fixed, say, t } from "../lang/words.js";
import type { CliContext } from "../program/cli-context.js";
import { answerText } from "./answer-view.js";
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
    ...section(t`Plan`, planLines(record.plan ?? []).map(readable)),
    ...section(t`Choices`, choiceLines(record)),
    ...section(t`Time`, timeline),
    ...section(t`Answer`, record.answer ? [readable(answerText(record.answer))] : []),
    ...section(t`Files`, files),
    ...(summary.status === "interrupted"
      ? ["", t`To continue: hugginggpt runs resume ${shortRunId(summary.run)}`]
      : []),
  ];
}

function headLines(
  { run, status, startedAt, seconds, request, error, from }: RunSummary,
  record: RecordedRun,
): string[] {
  return [
    t`run         ${shortRunId(run)} (${run})`,
    t`status      ${fixed(status)}${error ? `: ${oneLine(say(error))}` : ""}`,
    t`started     ${startedAt}, ${duration(seconds * 1000)} of work`,
    t`controller  ${record.controller}`,
    t`used        ${usageText(record.usage)}`,
    ...(from ? [t`rerun of    ${from.run}, from task ${from.task}`] : []),
    ...(record.input?.files ?? []).map(
      ({ name, mediaType, bytes }) => t`file        ${oneLine(name)} (${mediaType}, ${byteSize(bytes)})`,
    ),
    t`request     ${oneLine(request, 1_000) || t`(a plan that was given)`}`,
  ];
}

function choiceLines({ choices }: RecordedRun): string[] {
  return [...choices].flatMap(([task, { selected, found }]) => {
    if (!selected) return [t`[${task}] none of ${found.candidates.length}`];
    const others = (selected.passedOver ?? []).join(", ");
    return [
      `[${task}] ${selected.model} (${oneLine(say(selected.reason))})${others ? t`, before ${others}` : ""}`,
    ];
  });
}

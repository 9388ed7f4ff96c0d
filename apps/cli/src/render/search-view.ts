import {
  type Candidate,
  describeRecord,
  type Endpoint,
  endpointName,
  type ModelRecord,
  type UnfitReason,
} from "@hugginggpt/shared";
import { fixed, t } from "../lang/words.js";
import { compact } from "./format.js";
import type { Paint } from "./paint.js";

/** The JSON contract of one search result. */
export interface SearchResultJson {
  readonly id: string;
  readonly task: string | null;
  readonly score: number;
  readonly downloads: number;
  readonly likes: number;
  readonly license: string | null;
  readonly endpoints: readonly {
    readonly kind: string;
    readonly provider: string;
    readonly status: string;
  }[];
  readonly summary: string;
  readonly why: Candidate["why"];
  /** Why it cannot do what is needed; absent if nothing speaks against it. */
  readonly unfit?: Candidate["unfit"];
}

/** Returns a candidate as the JSON contract has it. */
export function resultJson({ model, score, endpoints, summary, why, unfit }: Candidate): SearchResultJson {
  return {
    id: model.id,
    task: model.task,
    score,
    downloads: model.downloads,
    likes: model.likes,
    license: model.license,
    endpoints: endpoints.map(({ kind, provider, status }) => ({ kind, provider, status })),
    summary,
    why,
    ...(unfit && { unfit }),
  };
}

/** Returns a candidate as lines for a person; `explain` adds every contribution to the score. */
export function resultLines(candidate: Candidate, rank: number, paint: Paint, explain: boolean): string[] {
  const { model } = candidate;
  const facts = [
    model.task ?? t`no task`,
    saysDownloads(model) ? t`${compact(model.downloads)} downloads` : null,
    model.likes > 0 ? t`${compact(model.likes)} likes` : null,
    model.parameters === null ? null : t`${compact(model.parameters)} parameters`,
    model.license,
    whereItRuns(candidate.endpoints),
  ].filter((fact) => fact !== null);
  const lines = [`${String(rank).padStart(2)}. ${paint.bold(model.id)}  ${paint.dim(facts.join(" · "))}`];
  if (candidate.unfit)
    lines.push(paint.dim(t`    not for this: ${candidate.unfit.map((one) => fixed(UNFIT[one])).join(", ")}`));
  if (candidate.summary) lines.push(`    ${candidate.summary}`);
  if (explain) lines.push(...explanation(candidate, paint));
  return lines;
}

/** Why a model cannot do what is asked for, in words. */
const UNFIT: Readonly<Record<UnfitReason, string>> = {
  language: "other languages",
  direction: "another direction",
  kind: "another kind of work",
  checkpoint: "not a finished model",
};

/** Returns false for a model whose downloads nobody has counted: one of the starter set, a built-in tool. */
export function saysDownloads({ source }: Pick<ModelRecord, "source">): boolean {
  return source === "hub" || source === "seed";
}

/** Returns where a model can run, as a phrase. */
export function whereItRuns(endpoints: readonly Endpoint[]): string {
  const live = [...new Set(endpoints.filter((one) => one.status === "live").map(endpointName))];
  return live.length === 0 ? t`no endpoint known` : live.join(", ");
}

function explanation({ score, why, record }: Candidate, paint: Paint): string[] {
  const { raw: figures, ...named } = why;
  const parts = Object.entries(named).flatMap(([name, part]) =>
    part === 0 ? [] : [`${name} ${part.toFixed(4)}`],
  );
  const raw = Object.entries(figures).map(([name, value]) => `${name} ${figure(value)}`);
  return [
    paint.dim(t`    score ${score.toFixed(4)} = ${parts.join(" + ")}`),
    ...(raw.length > 0 ? [paint.dim(`    ${raw.join(", ")}`)] : []),
    ...describeRecord(record).map((line) => paint.dim(t`    in earlier runs: ${line}`)),
  ];
}

function figure(value: number | string | null): string {
  if (value === null) return "none";
  return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(4) : String(value);
}

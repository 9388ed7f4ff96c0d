import {
  type Artifact,
  type ArtifactOrigin,
  type Media,
  mediaSeconds,
  mediaTypeOf,
  redact,
  type TaskOutput,
} from "@hugginggpt/shared";
import { sha256Of } from "../objects/sha256.js";
import { describeParameters } from "./describe-parameters.js";
import type { ManifestEntry } from "./manifest.js";
import { resultFiles } from "./results/result-files.js";

/** A file that a run keeps: its bytes with what they are. */
export interface KeptFile {
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  readonly seconds?: number;
}

type TaskOfFile = Pick<ArtifactOrigin, "taskId" | "task">;

/** Returns a medium as a file, its type by its content; `.bin` where that is unknown. */
async function fileOf({ bytes, sound }: Media): Promise<KeptFile> {
  const { mediaType = "application/octet-stream", extension = "bin" } = (await mediaTypeOf(bytes)) ?? {};
  const seconds = sound?.seconds ?? mediaSeconds(bytes);
  const sha256 = sha256Of(bytes);
  return { bytes, sha256, mediaType, extension, ...(seconds === null ? {} : { seconds }) };
}

/** Returns the parts of an output to keep as files: its media in their order, then the rest. */
export async function filesOf(output: TaskOutput, task: string): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for (const media of output.media ?? []) files.push(await fileOf(media));
  for (const { text, ...type } of resultFiles(output, task)) {
    const bytes = new TextEncoder().encode(text);
    files.push({ bytes, sha256: sha256Of(bytes), ...type });
  }
  return files;
}

/**
 * Returns a file's name: `<task id>-<task>.<extension>`, with `-2`, `-3` ... for a later `n`. It contains nothing that
 * came from a server or a model.
 */
export function fileName(made: TaskOfFile, extension: string, n: number): string {
  return `${fileStem(made)}${n === 1 ? "" : `-${n}`}.${extension}`;
}

/** Returns the beginning of the names of a task's files. */
export function fileStem({ taskId, task }: TaskOfFile): string {
  return `${taskId}-${task.replace(/[^a-z0-9-]/gi, "_").slice(0, 60)}`;
}

/** Returns the artifact of a kept file, for an outcome. */
export function artifactOf(name: string, file: KeptFile, { taskId, model }: ArtifactOrigin): Artifact {
  const { mediaType, bytes, sha256, seconds } = file;
  const lasting = seconds === undefined ? {} : { seconds };
  return { name, mediaType, bytes: bytes.byteLength, ...lasting, sha256, taskId, model };
}

/** Returns the manifest entry of a kept file. `now`: milliseconds. */
export function entryOf(
  name: string,
  { bytes, sha256, mediaType, seconds }: KeptFile,
  { taskId, task, model, revision, license, endpoint, args }: ArtifactOrigin,
  now: number,
): ManifestEntry {
  return {
    file: name,
    sha256,
    bytes: bytes.byteLength,
    mediaType,
    ...(seconds === undefined ? {} : { seconds }),
    taskId,
    task,
    model,
    revision: revision ?? null,
    license: license ?? null,
    endpoint: endpoint === undefined ? null : redact(endpoint),
    provider: endpoint?.startsWith("provider:") ? endpoint.slice("provider:".length) : null,
    parameters: describeParameters(args ?? {}),
    at: new Date(now).toISOString(),
  };
}

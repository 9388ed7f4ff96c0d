import {
  type DataType,
  isMediaKind,
  type Job,
  type Media,
  mediaTypeOf,
  type ResolvedArgs,
  type TaskId,
  type TaskOutput,
  taskSpec,
  type Values,
} from "@hugginggpt/shared";
import { decodeJson, decodeText, type HttpResponse } from "@hugginggpt/shared/http";
import type { ModelCall } from "../provider-access.js";
import { answerError, filtered } from "./answer-error.js";
import { badResponse } from "./bad-response.js";
import { readEventStream } from "./event-stream.js";
import { fetchFiles, fetchMedia, mediaOf } from "./fetch-media.js";
import { isObject } from "./json-value.js";
import { parseEntities } from "./parse-entities.js";
import { parseBoxes, parseKeypoints, parseMasks, parseSegments } from "./parse-found.js";
import { parseLabels } from "./parse-labels.js";
import { parseNumbers, parseTable, parseVector } from "./parse-numbers.js";
import { parseText } from "./parse-text.js";
import { parseTimes } from "./parse-times.js";
import { wavOfSamples } from "./wav-of-samples.js";

/** The call whose answer is read. */
export interface Reading extends Pick<ModelCall, "access" | "signal"> {
  readonly job: Pick<Job, "task" | "args">;
}

/** Returns an answer's JSON, or its bytes where they are a file. @throws Fault BAD_RESPONSE for anything else. */
export async function answerBody(response: HttpResponse): Promise<unknown> {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) return readEventStream(decodeText(response.bytes).text);
  if (!type.includes("json") && (await mediaTypeOf(response.bytes))) return response.bytes;
  const sound = wavOfSamples(response.bytes, type);
  if (sound) return sound;
  if (type.startsWith("text/plain")) return textOrJson(response);
  return decodeJson(response, "read the model's answer");
}

/**
 * Returns an answer of any known shape as the task's output.
 * @throws Fault BAD_RESPONSE naming what was wanted and what came; what an error inside the answer means.
 */
export async function readAnswer(body: unknown, reading: Reading): Promise<TaskOutput> {
  const fault = answerError(body);
  if (fault) throw fault;
  const { task, args } = reading.job;
  const [type] = taskSpec(task).outputs;
  if (type === undefined) throw badResponse(task, body);
  if (isMediaKind(type)) {
    const { access, signal } = reading;
    const isFile = body instanceof Uint8Array;
    const media = isFile ? [await mediaOf(body, type)] : await fetchMedia(body, type, access, signal);
    return { media: await withoutUniform(media, task) };
  }
  const output =
    body instanceof Uint8Array
      ? await bytesOutput(type, body)
      : (jsonOutput(type, body, args) ?? (await pointedOutput(type, body, reading)));
  if (output === null) throw badResponse(`${type} for ${task}`, body);
  return output;
}

/** A provider's filter may put a picture of one colour in place of what was made, without a word. */
async function withoutUniform(media: readonly Media[], task: TaskId): Promise<readonly Media[]> {
  if (!MAKES_PICTURES.test(task)) return media;
  // What decodes pictures is loaded where there is one.
  const { isUniformPicture } = await import("@hugginggpt/shared/pictures");
  const pictures = media.filter(({ bytes }) => !isUniformPicture(bytes));
  if (pictures.length > 0) return pictures;
  throw filtered("The picture that came is one colour throughout, as filters of providers leave it");
}

/** Tasks that invent or change a picture; a map of depth or a mask may well be one colour. */
const MAKES_PICTURES = /(?:^|-)(?:text-to-image|image-to-image|image-generation)$/;

/** Masks as pictures at addresses (fal.ai), and a transcript in a file (replicate). */
async function pointedOutput(
  type: DataType,
  json: unknown,
  { access, signal }: Reading,
): Promise<TaskOutput | null> {
  if (type === "masks") {
    const pictures = await fetchFiles(json, access, signal);
    const masks = await Promise.all(pictures.map((bytes) => bytesOutput(type, bytes)));
    const whole = masks.flatMap((one) => one?.masks ?? []);
    return whole.length > 0 && whole.length === pictures.length ? { masks: whole } : null;
  }
  const output = isObject(json) ? json.output : null;
  if (type !== "text" || !isObject(output) || typeof output.txt_file !== "string") return null;
  const [file] = await fetchFiles({ url: output.txt_file }, access, signal);
  return file ? { text: decodeText(file).text } : null;
}

/** A picture where masks are wanted is one mask. */
async function bytesOutput(type: DataType, bytes: Uint8Array): Promise<TaskOutput | null> {
  const found = await mediaTypeOf(bytes);
  if (type !== "masks" || found?.mediaType !== "image/png") return null;
  return { masks: [{ label: "mask", score: null, mask: Buffer.from(bytes).toString("base64") }] };
}

type Reader<T extends DataType> = (json: unknown, args: ResolvedArgs) => Values[T] | null;

/** How each kind of data is read from an answer's JSON; null if it is missing. */
const READERS: { readonly [T in DataType]: Reader<T> } = {
  text: parseText,
  labels: parseLabels,
  entities: (json, { text }) => parseEntities(json, typeof text === "string" ? text : ""),
  boxes: parseBoxes,
  masks: parseMasks,
  keypoints: parseKeypoints,
  segments: parseSegments,
  numbers: parseNumbers,
  table: parseTable,
  vector: parseVector,
};

function jsonOutput(type: DataType, json: unknown, args: ResolvedArgs): TaskOutput | null {
  const value = READERS[type](json, args);
  if (value === null) return null;
  const segments = type === "text" ? parseTimes(json) : null;
  // A transcript may say when what was said.
  return { [type]: value, ...(segments ? { segments } : {}) };
}

function textOrJson(response: HttpResponse): unknown {
  const { text } = decodeText(response.bytes);
  return /^\s*[[{]/.test(text) ? decodeJson(response, "read the model's answer") : text;
}

import { answerEmbeddings } from "../llm/embeddings.js";
import { asObject, bodyObject, type LoopbackRequest } from "../loopback/loopback-request.js";
import { bytes, json, type Reply, refusal } from "../loopback/reply.js";
import type { FileShelf } from "../media/file-shelf.js";
import { fileKindOf, makeFile } from "../media/make-file.js";
import { SPOKEN } from "./classic-answers.js";
import type { ServedModels } from "./served-models.js";

const ROUTE =
  /^\/(?<provider>[\w-]+)\/(?:v1\/(?:openai\/)?)(?<verb>images\/generations|audio\/speech|audio\/transcriptions|embeddings)$/;
const VIDEOS = /^\/together\/v2\/videos(?:\/(?<job>[0-9a-f]{16}\.mp4))?$/;
const PREDICTIONS = /^\/replicate\/v1\/(?:models\/(?<model>.+)\/)?predictions$/;

/** Answers the providers with OpenAI's routes: together, nscale, deepinfra, scaleway ...; null for another path. */
export function answerOpenAiLike(
  request: LoopbackRequest,
  served: ServedModels,
  shelf: FileShelf,
  fileOrigin: string,
): Reply | null {
  const { provider = "", verb } = ROUTE.exec(request.path)?.groups ?? {};
  if (verb === undefined) return null;
  if (verb === "audio/transcriptions") return json({ text: SPOKEN });
  const { model, prompt, input, response_format: format } = bodyObject(request);
  if (!served.at(provider, String(model)))
    return refusal(400, `Model ${String(model)} not supported by provider ${provider}`);
  if (verb === "embeddings") return answerEmbeddings(request);
  if (verb === "audio/speech") {
    const spoken = makeFile("audio", String(input));
    return bytes(spoken.bytes, spoken.mediaType);
  }
  const picture = makeFile("image", String(prompt));
  const data =
    format === "url"
      ? { index: 0, url: `${fileOrigin}${shelf.keep(picture)}` }
      : { index: 0, b64_json: Buffer.from(picture.bytes).toString("base64") };
  return json({ id: "img-simulated", model, object: "list", created: 1_700_000_000, data: [data] });
}

/** Answers together's videos: a job that is done at the first look; null for another path. */
export function answerTogetherVideo(
  request: LoopbackRequest,
  served: ServedModels,
  shelf: FileShelf,
  fileOrigin: string,
): Reply | null {
  const match = VIDEOS.exec(request.path);
  if (!match) return null;
  const job = match.groups?.job;
  if (request.method === "GET") {
    return job === undefined
      ? refusal(404, "No such job")
      : json({ id: job, status: "completed", outputs: { video_url: `${fileOrigin}/files/${job}` } });
  }
  const { model, prompt } = bodyObject(request);
  if (!served.at("together", String(model)))
    return refusal(400, `Model ${String(model)} not supported by provider together`);
  const path = shelf.keep(makeFile("video", String(prompt)));
  return json({ id: path.replace("/files/", ""), status: "queued", model });
}

/** Answers replicate's predictions, finished at once as `Prefer: wait` asks; null for another path. */
export function answerReplicate(
  request: LoopbackRequest,
  served: ServedModels,
  shelf: FileShelf,
  fileOrigin: string,
): Reply | null {
  const match = PREDICTIONS.exec(request.path);
  if (!match) return null;
  const { input, version } = bodyObject(request);
  const id = match.groups?.model ?? String(version);
  const mapping = served.at("replicate", id);
  if (!mapping) return refusal(404, `Model ${id} not supported by provider replicate`);
  const { prompt, text } = asObject(input);
  const kind = fileKindOf(mapping.task);
  const output =
    kind === null ? SPOKEN : `${fileOrigin}${shelf.keep(makeFile(kind, String(prompt ?? text ?? "")))}`;
  return json({ id: "prediction-simulated", model: id, status: "succeeded", output, error: null }, 201);
}

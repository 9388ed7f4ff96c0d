import { type ArgValue, type ResolvedArgs, type TaskId, taskSpec } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { providerJob, runAgainst } from "../../testing/provider-jobs.js";
import { binary, json } from "../../testing/scripted-http.js";
import { clip, FLAC, MP4, PNG, picture, recording } from "../../testing/tiny-media.js";
import { THIRD_PARTY_TASKS } from "./third-party-tasks.js";

const b64 = PNG.toString("base64");
const FILE = "https://files.test/made";
const VALUES: Readonly<Record<string, ArgValue>> = {
  text: "words",
  image: picture,
  audio: { ...recording, mediaType: "audio/wav" },
  video: clip,
};

function argsOf(task: TaskId): ResolvedArgs {
  const wanted = taskSpec(task).args.filter(({ required, name }) => required || name === "text");
  return Object.fromEntries(wanted.map(({ name, type }) => [name, VALUES[type] ?? "words"]));
}

const BYTES = { image: PNG, audio: FLAC, video: MP4 } as const;
const made = (task: TaskId): keyof typeof BYTES | null => {
  const [type] = taskSpec(task).outputs;
  return type === "image" || type === "audio" || type === "video" ? type : null;
};

type Replies = Parameters<typeof runAgainst> extends [unknown, ...infer Rest] ? Rest : never;

/** What a provider answers to a task, in order, as the helpers of @huggingface/inference 4.13.30 read it. */
const ANSWERS: Readonly<Record<string, (task: TaskId) => Replies>> = {
  deepinfra: openAiLike,
  nscale: openAiLike,
  scaleway: openAiLike,
  groq: openAiLike,
  "featherless-ai": openAiLike,
  ovhcloud: openAiLike,
  together: (task) =>
    made(task) === "video"
      ? [
          json({ id: "v1", status: "queued" }),
          json({ status: "in_progress" }),
          json({ status: "completed", outputs: { video_url: FILE } }),
          file(task),
        ]
      : openAiLike(task),
  "fal-ai": (task) => {
    if (task === "automatic-speech-recognition") return [json({ text: "words", chunks: [] })];
    if (task === "text-to-speech") return [json({ audio: { url: FILE } }), file(task)];
    const submitted = {
      request_id: "r1",
      status: "IN_QUEUE",
      response_url: "https://queue.fal.run/fal-ai/app/requests/r1",
    };
    const result = {
      image: { images: [{ url: FILE }] },
      audio: task === "text-to-audio" ? { audio_file: { url: FILE } } : { audio: { url: FILE } },
      video: { video: { url: FILE } },
    }[made(task) ?? "image"];
    const masks = task === "image-segmentation" ? { image: { url: FILE } } : result;
    return [json(submitted), json({ status: "COMPLETED" }), json(masks), file(task)];
  },
  replicate: (task) =>
    made(task) === null
      ? [
          json({ id: "p1", status: "succeeded", output: { txt_file: FILE } }),
          binary(Buffer.from("words"), "text/plain"),
        ]
      : [json({ id: "p1", status: "processing" }), json({ status: "succeeded", output: [FILE] }), file(task)],
  novita: (task) =>
    made(task) === null
      ? openAiLike(task)
      : [
          json({ task_id: "t1" }),
          json({ task: { status: "TASK_STATUS_SUCCEED" }, videos: [{ video_url: FILE }] }),
          file(task),
        ],
  wavespeed: (task) => [
    json({ data: { id: "w1", urls: { get: "https://api.wavespeed.ai/api/v3/predictions/w1/result" } } }),
    json({ data: { status: "completed", outputs: [FILE] } }),
    file(task),
  ],
  "zai-org": (task) =>
    made(task) === null
      ? [json({ md_results: "words" })]
      : [
          json({ id: "z1", task_status: "PROCESSING" }),
          json({ task_status: "SUCCESS", image_result: [{ url: FILE }] }),
          file(task),
        ],
};

function file(task: TaskId): Response {
  return binary(BYTES[made(task) ?? "image"], "application/octet-stream");
}

function openAiLike(task: TaskId): Replies {
  switch (task) {
    case "text-generation":
      return [json({ model: "m", choices: [{ text: "words", finish_reason: "stop" }] })];
    case "feature-extraction":
      return [json({ data: [{ embedding: [1, 2] }] })];
    case "automatic-speech-recognition":
      return [json({ text: "words", segments: [{ text: "words", start: 0, end: 1 }] })];
    case "text-to-speech":
      return [binary(FLAC, "audio/flac")];
    default:
      return [json({ data: [{ b64_json: b64 }] })];
  }
}

describe("every task of every provider", () => {
  const pairs = Object.entries(THIRD_PARTY_TASKS).flatMap(([provider, tasks]) =>
    tasks.map((task) => [provider, task] as const),
  );

  it.each(pairs)("%s does %s", async (provider, task) => {
    const id = { "fal-ai": "fal-ai/app/dev", novita: "MiniMax-H3" }[provider] ?? "own/er";
    const replies = ANSWERS[provider]?.(task) ?? [];
    const { output, sent } = await runAgainst(
      providerJob(task, argsOf(task), provider, task, id),
      ...replies,
    );
    const [type = "text"] = taskSpec(task).outputs;
    const found =
      output[type === "image" || type === "audio" || type === "video" || type === "3d" ? "media" : type];
    expect(found).toBeTruthy();
    expect(sent[0]?.url).toMatch(new RegExp(`^https://router\\.test/${provider}/`));
    expect(sent).toHaveLength(replies.length);
    for (const { url, headers } of sent)
      expect(headers.get("authorization") !== null, url).toBe(url.startsWith("https://router.test/"));
  });
});

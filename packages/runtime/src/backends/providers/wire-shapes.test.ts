import type { ResolvedArgs, TaskId, TaskOutput } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { providerJob, runAgainst } from "../../testing/provider-jobs.js";
import { binary, json } from "../../testing/scripted-http.js";
import { clip, FLAC, JPEG, MP4, PNG, picture, recording } from "../../testing/tiny-media.js";

const text = "My name is Ada";
const label = { label: "cat", score: 0.9 };
const box = { ...label, box: { xmin: 1, ymin: 2, xmax: 3, ymax: 4 } };
const b64 = PNG.toString("base64");
const answer = { answer: "Paris", score: 0.9, start: 0, end: 5 };

/** What a task's answer must be read as, and every shape in which servers are known to give it. */
const SHAPES: readonly (readonly [TaskId, ResolvedArgs, TaskOutput, readonly unknown[]])[] = [
  ["text-classification", { text }, { labels: [label] }, [[[label]], [label], label]],
  [
    "token-classification",
    { text },
    { entities: [{ entity: "PER", text: "Ada", score: 0.9, start: 11, end: 14 }] },
    [
      [{ entity_group: "PER", score: 0.9, word: "Ada", start: 11, end: 14 }],
      { entity_group: "PER", score: 0.9, word: "Ada", start: 11, end: 14 },
      [[{ entity: "B-PER", score: 0.9, word: "Ada", index: 4, start: 11, end: 14 }]],
      [
        { entity: "B-PER", score: 0.95, word: "A", index: 4, start: 11, end: 12 },
        { entity: "I-PER", score: 0.9, word: "##da", index: 5, start: 12, end: 14 },
      ],
    ],
  ],
  [
    "question-answering",
    { question: "?", context: "Paris" },
    { text: "Paris" },
    [answer, [answer], [[answer]]],
  ],
  [
    "table-question-answering",
    { question: "?", table: { a: ["1"] } },
    { text: "Paris" },
    [
      { answer: "Paris", coordinates: [[0, 0]], cells: ["Paris"], aggregator: "NONE" },
      [{ answer: "Paris", coordinates: [[0, 0]], cells: ["Paris"], aggregator: "NONE" }],
    ],
  ],
  [
    "zero-shot-classification",
    { text, candidate_labels: ["cat"] },
    { labels: [label] },
    [
      { sequence: text, labels: ["cat"], scores: [0.9] },
      [{ sequence: text, labels: ["cat"], scores: [0.9] }],
      [label],
      [[label]],
    ],
  ],
  [
    "translation",
    { text },
    { text: "Hallo" },
    [[{ translation_text: "Hallo" }], { translation_text: "Hallo" }],
  ],
  ["summarization", { text }, { text: "short" }, [[{ summary_text: "short" }], { summary_text: "short" }]],
  [
    "text-generation",
    { text },
    { text: "more" },
    [
      [{ generated_text: "more" }],
      { generated_text: "more" },
      { choices: [{ text: "more" }] },
      { choices: [{ message: { role: "assistant", content: "more" } }] },
      {
        choices: [
          {
            message: {
              content: [
                { type: "text", text: "mo" },
                { type: "text", text: "re" },
              ],
            },
          },
        ],
      },
      { generated_text: "more", conversation: { generated_responses: ["more"] } },
    ],
  ],
  [
    "fill-mask",
    { text },
    { labels: [label] },
    [
      [{ score: 0.9, token: 1, token_str: "cat", sequence: "a cat" }],
      [[{ score: 0.9, token: 1, token_str: " cat", sequence: "a cat" }]],
    ],
  ],
  [
    "feature-extraction",
    { text },
    { vector: [1, 2] },
    [
      [1, 2],
      [[1, 2]],
      [
        [
          [0, 1],
          [2, 3],
        ],
      ],
      [
        [
          [
            [0, 1],
            [2, 3],
          ],
        ],
      ],
      { data: [{ embedding: [1, 2] }] },
      { embeddings: [[1, 2]] },
    ],
  ],
  [
    "sentence-similarity",
    { source_sentence: "a", sentences: ["b", "c"] },
    { numbers: [0.5, 0.25] },
    [[0.5, 0.25], { similarities: [0.5, 0.25] }, { scores: [0.5, 0.25] }],
  ],
  [
    "text-ranking",
    { query: "a", sentences: ["b", "c"] },
    { numbers: [0.5, 0.25] },
    [
      [
        { index: 1, score: 0.25 },
        { index: 0, score: 0.5 },
      ],
      {
        results: [
          { index: 0, relevance_score: 0.5 },
          { index: 1, relevance_score: 0.25 },
        ],
      },
      [0.5, 0.25],
    ],
  ],
  ["image-classification", { image: picture }, { labels: [label] }, [[label], label, [[label]]]],
  ["audio-classification", { audio: recording }, { labels: [label] }, [[label], [[label]]]],
  ["video-classification", { video: clip }, { labels: [label] }, [[label]]],
  [
    "zero-shot-image-classification",
    { image: picture, candidate_labels: ["cat"] },
    { labels: [label] },
    [[label]],
  ],
  ["object-detection", { image: picture }, { boxes: [box] }, [[box], [[box]], box]],
  ["zero-shot-object-detection", { image: picture, candidate_labels: ["cat"] }, { boxes: [box] }, [[box]]],
  [
    "image-segmentation",
    { image: picture },
    { masks: [{ label: "cat", score: null, mask: b64 }] },
    [[{ label: "cat", mask: b64 }], { label: "cat", score: null, mask: `data:image/png;base64,${b64}` }],
  ],
  [
    "mask-generation",
    { image: picture },
    { masks: [{ label: "mask 1", score: 0.9, mask: b64 }] },
    [{ masks: [b64], scores: [0.9] }, [{ score: 0.9, mask: b64 }]],
  ],
  [
    "keypoint-detection",
    { image: picture },
    { keypoints: [{ label: "nose", score: 0.9, x: 1, y: 2 }] },
    [
      [{ label: "nose", score: 0.9, x: 1, y: 2 }],
      [{ keypoints: [{ label: "nose", score: 0.9, point: { x: 1, y: 2 } }] }],
      [{ keypoints: [[1, 2]], scores: [0.9], labels: ["nose"] }],
    ],
  ],
  [
    "image-to-text",
    { image: picture },
    { text: "a cat" },
    [[{ generated_text: "a cat" }], { generated_text: "a cat" }],
  ],
  [
    "visual-question-answering",
    { image: picture, question: "?" },
    { text: "2" },
    [[{ score: 0.5, answer: "2" }]],
  ],
  ["document-question-answering", { image: picture, question: "?" }, { text: "Paris" }, [[answer], answer]],
  [
    "automatic-speech-recognition",
    { audio: recording },
    {
      text: "hello you",
      segments: [
        { label: "hello", start: 0, end: 1 },
        { label: "you", start: 1, end: 2 },
      ],
    },
    [
      {
        text: "hello you",
        chunks: [
          { text: " hello", timestamp: [0, 1] },
          { text: " you", timestamp: [1, 2] },
        ],
      },
      {
        text: "hello you",
        chunks: [
          { text: "hello", timestamp: [0, 1] },
          { text: "you", timestamp: [1, 2] },
        ],
      },
      {
        text: "hello you",
        segments: [
          { id: 0, text: "hello", start: 0, end: 1 },
          { text: "you", start: 1, end: 2 },
        ],
      },
      {
        output: {
          transcription: "hello you",
          segments: [
            { text: "hello", start: 0, end: 1 },
            { text: "you", start: 1, end: 2 },
          ],
        },
      },
    ],
  ],
  [
    "automatic-speech-recognition",
    { audio: recording },
    { text: "hi" },
    [
      { text: "hi" },
      [{ text: "hi" }],
      { output: "hi" },
      { output: ["hi"] },
      { output: { translation: "hi" } },
      { text: "hi", chunks: [{ text: "hi", timestamp: [null, 1] }] },
    ],
  ],
  [
    "voice-activity-detection",
    { audio: recording },
    { segments: [{ label: "speech", start: 0, end: 1 }] },
    [[{ start: 0, end: 1 }], { segments: [{ label: "speech", start: 0, end: 1 }] }],
  ],
  ["tabular-classification", { table: { a: ["1"] } }, { labels: [{ label: "5", score: 1 }] }, [[5], ["5"]]],
  [
    "tabular-regression",
    { table: { a: ["1"] } },
    { numbers: [2.5] },
    [[2.5], { predictions: [2.5] }, [[2.5]]],
  ],
];

/** Shapes that no task's answer has; a proxy's, an error's, a half one's. */
const STRANGE: readonly unknown[] = [null, {}, "", 7, true, [null], { detail: "queued" }, { label: "x" }];

describe("answers of hf-inference", () => {
  it.each(
    SHAPES.flatMap(([task, args, want, shapes]) =>
      shapes.map((shape, i) => [task, i, args, want, shape] as const),
    ),
  )("%s, shape %i, is read as the same", async (task, _i, args, want, shape) => {
    const { output } = await runAgainst(providerJob(task, args), json(shape));
    expect(output).toEqual(want);
  });

  it.each(SHAPES.map(([task, args]) => [task, args] as const))(
    "%s: a strange answer is a failure, never a result",
    async (task, args) => {
      for (const shape of STRANGE) {
        const result = await runAgainst(providerJob(task, args), json(shape)).then(
          ({ output }) => output,
          (error: unknown) => error,
        );
        const isWords = typeof shape === "string" || typeof shape === "number";
        if (!isWords) expect(result, JSON.stringify(shape)).toMatchObject({ name: "Fault" });
      }
    },
  );

  it.each([
    ["text-to-image", { text }, json({ data: [{ b64_json: b64 }] }), "image/png"],
    ["text-to-image", { text }, json({ images: [b64] }), "image/png"],
    ["text-to-image", { text }, binary(JPEG, "application/octet-stream"), "image/jpeg"],
    ["image-to-image", { image: picture }, binary(PNG, "image/png"), "image/png"],
    ["depth-estimation", { image: picture }, json({ predicted_depth: "x", depth: b64 }), "image/png"],
    ["text-to-speech", { text }, binary(FLAC, "audio/flac"), "audio/flac"],
    ["text-to-speech", { text }, json([{ blob: FLAC.toString("base64"), label: "a" }]), "audio/flac"],
    ["text-to-audio", { text }, binary(FLAC, "audio/flac"), "audio/flac"],
    [
      "audio-to-audio",
      { audio: recording },
      json([{ label: "label_0", blob: FLAC.toString("base64"), "content-type": "audio/flac" }]),
      "audio/flac",
    ],
    [
      "audio-to-audio",
      { audio: recording },
      json({ label: "label_0", blob: FLAC.toString("base64"), "content-type": "audio/flac" }),
      "audio/flac",
    ],
    ["text-to-video", { text }, binary(MP4, "video/mp4"), "video/mp4"],
  ] as const)("%s: a file, whichever way it comes", async (task, args, reply, mediaType) => {
    const { output } = await runAgainst(providerJob(task, args), reply);
    expect(output.media?.map((media) => media.mediaType)).toEqual([mediaType]);
  });
});

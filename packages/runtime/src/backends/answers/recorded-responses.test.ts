import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ResolvedArgs, TaskId } from "@hugginggpt/shared";
import { jsonrepair } from "jsonrepair";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { providerEndpoint } from "../../testing/execution-bench.js";
import { scriptedAccess } from "../../testing/scripted-http.js";
import { FLAC, JPEG, picture, recording } from "../../testing/tiny-media.js";
import { ProvidersBackend } from "../providers/providers-backend.js";

const RECORDED = fileURLToPath(
  new URL("../../../../../../shared/recorded/inference-responses.json", import.meta.url),
);
const FILE = z.object({
  responses: z.array(
    z.looseObject({
      path: z.string(),
      status: z.number(),
      contentType: z.string(),
      body: z.string(),
      note: z.string().optional(),
    }),
  ),
});

type Recorded = z.infer<typeof FILE>["responses"][number];

const text = "My name is Sarah Jessica Parker but you can call me Jessica";
const image = { image: picture };
const TASK_OF: readonly (readonly [RegExp, TaskId, ResolvedArgs, RegExp])[] = [
  [
    /pipeline\/feature-extraction|distilbert-base-nli|facebook\/bart-base/,
    "feature-extraction",
    { text },
    /"vector":\[-?\d\.\d+,/,
  ],
  [/panoptic/, "image-segmentation", image, /"label":"LABEL_199","score":0\.98\d+,"mask":"iVBOR/],
  [/sepformer/, "audio-to-audio", { audio: recording }, /audio\/flac/],
  [/sst-2-english/, "text-classification", { text }, /"labels":\[\{"label":"POSITIVE","score":0\.99/],
  [/tapas/, "table-question-answering", { table: { a: ["1"] }, question: "?" }, /AVERAGE > 36542/],
  [
    /conll03/,
    "token-classification",
    { text },
    /"text":"Sarah Jessica Parker","score":0\.99\d+,"start":11,"end":31/,
  ],
  [/squad2/, "question-answering", { question: "?", context: "c" }, /"text":"Paris"/],
  [/t5-base/, "translation", { text }, /Mein Name ist Wolfgang/],
  [
    /bart-large-mnli/,
    "zero-shot-classification",
    { text, candidate_labels: ["a"] },
    /\[\{"label":"refund","score":0\.87/,
  ],
  [
    /sentence-similarity|paraphrase-xlm.*v1$/,
    "sentence-similarity",
    { source_sentence: "a", sentences: ["b"] },
    /"numbers":\[0\.66/,
  ],
  [/vit-base-patch16/, "image-classification", image, /cheetah/],
  [/wav2vec2/, "automatic-speech-recognition", { audio: recording }, /GOING ALONG SLUSHY/],
  [/hubert/, "audio-classification", { audio: recording }, /"label":"neu"/],
  [/stable-diffusion-2/, "text-to-image", { text }, /image\/jpeg/],
  [/sd-controlnet/, "image-to-image", image, /image\/jpeg/],
  [/detr-resnet-50$/, "object-detection", image, /"label":"cat","score":0\.99\d+,"box":\{"xmin"/],
  [/bart-large-cnn|pegasus/, "summarization", { text }, /ower/],
  [/vit-gpt2/, "image-to-text", image, /giraffe/],
  [/layoutlm|donut/, "document-question-answering", { ...image, question: "?" }, /"text":"us-001"/],
  [/vilt/, "visual-question-answering", { ...image, question: "?" }, /"text":"2"/],
  [/kan-bayashi/, "text-to-speech", { text }, /audio\/flac/],
  [/Fish-Weight/, "tabular-regression", { table: { a: ["1"] } }, /"numbers":\[270/],
  [/wine-quality/, "tabular-classification", { table: { a: ["1"] } }, /"label":"5"/],
  [/clip-vit/, "zero-shot-image-classification", { ...image, candidate_labels: ["a"] }, /"label":"animal"/],
  [
    /bert-base-uncased|distilbert-base-uncased$/,
    "fill-mask",
    { text: "[MASK] world!" },
    /"label":"(the|hello)"/,
  ],
  [
    /gpt2$|flan-t5|DialoGPT|chat\/completions|Mistral-7B|Llama-2-7b/,
    "text-generation",
    { text },
    /"text":".+"/,
  ],
];

/**
 * Endless lists and pictures were cut when they were recorded; what is left is closed here, so that it is JSON again.
 */
function bodyOf({ note, body, contentType }: Recorded): string {
  return note?.startsWith("truncated") && contentType.includes("json") ? jsonrepair(body) : body;
}

function replay(one: Recorded): Response {
  const file = one.note === "binary, omitted" ? (one.contentType.startsWith("audio") ? FLAC : JPEG) : null;
  const headers = { "content-type": one.contentType };
  return new Response(file ? new Uint8Array(file) : bodyOf(one), { status: one.status, headers });
}

describe.skipIf(!existsSync(RECORDED))("recorded answers (skipped where ../shared is absent)", () => {
  const recorded = existsSync(RECORDED)
    ? FILE.parse(JSON.parse(readFileSync(RECORDED, "utf8"))).responses
    : [];
  const runnable = recorded.filter((one) => one.path.startsWith("/hf-inference/"));

  it.each(runnable.map((one, i) => [i, one.path, one] as const))(
    "%i %s is read or refused as it should be",
    async (_i, path, one) => {
      const known = TASK_OF.find(([pattern]) => pattern.test(path));
      const [, task, args, expected] = known ?? [null, "text-generation", { text }, null];
      const access = scriptedAccess(
        () => replay(one),
        () => replay(one),
      );
      const job = { task, model: "m/m", endpoint: providerEndpoint(task), args } as const;
      const result = await new ProvidersBackend(access).run(job, new AbortController().signal).then(
        (output) => JSON.stringify({ ...output, media: output.media?.map((media) => media.mediaType) }),
        (error: unknown) => error,
      );
      const good = one.status === 200 && !one.body.includes('{"error"') && known;
      if (good) expect(result).toMatch(expected ?? /./);
      else if (one.status !== 200 || one.body.includes('{"error"'))
        expect(result).toMatchObject({ name: "Fault" });
    },
  );
});

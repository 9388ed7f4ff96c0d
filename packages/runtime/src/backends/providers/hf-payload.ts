import {
  type ArgValue,
  type ControlTask,
  Fault,
  isMedia,
  type Media,
  type ResolvedArgs,
  type TaskId,
} from "@hugginggpt/shared";
import { type Content, jsonContent } from "../provider-access.js";

/** What is sent to hf-inference: JSON or a file, to the model's address or to a route below it. */
type HfPayload = Content & { readonly route?: string };
type Builder = (args: ResolvedArgs, model: string) => HfPayload;

/** Longest answer asked of a completion, in tokens; the server's own default is 16. */
const MAX_TOKENS = 1024;

const inputs = (value: unknown, parameters: Record<string, unknown> = {}): HfPayload =>
  jsonContent({ inputs: value, ...(Object.keys(parameters).length > 0 ? { parameters } : {}) });
const text: Builder = ({ text: value }) => inputs(value);
const raw =
  (name: string): Builder =>
  (args) => {
    const { mediaType, bytes } = mediaArg(args[name]);
    return { headers: { "content-type": mediaType }, body: bytes };
  };
/** A file alone goes as it is; with a prompt it goes in base64 beside it. */
const rawOrPrompted =
  (name: string): Builder =>
  (args, model) =>
    args.text === undefined ? raw(name)(args, model) : inputs(base64(args[name]), { prompt: args.text });
/** A picture to change, within a mask if one is given. */
const changed: Builder = (args, model) =>
  args.mask === undefined
    ? rawOrPrompted("image")(args, model)
    : inputs(base64(args.image), { prompt: args.text ?? "", mask_image: base64(args.mask) });
const aboutImage: Builder = ({ image, question }) => inputs({ image: base64(image), question });
const table: Builder = ({ table: data }) => {
  if (isMedia(data)) throw new Fault("BAD_REQUEST", "This model takes a table, not a picture of one");
  return inputs({ data });
};

/** Tasks that hf-inference does not do. */
type NotDone = ControlTask | "reinforcement-learning" | "robotics" | "graph-ml" | "other";

/** How each task's arguments are sent to hf-inference. */
const BUILDERS: Readonly<Record<Exclude<TaskId, NotDone>, Builder>> = {
  "text-classification": text,
  "token-classification": text,
  "fill-mask": text,
  summarization: text,
  translation: (args) => inputs(args.text, languages(args)),
  "text-generation": ({ text: prompt }, model) => ({
    ...jsonContent({ model, prompt, max_tokens: MAX_TOKENS }),
    route: "v1/completions",
  }),
  "question-answering": ({ question, context }) => inputs({ question, context: context ?? "" }),
  "table-question-answering": ({ table: cells, question }) => inputs({ query: question, table: cells }),
  "zero-shot-classification": ({ text: value, candidate_labels }) => inputs(value, { candidate_labels }),
  "multiple-choice": ({ question, choices }) => inputs(question, { candidate_labels: choices }),
  "feature-extraction": ({ text: value }) => ({ ...inputs(value), route: "pipeline/feature-extraction" }),
  "sentence-similarity": ({ source_sentence, sentences }) => ({
    ...inputs({ source_sentence, sentences }),
    route: "pipeline/sentence-similarity",
  }),
  "text-ranking": ({ query, sentences }) => ({
    ...inputs({ query, texts: sentences }),
    route: "pipeline/text-ranking",
  }),
  "text-retrieval": text,
  "table-to-text": table,
  "tabular-to-text": table,
  "tabular-classification": table,
  "tabular-regression": table,
  "time-series-forecasting": table,
  "text-to-speech": text,
  "text-to-audio": text,
  "text-to-image": (args) => inputs(args.text, pick(args, ["negative_prompt", "width", "height"])),
  "text-to-video": text,
  "text-to-3d": text,
  "unconditional-image-generation": () => inputs(""),
  "automatic-speech-recognition": raw("audio"),
  "audio-classification": raw("audio"),
  "audio-to-audio": raw("audio"),
  "voice-activity-detection": raw("audio"),
  "audio-text-to-text": ({ audio, question }) => inputs({ audio: base64(audio), question }),
  "image-classification": raw("image"),
  "object-detection": raw("image"),
  "image-to-text": raw("image"),
  "depth-estimation": raw("image"),
  "mask-generation": raw("image"),
  "keypoint-detection": raw("image"),
  "image-feature-extraction": raw("image"),
  "image-to-3d": raw("image"),
  "image-segmentation": ({ image }) => inputs(base64(image)),
  "image-to-image": changed,
  "image-text-to-image": changed,
  "image-to-video": rawOrPrompted("image"),
  "image-text-to-video": rawOrPrompted("image"),
  "video-to-video": rawOrPrompted("video"),
  "video-classification": raw("video"),
  "video-text-to-text": ({ video, question }) => inputs({ video: base64(video), question }),
  "image-text-to-text": aboutImage,
  "visual-question-answering": aboutImage,
  "document-question-answering": aboutImage,
  "visual-document-retrieval": ({ query, images }) => inputs({ query, images: [base64(images)] }),
  "zero-shot-image-classification": ({ image, candidate_labels }) =>
    inputs({ image: base64(image) }, { candidate_labels }),
  "zero-shot-object-detection": ({ image, candidate_labels }) =>
    inputs({ image: base64(image) }, { candidate_labels }),
  "any-to-any": (args) =>
    inputs(args.image === undefined ? args.text : { text: args.text, image: base64(args.image) }),
};

/** Returns true for the tasks that can be sent to hf-inference. */
export function hfCanDo(task: TaskId): task is Exclude<TaskId, NotDone> {
  return Object.hasOwn(BUILDERS, task);
}

/** Returns what to send for a task; null for a task that cannot be sent. */
export function hfPayload(task: TaskId, args: ResolvedArgs, model: string): HfPayload | null {
  return hfCanDo(task) ? BUILDERS[task](args, model) : null;
}

function mediaArg(value: ArgValue | undefined): Media {
  if (isMedia(value)) return value;
  throw new TypeError("Internal error: a file argument was not resolved to a file");
}

function base64(value: ArgValue | undefined): string {
  return Buffer.from(mediaArg(value).bytes).toString("base64");
}

function pick(args: ResolvedArgs, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]),
  );
}

/** Models know language codes (`fr`, `fra_Latn`); a language's name would be refused, so it is left to the model. */
function languages({ source_language, target_language }: ResolvedArgs): Record<string, unknown> {
  const code = (value: ArgValue | undefined): value is string =>
    typeof value === "string" && /^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(value);
  return {
    ...(code(source_language) ? { src_lang: source_language } : {}),
    ...(code(target_language) ? { tgt_lang: target_language } : {}),
  };
}

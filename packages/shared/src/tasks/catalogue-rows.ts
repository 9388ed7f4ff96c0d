import type { ValueType } from "../nouns/value.js";
import type { TaskId } from "./task-id.js";
import type { ArgSpec } from "./task-spec.js";

/** What we add to the Hub's own description of a task. */
export interface CatalogueRow {
  readonly summary: string;
  readonly args: readonly ArgSpec[];
  readonly outputs: readonly ValueType[];
  readonly equivalents?: readonly TaskId[];
  readonly aliases?: readonly string[];
  readonly controllerCanDo?: true;
}

const arg = (name: string, type: ValueType, description: string, aliases: string[] = []): ArgSpec => ({
  name,
  type,
  list: false,
  required: true,
  description,
  aliases,
});
const optional = (spec: ArgSpec): ArgSpec => ({ ...spec, required: false });
const list = (spec: ArgSpec): ArgSpec => ({ ...spec, list: true });

const text = arg("text", "text", "the text", [
  "input",
  "inputs",
  "sentence",
  "document",
  "content",
  "prompt",
]);
const prompt = arg("text", "text", "what to make, in words", ["prompt", "description", "input", "inputs"]);
const instruction = optional(
  arg("text", "text", "what to change or make, in words", ["prompt", "instruction"]),
);
const image = arg("image", "image", "the picture", [
  "img",
  "picture",
  "photo",
  "input",
  "inputs",
  "input_image",
]);
const audio = arg("audio", "audio", "the recording", ["speech", "sound", "input", "inputs", "audio_file"]);
const video = arg("video", "video", "the video", ["clip", "input", "inputs", "video_file"]);
const table = arg("table", "table", "the table, a list of cells for each column", [
  "data",
  "input",
  "inputs",
]);
const question = arg("question", "text", "the question", ["query", "text", "prompt"]);
const labels = list(
  arg("candidate_labels", "text", "the labels to choose among", ["labels", "classes", "categories"]),
);
const sourceLanguage = optional(
  arg("source_language", "text", "language of the text", ["src_lang", "from", "source"]),
);
const targetLanguage = optional(
  arg("target_language", "text", "language wanted", ["tgt_lang", "to", "target", "language"]),
);
const sourceSentence = arg("source_sentence", "text", "the text to compare", [
  "text1",
  "sentence1",
  "source",
  "query",
]);
const sentences = list(
  arg("sentences", "text", "the texts to compare it with", [
    "text2",
    "sentence2",
    "texts",
    "documents",
    "candidates",
  ]),
);

/**
 * The task catalogue: what each pipeline tag takes and returns. Types are ours, because the Hub's own demo types are
 * unreliable (a video task says "img"). Tags of one modality stand together.
 */
export const CATALOGUE_ROWS: Readonly<Record<TaskId, CatalogueRow>> = {
  "text-classification": {
    summary: "label a text, for instance its sentiment, tone, emotion or topic",
    args: [text],
    outputs: ["labels"],
    equivalents: ["zero-shot-classification"],
    aliases: ["sentiment-analysis", "sentiment-classification", "emotion-classification"],
    controllerCanDo: true,
  },
  "token-classification": {
    summary: "mark names of people, places, organisations or parts of speech in a text",
    args: [text],
    outputs: ["entities"],
    aliases: ["ner", "named-entity-recognition", "pos-tagging", "entity-recognition"],
    controllerCanDo: true,
  },
  "table-question-answering": {
    summary: "answer a question from a table",
    args: [table, question],
    outputs: ["text"],
    aliases: ["tableqa", "table-qa"],
  },
  "question-answering": {
    summary: "answer a question from a given context text",
    args: [
      question,
      optional(arg("context", "text", "the text that holds the answer", ["document", "passage"])),
    ],
    outputs: ["text"],
    aliases: ["qa", "extractive-question-answering"],
    controllerCanDo: true,
  },
  "zero-shot-classification": {
    summary: "decide which of given labels fits a text",
    args: [text, labels],
    outputs: ["labels"],
    equivalents: ["text-classification"],
    controllerCanDo: true,
  },
  translation: {
    summary: "translate a text into another language",
    args: [text, targetLanguage, sourceLanguage],
    outputs: ["text"],
    aliases: ["translate", "machine-translation"],
    controllerCanDo: true,
  },
  summarization: {
    summary: "shorten a text to what matters",
    args: [text],
    outputs: ["text"],
    aliases: ["summarize", "summarisation", "text-summarization"],
    controllerCanDo: true,
  },
  "feature-extraction": {
    summary: "turn a text into an embedding vector",
    args: [text],
    outputs: ["vector"],
    equivalents: ["sentence-similarity"],
    aliases: ["embedding", "embeddings", "text-embedding"],
  },
  "text-generation": {
    summary: "write, rewrite, continue or answer in words",
    args: [
      arg("text", "text", "the instruction or the text to continue", [
        "prompt",
        "input",
        "inputs",
        "instruction",
      ]),
    ],
    outputs: ["text"],
    equivalents: ["image-text-to-text"],
    aliases: [
      "conversational",
      "text2text-generation",
      "chat",
      "chat-completion",
      "paraphrase",
      "text-editing",
      "language-modeling",
    ],
    controllerCanDo: true,
  },
  "fill-mask": {
    summary: "fill the [MASK] in a sentence",
    args: [text],
    outputs: ["labels"],
    aliases: ["mask-filling", "masked-language-modeling"],
    controllerCanDo: true,
  },
  "sentence-similarity": {
    summary: "score how alike a text and other texts are in meaning",
    args: [sourceSentence, sentences],
    outputs: ["numbers"],
    equivalents: ["feature-extraction"],
    aliases: ["text-similarity", "semantic-similarity"],
  },
  "text-to-speech": {
    summary: "read a text aloud",
    args: [text, optional(arg("voice", "text", "name of a voice", ["speaker"]))],
    outputs: ["audio"],
    equivalents: ["text-to-audio"],
    aliases: ["tts", "speech-synthesis", "dubbing"],
  },
  "text-to-audio": {
    summary: "make music or sound from a description",
    args: [prompt, optional(arg("duration", "numbers", "seconds", ["seconds", "length"]))],
    outputs: ["audio"],
    equivalents: ["text-to-speech"],
    aliases: ["text-to-music", "music-generation", "sound-generation"],
  },
  "automatic-speech-recognition": {
    summary: "write down what is said in a recording",
    args: [audio, optional(arg("language", "text", "language spoken"))],
    outputs: ["text"],
    aliases: ["asr", "speech-to-text", "speech-recognition", "transcription"],
  },
  "audio-to-audio": {
    summary: "clean, separate or convert a recording",
    args: [audio],
    outputs: ["audio"],
    aliases: ["speech-enhancement", "voice-conversion", "source-separation", "noise-reduction"],
  },
  "audio-classification": {
    summary: "label a recording, for instance its emotion, language or kind of sound",
    args: [audio],
    outputs: ["labels"],
    aliases: ["emotion-recognition", "keyword-spotting", "sound-classification"],
  },
  "audio-text-to-text": {
    summary: "answer a question about a recording",
    args: [audio, question],
    outputs: ["text"],
  },
  "voice-activity-detection": {
    summary: "find where someone speaks in a recording",
    args: [audio],
    outputs: ["segments"],
    aliases: ["vad"],
  },
  "depth-estimation": {
    summary: "estimate the distance of every point of a picture",
    args: [image],
    outputs: ["image"],
    aliases: ["depth-control", "depth"],
  },
  "image-classification": {
    summary: "say what a picture shows, as labels",
    args: [image],
    outputs: ["labels"],
    equivalents: ["zero-shot-image-classification"],
    aliases: ["image-tagging"],
  },
  "object-detection": {
    summary: "find and count things in a picture, with boxes",
    args: [image],
    outputs: ["boxes"],
    equivalents: ["zero-shot-object-detection"],
    aliases: ["detection"],
  },
  "image-segmentation": {
    summary: "cut a picture into its parts, with masks",
    args: [image],
    outputs: ["masks"],
    equivalents: ["mask-generation"],
    aliases: [
      "seg-control",
      "segmentation",
      "semantic-segmentation",
      "background-removal",
      "instance-segmentation",
    ],
  },
  "text-to-image": {
    summary: "make a picture from a description",
    args: [
      prompt,
      optional(arg("negative_prompt", "text", "what must not be in it")),
      optional(arg("width", "numbers", "pixels")),
      optional(arg("height", "numbers", "pixels")),
    ],
    outputs: ["image"],
    equivalents: ["image-text-to-image"],
    aliases: ["image-generation", "text2image"],
  },
  "image-to-text": {
    summary: "describe a picture or read the text in it",
    args: [image],
    outputs: ["text"],
    equivalents: ["image-text-to-text"],
    aliases: ["image-captioning", "captioning", "ocr", "optical-character-recognition", "caption"],
  },
  "image-to-image": {
    summary: "change, restyle or enhance a picture",
    args: [image, instruction],
    outputs: ["image"],
    equivalents: ["image-text-to-image"],
    aliases: [
      "image-editing",
      "style-transfer",
      "super-resolution",
      "inpainting",
      "canny-control",
      "hed-control",
      "mlsd-control",
      "normal-control",
      "scribble-control",
    ],
  },
  "image-to-video": {
    summary: "bring a picture into motion",
    args: [image, instruction],
    outputs: ["video"],
    equivalents: ["image-text-to-video"],
    aliases: ["image-animation"],
  },
  "unconditional-image-generation": {
    summary: "make a picture of a model's own choosing",
    args: [],
    outputs: ["image"],
  },
  "video-classification": {
    summary: "say what happens in a video, as labels",
    args: [video],
    outputs: ["labels"],
    aliases: ["action-recognition"],
  },
  "text-to-video": {
    summary: "make a video from a description",
    args: [prompt, optional(arg("duration", "numbers", "seconds", ["seconds", "length"]))],
    outputs: ["video"],
    equivalents: ["image-text-to-video"],
    aliases: ["video-generation", "text2video"],
  },
  "image-text-to-text": {
    summary: "answer a question or follow an instruction about a picture",
    args: [image, question],
    outputs: ["text"],
    equivalents: ["visual-question-answering"],
    aliases: ["visual-chat", "vlm"],
  },
  "image-text-to-image": {
    summary: "make a picture from a picture and a description",
    args: [image, prompt],
    outputs: ["image"],
    equivalents: ["image-to-image"],
    aliases: [
      "canny-text-to-image",
      "depth-text-to-image",
      "hed-text-to-image",
      "mlsd-text-to-image",
      "normal-text-to-image",
      "openpose-text-to-image",
      "seg-text-to-image",
      "scribble-text-to-image",
      "controlnet",
    ],
  },
  "image-text-to-video": {
    summary: "make a video from a picture and a description",
    args: [image, prompt],
    outputs: ["video"],
    equivalents: ["image-to-video"],
  },
  "visual-question-answering": {
    summary: "answer a short question about a picture",
    args: [image, question],
    outputs: ["text"],
    equivalents: ["image-text-to-text"],
    aliases: ["vqa"],
  },
  "document-question-answering": {
    summary: "answer a question about a scanned document",
    args: [image, question],
    outputs: ["text"],
    equivalents: ["image-text-to-text", "visual-question-answering"],
    aliases: ["docvqa", "document-qa"],
  },
  "zero-shot-image-classification": {
    summary: "decide which of given labels fits a picture",
    args: [image, labels],
    outputs: ["labels"],
    equivalents: ["image-classification"],
  },
  "zero-shot-object-detection": {
    summary: "find things named in words in a picture",
    args: [image, labels],
    outputs: ["boxes"],
    equivalents: ["object-detection"],
    aliases: ["open-vocabulary-detection"],
  },
  "mask-generation": {
    summary: "outline everything in a picture",
    args: [image],
    outputs: ["masks"],
    equivalents: ["image-segmentation"],
  },
  "keypoint-detection": {
    summary: "find joints or landmarks in a picture",
    args: [image],
    outputs: ["keypoints"],
    aliases: ["openpose-control", "pose-estimation"],
  },
  "image-feature-extraction": {
    summary: "turn a picture into an embedding vector",
    args: [image],
    outputs: ["vector"],
    aliases: ["image-embedding"],
  },
  "video-text-to-text": {
    summary: "answer a question about a video",
    args: [video, question],
    outputs: ["text"],
    aliases: ["video-question-answering", "video-captioning"],
  },
  "video-to-video": {
    summary: "change a video",
    args: [video, instruction],
    outputs: ["video"],
    aliases: ["video-editing"],
  },
  "text-to-3d": {
    summary: "make a 3D object from a description",
    args: [prompt],
    outputs: ["3d"],
  },
  "image-to-3d": {
    summary: "make a 3D object from a picture",
    args: [image],
    outputs: ["3d"],
  },
  "tabular-classification": {
    summary: "label the rows of a table",
    args: [table],
    outputs: ["labels"],
  },
  "tabular-regression": {
    summary: "predict a number for each row of a table",
    args: [table],
    outputs: ["numbers"],
  },
  "tabular-to-text": { summary: "describe a table in words", args: [table], outputs: ["text"] },
  "table-to-text": { summary: "describe a table in words", args: [table], outputs: ["text"] },
  "multiple-choice": {
    summary: "choose the best of several answers",
    args: [question, list(arg("choices", "text", "the answers", ["options", "candidate_labels"]))],
    outputs: ["labels"],
  },
  "text-ranking": {
    summary: "order texts by how well they answer a query",
    args: [arg("query", "text", "the query", ["text", "question", "source_sentence"]), sentences],
    outputs: ["numbers"],
    aliases: ["reranking", "text-reranking"],
  },
  "text-retrieval": { summary: "find texts that answer a query", args: [text], outputs: ["text"] },
  "visual-document-retrieval": {
    summary: "order pages by how well they answer a query",
    args: [
      arg("query", "text", "the query", ["text", "question"]),
      list(arg("images", "image", "the pages", ["image", "pages"])),
    ],
    outputs: ["numbers"],
  },
  "time-series-forecasting": {
    summary: "continue a series of numbers",
    args: [table],
    outputs: ["table"],
    aliases: ["forecasting"],
  },
  "any-to-any": {
    summary: "answer in any medium from any medium",
    args: [text, optional(image)],
    outputs: ["text"],
  },
  "graph-ml": { summary: "learn on graphs", args: [], outputs: [] },
  "reinforcement-learning": { summary: "act in an environment", args: [], outputs: [] },
  robotics: { summary: "control a robot", args: [], outputs: [] },
  other: { summary: "anything else", args: [], outputs: [] },
};

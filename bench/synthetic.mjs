import { createHash } from "node:crypto";

/**
 * Invented models in the shape of the Hub's: the same number gives the same model on every machine. Words follow Zipf's
 * law over an invented vocabulary, texts cluster in subjects, tasks and downloads are spread as on the Hub.
 */

/** Shares of the tasks among models worth keeping, in per mille, roughly as on the Hub. */
const TASKS = {
  "text-generation": 300,
  "text-to-image": 120,
  "text-classification": 70,
  "image-text-to-text": 45,
  "feature-extraction": 40,
  "sentence-similarity": 40,
  "automatic-speech-recognition": 35,
  "token-classification": 30,
  "image-classification": 30,
  "fill-mask": 25,
  translation: 25,
  "text-to-speech": 20,
  "question-answering": 15,
  summarization: 12,
  "object-detection": 12,
  "image-segmentation": 10,
  "image-to-text": 10,
  "zero-shot-image-classification": 8,
  "text-to-video": 8,
  "image-to-image": 8,
  "audio-classification": 7,
  "zero-shot-classification": 6,
  "reinforcement-learning": 5,
  "depth-estimation": 4,
  "video-classification": 3,
  "text-to-audio": 3,
  "audio-to-audio": 3,
  "time-series-forecasting": 3,
  "mask-generation": 2,
  "visual-question-answering": 2,
  "document-question-answering": 2,
  "tabular-classification": 1,
};
/** Words that nearly every card has, the commonest first, as Zipf's law wants them. */
const COMMON = (
  "model the of and to a in for on is with this that trained dataset data training language fine tuned from text base " +
  "image results version using license evaluation speech english large learning accuracy transformers performance " +
  "generation score batch size rate loss library tokenizer input output classification weights quality research " +
  "test set limitations intended uses audio translation sentence embedding similarity question answer video object " +
  "detection segmentation summary chat instruct code medical legal financial news sentiment review customer document " +
  "multilingual german french spanish chinese hindi arabic japanese small tiny fast mobile domain health science math"
).split(" ");
const VOCABULARY = 60_000;
const SUBJECTS = 1500;
const SUBJECT_WORDS = 60;
const LANGUAGES = ["en", "en", "en", "en", "de", "fr", "zh", "es", "ja", "hi", "ar", "sw"];
const LICENSES = ["apache-2.0", "apache-2.0", "mit", "cc-by-4.0", "openrail", "llama3.1", "other"];
const LIBRARIES = [
  "transformers",
  "transformers",
  "transformers",
  "diffusers",
  "sentence-transformers",
  "peft",
  "timm",
];
const SYLLABLES =
  "ba ce di fo gu ka le mi no pu ra se ti vo xu za ber cal don fen gar hol jin kor lam mer nol pan quo ris sol tan ver wis yor".split(
    " ",
  );

/** Returns a source of numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function word(rank) {
  if (rank < COMMON.length) return COMMON[rank];
  let made = "";
  for (let left = rank; left > 0; left = Math.floor(left / SYLLABLES.length))
    made += SYLLABLES[left % SYLLABLES.length];
  return made;
}

/** A rank by Zipf's law with exponent 1: the logarithm of the rank is uniform. */
function zipf(next, from, to) {
  return Math.floor(from * (to / from) ** next());
}

function subjectWords(subject) {
  const next = random(0x5eed + subject);
  return Array.from({ length: SUBJECT_WORDS }, () => word(zipf(next, 60, VOCABULARY)));
}

const subjects = new Map();
function wordsOf(subject) {
  let words = subjects.get(subject);
  if (words === undefined) {
    words = subjectWords(subject);
    subjects.set(subject, words);
  }
  return words;
}

const pick = (next, list) => list[Math.floor(next() * list.length)];
const TASK_NAMES = Object.keys(TASKS);
const TASK_SHARES = Object.values(TASKS);
const ALL_SHARES = TASK_SHARES.reduce((sum, share) => sum + share, 0);

function taskOf(next) {
  let at = next() * ALL_SHARES;
  for (const [i, share] of TASK_SHARES.entries()) {
    at -= share;
    if (at < 0) return TASK_NAMES[i];
  }
  return TASK_NAMES[0];
}

/** Large subjects have most of the models, as large fashions do on the Hub. */
const subjectOf = (next) => zipf(next, 8, SUBJECTS + 8) - 8;

function sentence(next, task, subject) {
  const length = 8 + Math.floor(next() * 12);
  const own = wordsOf(subject);
  const words = Array.from({ length }, () => {
    const kind = next();
    if (kind < 0.25) return own[Math.floor(next() ** 2 * own.length)];
    if (kind < 0.33) return pick(next, task.split("-"));
    return word(zipf(next, 1, VOCABULARY) - 1);
  });
  return `${words[0][0].toUpperCase()}${words.join(" ").slice(1)}.`;
}

const hex = (text, length) => createHash("sha256").update(text).digest("hex").slice(0, length);

/** Returns model number n: an item of the Hub's listing, and its card. */
export function syntheticModel(n) {
  const next = random(n * 2_654_435_761 + 1);
  const task = taskOf(next);
  const subject = subjectOf(next);
  const own = wordsOf(subject);
  const language = pick(next, LANGUAGES);
  const license = pick(next, LICENSES);
  const library = pick(next, LIBRARIES);
  const id = `${pick(next, own)}-lab/${pick(next, own)}-${task.split("-")[0]}-${pick(next, own)}-${n.toString(36)}`;
  const createdAt = new Date(Date.UTC(2022, 0, 1) + n * 1500_000).toISOString();
  const tags = [library, language, task, pick(next, own), `license:${license}`, "region:us"];
  const item = {
    _id: hex(`id ${n}`, 24),
    id,
    modelId: id,
    author: id.split("/")[0],
    sha: hex(`sha ${n}`, 40),
    private: false,
    disabled: false,
    gated: false,
    createdAt,
    lastModified: createdAt,
    downloads: Math.floor(1000 * next() ** -0.9),
    likes: Math.floor(5 * next() ** -0.7),
    tags,
    cardData: { license, language, library_name: library, pipeline_tag: task },
    pipeline_tag: task,
    library_name: library,
    safetensors: { total: Math.floor(1e7 * next() ** -1.2) },
  };
  const paragraph = () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => sentence(next, task, subject)).join(" ");
  const readme = `---\nlicense: ${license}\nlanguage: ${language}\nlibrary_name: ${library}\npipeline_tag: ${task}\n---\n\n# ${id.split("/")[1]}\n\n${paragraph()}\n\n## Intended uses\n\n${paragraph()}\n\n## Training\n\n${paragraph()}\n`;
  return { item, readme };
}

/** Returns need number n in words, and the task it is for. Needs speak of subjects and tasks as cards do. */
export function syntheticNeed(n) {
  const next = random(0xbeef + n * 40_503);
  const task = taskOf(next);
  const subject = subjectOf(next);
  const own = wordsOf(subject);
  const length = 6 + Math.floor(next() * 8);
  const words = Array.from({ length }, () => {
    const kind = next();
    if (kind < 0.35) return own[Math.floor(next() ** 2 * own.length)];
    if (kind < 0.6) return pick(next, task.split("-"));
    return word(zipf(next, 1, 3000) - 1);
  });
  return { text: `We need ${words.join(" ")}`, task };
}

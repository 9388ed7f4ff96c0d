import { oneLine } from "@hugginggpt/shared";
import type { Block } from "./blocks.js";
import { sentencesOf } from "./sentences.js";

const MAX_SUMMARY = 300;
/** A first sentence longer than this stands alone. */
const ENOUGH = 140;
/** How many sentences and blocks are examined. */
const MAX_SENTENCES = 16;
const MAX_BLOCKS = 12;

/** Words of sentences that say what a model is or does. */
const ABOUT_MODEL =
  /\b(?:models?|checkpoint|network|transformer|classifier|detector|encoder|decoder|pipeline|embeddings?|(?:fine-?|pre-?)?tun(?:ed|ing)|trained|pre-?trained|version of|variant|generat(?:es?|ion|ed|ing)|translat(?:es?|ion|ing|or)|recogni(?:tion|[sz]\w*)|ocr|separation|enhancement|identification|vocoder|classif(?:y|ies|ication)|detect(?:s|ion)?|segment(?:s|ation)?|summari[sz](?:es?|ation)|predicts?|maps?|extracts?|answers?|synthesi[sz]\w*|diffusion|lora|speech|designed|implementation|distilled|quanti[sz]ed|converted|supports?)\b/i;
const STRONG =
  /^(?:this|the|our|a|an|it)\b.{0,80}\b(?:models?|checkpoint|version|repository|network|classifier|lora|pipeline)\b|\b(?:is|are) (?:a|an|the)\b|\b(?:fine-?tuned|trained|pre-?trained|distilled) (?:version|model|on|for|from|using|with)/i;
/** How sentences begin that address the reader, or that are about the authors or the page. */
const NOISE =
  /^(?:please|note|notes|warning|important|disclaimer|update|updated|news|hint|tip|if|click|see|check|visit|download|install|run|try|join|follow|thanks|thank|contact|for (?:more|further|details|examples)|to (?:use|load|run|get|install|reproduce)|first|then|next|here|below|above|you can|you may|you should|you need|we recommend|we hope|we thank|i hope|feel free|by downloading|license|licence|copyright|paper|code|blog|github|demo|colab|author|authors|developed by|created by|last updated|released|disclaimer|more info|therefore|however|moreover|thus|while|since|although|but|and|also|(?:figure|table) \d|examples?|clone|load|prepare|more models|without|with this|when using|access to|inspired|here'?s|input|output|prompt|negative prompt|steps|usage|todo|coming soon|work in progress|like|don't|do not|make sure|refer|read|the (?:code|following|paper|example|script|table|image|abstract)|in this (?:section|example)|this section|this model is (?:deprecated|by no means)|image (?:from|source)|using|support me|buy me)\b/i;
const KEY_VALUE = /^\p{L}[\p{L}()/-]*(?: [\p{L}()/-]+){0,2}:(?:\s|$)/u;
/** The lowest score of a sentence that says something about the model. */
const MIN_SCORE = 0.2;

/**
 * Returns what a card says its model is: one sentence, or two if both fit into 300 characters. The first sentence about
 * a model wins over earlier ones about something else. Without any, returns the card's title, or an empty text.
 */
export function summarizeCard(blocks: readonly Block[]): string {
  const sentences = candidates(blocks);
  let best = -1;
  let bestScore = MIN_SCORE;
  for (const [at, sentence] of sentences.entries()) {
    const score = scoreOf(sentence.text, at) * (sentence.isItem ? 0.5 : 1);
    if (score > bestScore) {
      best = at;
      bestScore = score;
    }
  }
  const first = sentences[best];
  if (!first) return title(blocks);
  const second = sentences[best + 1];
  const together = second ? `${first.text} ${second.text}` : "";
  const isPair =
    second && first.block === second.block && first.text.length < ENOUGH && scoreOf(second.text, 0) > 0;
  const summary = isPair && together.length <= MAX_SUMMARY ? together : first.text;
  return oneLine(summary.replace(/\s*:$/, "."), MAX_SUMMARY);
}

interface Sentence {
  readonly text: string;
  readonly block: number;
  readonly isItem: boolean;
}

function candidates(blocks: readonly Block[]): Sentence[] {
  const prose = blocks.filter(({ kind }) => kind !== "title").slice(0, MAX_BLOCKS);
  return prose
    .flatMap(({ text, kind }, block) =>
      sentencesOf(text.slice(0, 1_500)).map((sentence) => ({
        text: sentence,
        block,
        isItem: kind === "item",
      })),
    )
    .slice(0, MAX_SENTENCES);
}

/** Returns 0 for a sentence that is no summary; else more if it says what a model is, and less the later it comes. */
function scoreOf(sentence: string, at: number): number {
  const words = sentence.split(/\s+/).length;
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(
    sentence,
  );
  if (wide ? sentence.length < 10 : words < 4 || sentence.length < 20) return 0;
  if (NOISE.test(sentence.replace(/^[^\p{L}]+/u, ""))) return 0;
  const about = (wide || ABOUT_MODEL.test(sentence) ? 1 : 0) + (STRONG.test(sentence) ? 0.5 : 0);
  const form = KEY_VALUE.test(sentence) ? 0.25 : sentence.endsWith(":") ? 0.6 : 1;
  return ((0.5 + about) * form) / (1 + at * 0.35);
}

/** Returns the card's title if it has more than two words; else an empty text. */
function title(blocks: readonly Block[]): string {
  const [first] = blocks;
  const wordy = first?.kind === "title" && first.text.split(" ").length > 2;
  return wordy ? oneLine(first.text, MAX_SUMMARY) : "";
}

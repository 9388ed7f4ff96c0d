const SEGMENTER = new Intl.Segmenter("en", { granularity: "sentence" });
/** Abbreviations whose full stop does not end a sentence. */
const ABBREVIATION =
  /(?:\b(?:et al|e\.g|i\.e|vs|[Cc]f|[Ff]ig|[Ee]q|approx|resp|Dr|Mr|Ms|Prof|No|[Vv]ol|Inc|Ltd|St)|(?<!\p{L})\p{Lu}|^\d{1,2})\.\s*$/u;

/** Returns the sentences of a text in order, trimmed. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of SEGMENTER.segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open.length > 20 ? `…${open.slice(-20)}` : open)) continue;
    sentences.push(open.trim());
    open = "";
  }
  if (open.trim() !== "") sentences.push(open.trim());
  return sentences.filter((sentence) => sentence !== "");
}

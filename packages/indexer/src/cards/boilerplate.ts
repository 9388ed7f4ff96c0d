/** How titles begin whose sections say nothing about what a model does. */
const LOW_VALUE =
  /^(?:environmental impact|carbon (?:emissions|footprint)|co2|citations?\b|citing|cite\b|bibtex|how to cite|references?$|bibliography|glossary|(?:model card )?(?:authors?|contacts?)\b|contacts?\b|technical specifications|framework versions|(?:training )?hyper-?parameters|training results|table of contents?|contents$|toc$|licen[cs]es?\b|licensing|acknowledge?ments?|credits|changelog|change log|release notes|compute infrastructure|hardware$|software$|more information|contributing|contributors|donat|sponsor|support us|discord|follow us|sources?$|model sources|links?$|demo$|model card authors|quick links|resources$|files?$|related (?:models|work))/;

/** Titles that every card has. The text under them counts, the title does not. */
const GENERIC =
  /^(?:model card(?: for)?(?: model id)?|model (?:details|description|summary|overview|information|usage)|description|overview|summary|introduction|abstract|about|details|(?:direct |downstream |out-of-scope |intended )?us(?:e|es|age|ing)(?: ?(?:&|and|cases).*| with .*| in .*)?|intended uses.*|how (?:to|do i) (?:use|get started).*|how to.*|get(?:ting)? started.*|quick ?start.*|examples?|training(?: (?:data|procedure|details|set|dataset|and evaluation data))?|evaluation(?: (?:data|results?|procedure|metrics))?|results?|preprocessing|pretraining|fine-?tuning|testing data.*|metrics|factors|limitations?.*|bias.*|risks.*|recommendations|ethical considerations.*|note|notes|update|updates|news|disclaimer|data|dataset|datasets|inference|installation|requirements|performance|benchmarks?|speeds.*|supported tasks.*|tl;?dr|readme|model|features|parameters|model trained using autotrain)$/;

/** Lines that tools and templates write into cards. */
const TEMPLATE_LINES: readonly RegExp[] = [
  /more information needed/i,
  /^disclaimer: the team releasing/i,
  /did not write a model card for this model/i,
  /this is the model card of a .{0,4}transformers model that has been pushed on the hub/i,
  /this model card has been automatically generated/i,
  /this model card has been generated automatically/i,
  /should probably proofread and complete it/i,
  /should be made aware of the risks, biases and limitations/i,
  /^use the code below to get started/i,
  /machine learning impact calculator/i,
  /this modelcard aims to be a base template/i,
  /^provide (?:a )?(?:quick|longer) summary of what (?:the|this) model is/i,
  /^<!-- ?provide/i,
  /it achieves the following results on the evaluation set/i,
  /the following hyperparameters were used during training/i,
  /^(?:more information|see the) .{0,60}model hub/i,
  /^see the model hub to look for fine-?tuned versions/i,
  /you can use the raw model for .{0,80} see the model hub/i,
  /^here is how to use this model/i,
  /^click (?:here|on)\b/i,
  /^entry not found$/i,
  /^access to model \S+ is restricted/i,
  /^model trained using autotrain/i,
  /\bverifytoken:/i,
  /^version https:\/\/git-lfs/i,
];

/** A result of an evaluation: "Loss: 0.4521", "F1 = 91.2 %". */
const FIGURE = /^[\p{L}\p{N} _@/().+-]{1,60}[:=]\s*[-+]?[\d.,]+(?:e[-+]?\d+)?\s*%?$/u;

/** How much of a line is examined, in characters. */
const MAX_LOOKED_AT = 300;

/** Returns true for a title whose section is left out, with all sections under it. */
export function isLowValueTitle(title: string): boolean {
  return LOW_VALUE.test(normalTitle(title));
}

/** Returns true for a title that is the same in every card. */
export function isGenericTitle(title: string): boolean {
  return GENERIC.test(normalTitle(title));
}

/** Returns true for a line of a template, for a figure, and for a line that does not consist of words. */
export function isBoilerplate(line: string): boolean {
  const text = line.slice(0, MAX_LOOKED_AT);
  return TEMPLATE_LINES.some((shape) => shape.test(text)) || FIGURE.test(text) || !isProse(text);
}

/** Returns true if most characters are letters, which is not so in rows of symbols, figures and paths. */
function isProse(text: string): boolean {
  const letters = text.replace(/[^\p{L}\p{M}]+/gu, "").length;
  const marks = text.replace(/\s+/g, "").length;
  return letters >= 2 && letters * 2 > marks;
}

function normalTitle(title: string): string {
  return title
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}\p{N})]+$/gu, "")
    .replace(/\s+/g, " ");
}

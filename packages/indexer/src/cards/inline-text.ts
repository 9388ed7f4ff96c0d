// Every quantifier is bounded, or stops at the character that begins the pattern: hostile text takes linear time.
const IMAGE = /!\[[^[\]]{0,500}\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^[\]]{0,200}\])/g;
const LINK = /\[([^[\]]{0,1000})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^[\]]{0,200}\])/g;
const DEFINITION = /^ {0,3}\[[^[\]]{1,200}\]:\s.*$/gm;
const FOOTNOTE_MARK = /\[\^[^[\]\s]{1,40}\]/g;
const URL = /<?\bhttps?:\/\/[^\s<>()[\]"']{0,2000}[^\s<>()[\]"'.,;:!?]>?/g;
const EMAIL = /<?\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}>?/g;
const DATA_URL = /data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]*/g;
/** Hashes, keys and encoded data: no word is as long, and languages without spaces use other letters. */
const BLOB = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{100,}/g;
const PLACEHOLDER = /\{\{[^{}]{0,300}\}\}/g;
const EMPHASIS = /(\*{1,3}|~~)(?=\S)|(?<=\S)(\*{1,3}|~~)|(?<![\w`])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w`])/g;

/** Returns text without base64 data. Call it before cutting a text, which may begin with an embedded image. */
export function withoutData(text: string): string {
  return text.replace(DATA_URL, "");
}

/**
 * Returns Markdown without its inline notation. Links become their text. Images, badges, addresses, reference
 * definitions, placeholders of templates, and marks of emphasis and code are dropped. Lines and headings stay.
 */
export function withoutInlineMarks(markdown: string): string {
  // Twice, because a badge is an image in a link: the second round drops the empty link.
  let text = markdown.replace(IMAGE, "").replace(IMAGE, "").replace(LINK, "$1").replace(LINK, "$1");
  text = text.replace(DEFINITION, "").replace(FOOTNOTE_MARK, "").replace(PLACEHOLDER, "");
  text = text.replace(URL, "").replace(EMAIL, "").replace(BLOB, "");
  return text
    .replaceAll("`", "")
    .replace(/\(\s{0,20}\)|\[\s{0,20}\]/g, "")
    .replace(EMPHASIS, "")
    .replace(/\\([!#*_`[\]()~<>|{}+.-])/g, "$1");
}

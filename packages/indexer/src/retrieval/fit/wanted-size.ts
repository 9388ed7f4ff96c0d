/** What a small or fast one is, at most two words later: else "small" speaks of what is in a picture or a text. */
const A_MODEL =
  "(?:model|version|detector|classifier|checker|reader|encoder|embedd|recogni[sz]er|caption|translator|summari[sz]er|finder|tagger|transcriber|network|chatbot|voice|ocr|asr|tts|one\\b)";
const SMALL_ONE = `\\b(?:small(?:est|er)?|tin(?:y|iest)|little|light(?:er|est|weight)?|fast(?:er|est)?|quick(?:er|est)?|compact)\\b(?:[\\s,-]+(?:\\w+[\\s,-]+){0,2}${A_MODEL}|[ -]enough)`;
/** A phone or a laptop at the end of a need is where it runs; anywhere else it may be what a picture shows. */
const DEVICE =
  "\\b(?:on|for|in) (?:an? |my |the |your )?(?:\\w+ )?(?:(?:phone|smartphone|iphone|laptop|browser)[.!?]*$|raspberry|cpu|android|edge device|microcontroller)";
const SMALL_WORDS =
  "\\b(?:something (?:small|light|fast|quick|tiny)|runs? (?:quick|fast)|low[ -](?:memory|latency|resource)|little (?:memory|ram)|real[ -]?time|mobile app|phone app|not too (?:big|large|heavy)|without (?:a )?gpu|no gpu)|(?:kleine|schnelle|leichte)\\w* modell|auf (?:dem|einem) handy|modelo (?:peque|ligero|r[aá]pido|leve)|en (?:el|un) m[oó]vil|(?:petit|mod[eè]le l[eé]ger|mod[eè]le rapide)\\w* mod[eè]le|mod[eè]le (?:l[eé]ger|rapide)|(?:маленьк|быстр|легк|лёгк)\\S* модел|на телефон|小模型|轻量|手机上|小さいモデル|軽量|가벼운";
const SMALL = new RegExp([SMALL_ONE, DEVICE, SMALL_WORDS].join("|"), "i");
const LARGE =
  /\b(?:(?:most|more) accurate|(?:best|highest|top) (?:possible )?(?:quality|accuracy)|(?:biggest|largest|strongest|most powerful) (?:\w+ )?(?:model|one|version)|size (?:doesn['’]?t|does not|is no) |no matter how (?:big|large|slow)|state[ -]of[ -]the[ -]art|genaueste\w*|m[aá]s preciso|le plus pr[eé]cis)|самый точный|самая точная|最准确|最高精度/i;

/** Without one of these a need speaks of no size: most do not, and compiling the rest takes longer than a short search. */
const HINT =
  /small|tin[yi]|little|light|fast|quick|compact|phone|laptop|browser|raspberry|cpu|gpu|android|device|controller|memory|latency|resource|ram|time|mobile|large|heavy|big|strong|power|size|matter|state|accura|qualit|model|mod[eè]le|m[oó]vil|handy|genau|precis|précis|модел|телефон|точн|模型|轻量|手机|モデル|軽量|가벼|准确|精度/i;

/** Returns 1 for a need that asks for the best whatever its size, -1 for one that asks for a small or fast model, else 0. */
export function wantedSize(text: string): -1 | 0 | 1 {
  if (!HINT.test(text)) return 0;
  if (SMALL.test(text)) return -1;
  return LARGE.test(text) ? 1 : 0;
}

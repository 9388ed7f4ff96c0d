import { patterns } from "../pattern.js";
import { MAKE, NOUNS } from "../words.js";
import { CLASSIFY, EDIT, type VocabularyRow } from "./vocabulary-row.js";

const IMG = `(?:${NOUNS.image})`;
const VID = `(?:${NOUNS.video})`;

/** A drawing of outlines, which a guide is. */
const SKETCH =
  "(?:(?:pencil|hand-drawn|rough) )*(?:sketch|scribble|doodle|line art|(?:pencil|line|outline) drawing)\\b";

/** What is drawn from a picture that is there, and makes no picture from words. */
const TRACED =
  "(?:(?:the|its|their|all) )?(?:(?:straight|soft|main|bounding) )?(?:lines|edges|contours|outlines|poses?|segments|boxes|normals)\\b|(?:(?:the|an?|its) )?(?:depth|normal) map\\b|(?:the )?outlines? of (?:the|this|that|it|each)\\b|(?:a )?(?:box|frame|rectangle) a?round\\b";

/** "make this look like a film poster": what it is to look like is not what is made. */
const LOOKS_LIKE = "\\blooks? (?:like|as (?:if|though))\\b";

/** How tasks on pictures and 3D objects are asked for. */
export const PICTURE_WORDS: readonly VocabularyRow[] = [
  {
    task: "image-to-text",
    about: "image",
    words: patterns(
      "\\b(?:describe|caption|captions|describing(?! (?:the|this|that|these|its|each) (?:\\w+ )?(?:answer|results?|text|summary|story|labels?|class\\w*|entit\\w+|objects?|output))|ocr)\\b",
      "\\b(?:read|extract|get|recogni[sz]e|copy|pull|find|convert|transcribe|translate|understand)\\b.*\\b(?:texts?|words|writing|handwriting|letters|lines|sign)\\b.*\\b(?:in|from|on|of|shown|out)\\b",
      `\\b(?:text|words?|writing|textual)\\b(?: content)?s? (?:extracted )?(?:in|from|on|inside) (?:the |this |that |an? |my |our )?(?:\\w+ )?${IMG}`,
      `\\b(?:text description|textual description|description|caption) (?:of|for) (?:it\\b|them\\b|what\\b|(?:the|this|that|these|my|each|its|our)\\b|(?:an? )?(?:\\w+ )?${IMG})`,
      "\\bwhat(?: is| are| do you see| can you see|['’]s) (?:there )?(?:in|on|shown|happening|depicted)\\b",
      "\\b(?:take|lift|grab)\\b.*\\b(?:texts?|words|writing)\\b.*\\b(?:from|off|out of)\\b",
      "\\bwhat (?:text|words|writing) (?:is|are|does|do)\\b|\\b(?:is|are) there (?:any |some )?(?:text|words|writing)\\b",
      "\\bwhat (?:does|do)\\b.*\\b(?:show|depict|represent|look like|read)s?\\b",
      `\\bwhat (?:does|do) (?:it|this|that|(?:the|this|that|my) (?:\\w+ )?(?:signs?|posters?|notices?|notes?|cards?|labels?|pages?|lines?|boards?|plaques?|banners?|scans?|${IMG}))(?: in «?image\\S*)? says?(?: (?:in|on) .*)?\\W*$`,
      "\\bwhat(?:'s| is| was| has been)? (?:written|printed|engraved|spelled)\\b",
      `\\b(?:transcribe|type (?:up|out)|digiti[sz]e)\\b (?:(?:the|this|that|these|my|an?) )?(?:\\w+ )?(?:${IMG}|scan|page|sign|letter|note|label|document)\\b`,
      "\\b(?:type|write|spell|copy) (?:up|out|down) what (?:it|this|that|(?:the|this) \\w+) (?:says?|reads?)\\b",
      "\\b(?:read|decipher|make out) (?:the|this|that|my|his|her|their) (?:\\w+ )?(?:handwriting|writing|scribbles?|inscription)\\b",
      "\\b(?:as|into) (?:\\w+ )?(?:structured|fields|json|key[- ]value)\\b|\\bline items\\b",
      "\\b(?:items|lines|products|articles|positions)\\b.*\\b(?:and|with) (?:their |the |its )?(?:prices?|amounts?|costs?)\\b",
    ),
    unless: /\btables?\b/i,
  },
  {
    task: "image-segmentation",
    words: patterns(
      "\\b(?:separate|split|divide|cut|mask)\\b.*\\bmasks?\\b",
      "\\bsegment\\w*\\b",
      "\\bcut\\b(?: \\S+){0,4} out\\b",
      "\\b(?:remov\\w+|eras\\w+|strip|delet\\w+|cut|clear|drop|get rid of|take (?:away|out|off))\\b(?!.*\\b(?:in|from) the background)[^,]*\\bbackground\\b(?! noise| music| in (?!the\\b|this\\b|that\\b|my\\b|it\\b|«))|\\bbackground removal\\b",
      "\\bhighlight\\w*\\b.*\\bobjects?\\b|\\bobjects? highlighted\\b",
    ),
    unless: /\b(?:everything|anything|speech segments?)\b/i,
  },
  {
    task: "image-segmentation",
    about: "image",
    words: patterns(
      "^(?:isolate|partition)\\b",
      "\\bbackground\\b.*\\b(?:transparent|removed|gone|away|off)\\b|\\btransparent background\\b|\\bwithout (?:the|its|a|any) background\\b",
      "^(?:separate|split|divide|mask)\\b",
      `\\blabel (?!(?:(?:the|this|that|these|my|each|every|all) )?(?:\\w+ )?(?:${IMG}|objects?)|(?:it|this|that|them)\\b)(?:(?:the|all|every|each) )?[\\w-]+\\W*$`,
    ),
  },
  {
    task: "mask-generation",
    words: patterns(
      "\\b(?:segment|outline|mask) (?:everything|anything|all)\\b(?! (?:the )?objects)",
      "\\b(?:generate|make|create) masks?\\b",
    ),
  },
  {
    task: "depth-estimation",
    words: patterns(
      "\\bdepth\\b",
      "\\bhow far\\b.*\\b(?:away|is|are)\\b",
      "\\b(?:closer|further|distances?)\\b.*\\bcamera\\b",
      "\\bwhich (?:\\w+ )?(?:objects?|things?|ones?)\\b.*\\b(?:closer|closest|nearer|nearest|further|farther|farthest)\\b",
      "\\bdistance (?:of|to|from|between)\\b",
    ),
  },
  {
    task: "canny-control",
    words: patterns("\\b(?:edges|contours|edge map)\\b|\\boutlines? of\\b"),
    about: "image",
    unless:
      /\b(?:remove|sharpen|blur|smooth|soften|everything|anything|scribbles?|doodles?|soft[- ]edges?|hed)\b/i,
  },
  {
    task: "hed-control",
    about: "image",
    words: patterns("\\bsoft[- ]edges?\\b", "\\bhed\\b"),
  },
  {
    task: "scribble-control",
    about: "image",
    words: patterns(
      "\\b(?:turn|convert|reduce|trace|change|transform|make|draw|get|extract|create)\\b.*\\b(?:scribbles?|doodles?|line art)\\b",
      `^(?:an? |the )?${SKETCH}(?: (?:of|from) (?:it|this|that|(?:the|this|that|my|our) [\\w «»]{1,30}))?\\W*$`,
      `\\b(?:${MAKE})\\b.*\\b${SKETCH} (?:of|from|out of) (?:it|this|that|(?:the|this|that|my) (?:\\w+ )?${IMG})\\W*$`,
      `\\b(?:turn|convert|transform|change|make|draw)\\b.*\\b(?:into|to|as) (?:an? )?(?:pencil )?sketch\\b`,
    ),
    unless: /\b(?:scribbles?|doodles?|line art) (?:in)?to\b/i,
  },
  {
    task: "mlsd-control",
    about: "image",
    words: patterns(
      "\\b(?:detect|find|draw|extract|show|identify|trace)\\b.*\\b(?:straight )?lines\\b(?! of text)",
    ),
    unless: /\b(?:text|poem|read|words|outlines?)\b/i,
  },
  {
    task: "normal-control",
    about: "image",
    words: patterns("\\b(?:surface )?normals\\b(?:.*\\bmap\\b)?|\\b(?:surface )?normal maps?\\b"),
  },
  ...guided("canny", "edges?|edge map|outlines?|contours?"),
  ...guided("hed", "soft[- ]edges?"),
  ...guided("mlsd", "straight lines?|line drawing"),
  ...guided("normal", "normals?|normal map"),
  ...guided("depth", "depth (?:map|image)"),
  ...guided("openpose", "poses?|skeleton"),
  ...guided("scribble", "scribbles?|doodle"),
  {
    task: "keypoint-detection",
    words: patterns("\\b(?:key ?points?|joints|skeleton|body pose|poses?|facial landmarks|landmarks)\\b"),
    about: "image",
  },
  {
    task: "zero-shot-object-detection",
    about: "image",
    words: patterns(
      `\\b(?:find|locate|spot|point out|where(?: exactly)? is|where(?: exactly)? are)\\b (?:the|a|an|all|my|every|each) .*\\b(?:in|on|of)\\b.*${IMG}`,
      `^where (?:\\w+ ){0,3}?(?:in|on) (?:the |this |that |my )+${IMG} (?!(?:was|were|did)\\b)`,
      "\\b(?:find|locate|spot|point out) (?:(?:the|a|an|all|my|every|each|any) )?«q",
      "^(?:find|locate|spot|point out) (?:my|all|every|each|any) [\\w' -]{2,30} (?:in|on) (?:this|that|the|here|it)\\b",
    ),
    unless:
      /\b(?:objects?|things|items|text|words|answer|questions?|similarity|depth|emotion)\b|\b(?:in|on|from) (?:the|this|my) (?:\w+ ){0,2}(?:contract|form|invoice|receipt|document|letter|bill)\b/i,
  },
  {
    task: "document-question-answering",
    about: "image",
    words: patterns(
      "\\b(?:find|extract|get|pull|give me|tell me|look up|locate)\\b.*\\b(?:in|from|on|of) (?:the|this|that|my) (?:\\w+ ){0,2}(?:contract|agreement|form|invoice|receipt|bill|statement|certificate|document)\\b",
    ),
    unless: /\b(?:text|words|writing|handwriting|items|summary|objects?|tables?|entit\w+|names)\b/i,
  },
  {
    task: "object-detection",
    about: "image",
    words: patterns(
      "\\b(?:detect\\w*|find|locate|identif\\w+(?! (?:the|this) (?:animal|car|person|product|vehicle) (?:in|on|from)\\b)|spot|list)\\b.*\\b(?:objects?|things|items|cars?|people|persons?|faces?|animals?|vehicles?|products?)\\b",
      "\\b(?:which|what) (?:objects|items)\\b|^(?:list|name) everything\\b",
      "\\bdetect\\b (?:what|everything)\\b",
      "\\bcount\\b",
      "\\bbounding boxes\\b",
      "\\b(?:draw|put)\\b (?:\\w+ )?(?:boxes\\b|(?:box|frames?|rectangles?) (?:a?round|on|over)\\b)",
      "^(?:mark|box|circle|frame) \\S",
      "^(?:find|locate|spot|show me) (?:the|all|any|every) (?:pictures?|figures?|illustrations?|tables?|photos?|drawings?) (?:in|on) (?:this|the|that|my)\\b",
      "^(?:show|tell|say|see|check|point)\\b.*\\bwhere (?:the|all|my|any|every|each) [\\w' -]{2,30} (?:is|are)\\b",
      "\\b(?:mark|box|circle|frame) (?:them|it|where|each|every|all|the)\\b",
    ),
    unless: /\bsegment|\bdepth\b|\bsimilarity\b|\bclos(?:er|est)\b/i,
  },
  {
    task: "image-classification",
    about: "image",
    words: patterns(
      "\\bis (?:this|it|that)(?: \\w+)? (?:an? )?[\\w -]{2,40} or (?:an? )?[\\w -]{2,40}\\?",
      "\\b(?:what|which) (?:disease|illness|variety|dish|emotion|expression|age|animal|plant|bird|flower|fruit)\\b|\\bhow old\\b",

      CLASSIFY,
      "\\bidentify (?:the|this) (?:animal|bird|dog|cat|fish|insect|bug|butterfly|spider|snake|flower|tree|plant|mushroom|fruit|vegetable|dish|food|car|plane)\\b(?! (?:and|or)\\b)",
      "^what(?:['’]s| is) (?:this|that|the) (?!.*\\b(?:person|man|woman|boy|girl|guy|actor|street|place|city|shop|company|brand|song|book|film|movie)\\b)[\\w-]+(?: [\\w-]+)? called\\b",
      "^(?:\\S+ )?is (?:what|which) [^\\s«]+\\?$",
      "\\b(?:class|category) of (?:the|this|that|it|«image)",
      "\\b(?:what|which) (?:kind|type|sort|breed|species|category|class)\\b",
      "^(?:what|which) (?:dog|cat|bird|fish|insect|butterfly|spider|snake|horse|animal|flower|tree|plant|mushroom|fruit|leaf|rock|mineral|dish|car|plane|aircraft)s? (?:is|are) (?:this|that|it|these|those)\\b",
      "\\bwhat (?:it|the (?:image|picture|photo)|this) (?:represents|is|shows)\\b",
    ),
    unless: /\bwhat (?:does|do) (?:the|this|that|its) labels? \b/i,
  },
  {
    task: "image-feature-extraction",
    about: "image",
    words: patterns(
      "\\b(?:image|visual) features?\\b",
      "\\b(?:embed|embeddings?|feature vectors?|vector representation|feature extraction)\\b",
    ),
  },
  {
    task: "image-to-3d",
    about: "image",
    words: patterns("\\b3-?d\\b(?! (?:render|style|look|effect|cartoon|animation))"),
  },
  {
    task: "text-to-3d",
    words: patterns(`\\b(?:${MAKE}|model)\\b.*\\b3-?d\\b(?! (?:render|style|look|effect|cartoon|animation))`),
  },
  {
    task: "image-to-video",
    about: "image",
    words: patterns(
      "\\banimat(?:e|ed|ing)\\b",
      `\\b(?:turn|convert|transform|make|bring|change)\\b.*(?:${IMG}|\\bit\\b).*\\b(?:in)?to (?:an? )?(?:\\w+ )?(?:${VID}|animation|motion|life)`,
      `${VID} (?:from|of|out of) (?:the|this|that|my|an?) (?:\\w+ )?${IMG}`,
      "\\b(?:make|let|have) (?:it|him|her|them|this|that)\\b.*\\b(?:in|as) (?:the )?an? (?:\\w+ )?(?:video|clip|animation)\\b",
      "\\b(?:make|let|have)\\b (?:(?!looks?\\b|seem)[\\w«»'’-]+ ){1,5}?(?:to )?(?:move|moving|dance|walk|run|fly|jump|wave|wag|spin|swim|blink|gallop|come (?:alive|to life))\\b",
    ),
  },
  {
    task: "image-to-image",
    about: "image",
    words: patterns(
      `\\b(?:version|copy|variation)s? of (?:this|that|the|my) ${IMG} (?:in|as|with|without)\\b`,
      "\\b(?:picture|image|photo) (?:like|similar to) (?:this|that|the|my|it)\\b",

      "\\b(?:chang\\w+|replac\\w+|swap\\w*|remov\\w+|eras\\w+|delet\\w+|pixelat\\w+|add|apply|enhanc\\w+|improv\\w+|recreate|turn|transform\\w*|convert\\w*)\\b",
      "\\bmake (?:the|this|that|my|it|her|his|its|their)\\b|\\bgive (?:it|her|him|them) (?:an? |some )(?!title|name|caption|score|rating|label|summary|description|voice)",
      "^(?!is\\b|are\\b|was\\b).*\\bblack[- ]and[- ]white\\b",
      "^i(?:'d| would)? (?:want|need|like) (?:the|this|that|my|it|its)\\b.*\\bto (?:be|look|become|have)\\b",
      "\\b(?:in|into) (?:the|a|an?) (?:\\w+ )*style\\b|\\b(?:make|turn|paint|convert|transform|generate|change|want|need)\\b.*\\b(?:watercolou?rs?|oil painting|cartoon|comic|anime|caricature|mosaic|pop art)\\b",
    ),
    unless:
      /\b(?:text|speech|audio|table|video|3-?d|words|sound|label|movie|clip|animation|answer)\b|noise|\bblog\b/i,
  },
  {
    task: "image-to-image",
    about: "image",
    words: patterns(
      EDIT,
      LOOKS_LIKE,
      "\\b(?:anything|something) (?:you|we|i|one) can do\\b|\\bcan (?:it|this|that) be (?:fixed|saved|rescued|repaired|improved)\\b",
      "\\b(?:take|get)\\b.*\\b(?:out of|off|away|rid of)\\b",
      "\\bhow (?:would|will|could|might)\\b.*\\blooks? (?!like (?:what|it|he|she)\\b)\\S",
    ),
    unless: /\b(?:get|take) (?:the|all|any) (?:\w+ )?(?:texts?|words|writing)\b/i,
  },
  {
    task: "text-to-image",
    words: patterns(
      `\\b(?:make|create|generate|produce|render|design|synthesi[sz]e|build|give|show|need|want|get|provide)\\b (?:me |us )?(?:an? |some |one |two )(?:(?!from |of |with |for |based )[\\w-]+ ){0,4}?(?:images?|pictures?|photos?|photographs?|drawings?|paintings?|illustrations?|posters?|portraits?|logos?|artworks?|sketch(?:es)?|wallpapers?|watercolou?rs?|cartoons?|renderings?|icons?|avatars?|banners?|comics?)\\b`,
      "^an? (?:new|fresh|different) (?:[\\w-]+ ){0,2}(?:image|picture|photo|drawing|painting|illustration)\\b",
      `(?<!\\b(?:this|that|the|my|an?) (?:\\w+ )?)\\b(?:draw|paint|sketch|illustrate)\\b(?! (?:effect|filter|style))(?! (?:${TRACED}))(?! (?:the|this|that|my) ${IMG} (?:in|as|like)\\b)`,
      "^(?:visuali[sz]e|depict)\\b",
      "^design an? (?!.*\\b(?:plan|experiment|study|course|curriculum|lesson|questionnaire|survey|database|schema|api|algorithm|system|tests?|workflow|program\\w*|menu|diet|itinerary|game|strategy|campaign|prompt|query|website|app)\\b)",
    ),
    unless:
      /\b(?:edit|modify|describe|classify|caption|video|extract|description of|like (?:this|that|my))\b|\b(?:from|out of|of) (?:this|that|my) (?:photo|picture|image|portrait|selfie)\b/i,
  },
  { task: "text-to-image", without: "image", words: patterns(...named(`${IMG}|logos?|wallpapers?`)) },
  { task: "text-to-video", without: "video", words: patterns(...named(`${VID}|animations?`)) },
  { task: "text-to-video", without: "image", words: patterns("^animate (?:an?|some|two|three)\\b") },
  {
    task: "image-text-to-image",
    about: "image",
    words: patterns(
      `\\b(?:make|create|generate|draw|paint)\\b.*(?:images?|pictures?|photos?|paintings?).*\\b(?:based on|from|like|guided by|after|following|in the pose of)\\b (?:this|the|my) (?:\\w+ )?${IMG}`,
    ),
  },
  {
    task: "image-text-to-text",
    about: "image",
    words: patterns("\\b(?:explain|interpret|comment on|solve|follow the instructions?)\\b"),
    unless:
      /\b(?:explain|interpret|comment on) (?:the|this|that|its|your) (?:\w+ )?(?:results?|answers?|output|findings?)\b/i,
  },
  {
    task: "unconditional-image-generation",
    words: patterns("\\b(?:a|any) random (?:picture|image|photo)\\b", "\\bunconditional\\w*\\b"),
  },
  {
    task: "visual-document-retrieval",
    about: "image",
    words: patterns(
      "\\b(?:find|which|rank|retrieve)\\b.*\\bpages?\\b.*\\b(?:about|answers?|says?|shows?|mentions?|with)\\b",
    ),
  },
];

/** What is only named ("one short clip", "two things: a picture of a lake") is to be made, where none is there. */
function named(noun: string): string[] {
  const some = "(?:(?:an?|one|two|three|some) )?(?:(?!of |for |from |per )[\\w-]+ ){0,3}?";
  return [
    `(?:^|: )${some}(?:${noun}) (?:of|showing|with|where|in which|about|(?:to go|that goes) with|for it|to match|to illustrate)\\b`,
    `^(?:an?|one|two|three|some) (?!per )(?:[\\w-]+ ){0,2}(?:${noun})\\W*$`,
  ];
}

/** A picture made from a guide that an earlier task drew, and words. */
function guided(
  guide: "canny" | "depth" | "hed" | "mlsd" | "normal" | "openpose" | "scribble",
  noun: string,
): VocabularyRow[] {
  const made = `\\b(?:${MAKE}|paint|use)\\b.*`;
  const from = "(?:based on|guided by|following|from|with|in|using|keeping)";
  const turned = `\\b(?:turn|convert|make)\\b (?:this|my|that) (?:${noun})\\b.*\\binto\\b`;
  const words = patterns(
    turned,
    `${made}\\b${from} (?:the |this |that |its )?(?:same )?(?:${noun})\\b`,
    `\\b(?:based on|using) (?:the |this |that |its )?(?:${noun})\\b.*\\b(?:${MAKE}|paint)\\b`,
  );
  const task = `${guide}-text-to-image` as const;
  return [
    {
      task,
      about: "image",
      words,
      unless: /\b(?:describe|classify|video|answer|detect|segment|question|text)\b/i,
    },
  ];
}

import { allTasks, type TaskId } from "@hugginggpt/shared";
import { LANGUAGE_NAMES } from "./languages.js";
import type { Medium } from "./mask-request.js";
import { MAKE, NOUNS } from "./words.js";

/** How one task is asked for in plain English. */
export interface VocabularyRow {
  readonly task: TaskId;
  /** What the request must be about; absent where the words alone decide. */
  readonly about?: Medium;
  /** Any of these asks for the task. */
  readonly words: readonly RegExp[];
  /** A clause with these words does not. */
  readonly unless?: RegExp;
}

const IMG = `(?:${NOUNS.image})`;
const AUD = `(?:${NOUNS.audio})`;
const VID = `(?:${NOUNS.video})`;
const CLASSIFY = "\\b(?:classif\\w+|categori[sz]\\w*|label(?:s|l?ing|l?ed)?|sort)\\b";
const EDIT =
  "\\b(?:edit\\w*|modif\\w+|alter\\w*|retouch\\w*|restyl\\w+|recolou?r\\w*|colou?ri[sz]e\\w*|style transfer|upscal\\w+|super[- ]resolution|sharpen\\w*|restore|inpaint\\w*|photoshop)\\b";

const re = (...sources: string[]): RegExp[] => sources.map((source) => new RegExp(source, "i"));

/** The offline planner's vocabulary: one row for each way in which a task is asked for about one medium. */
export const VOCABULARY: readonly VocabularyRow[] = [
  // Speech and sound
  {
    task: "automatic-speech-recognition",
    words: re(
      "\\btranscri\\w+",
      "\\b(?:speech|audio|voice)[- ]to[- ]text\\b",
      "\\bspeech recognition\\b",
      "\\bwrite (?:down |out )?what\\b.*\\b(?:said|says|saying)\\b",
      `\\b(?:convert|turn|change|transform|put)\\b.*(?:${AUD}|\\bspeech\\b|\\bit\\b).*\\b(?:in)?to (?:written )?(?:text|words|writing)\\b`,
    ),
    about: "audio",
  },
  {
    task: "automatic-speech-recognition",
    about: "video",
    words: re("\\btranscri\\w+", "\\bsubtitles?\\b", "\\bcaptions? for\\b"),
  },
  {
    task: "automatic-speech-recognition",
    about: "audio",
    words: re("\\bwhat\\b.*\\b(?:says?|said|saying|spoken|talk(?:s|ing)? about)\\b"),
  },
  {
    task: "text-to-speech",
    words: re(
      "\\b(?:read|speak|recite|narrate|say|tell)\\b.*\\b(?:aloud|out loud)\\b",
      "\\bread (?:it|this|that|them|me|out|«q\\d+»|«text\\d+»)\\b",
      "\\b(?:text[- ]to[- ]speech|tts|speech synthesis)\\b",
      "\\b(?:convert\\w*|turn\\w*|transform\\w*|change\\w*|put)\\b.*\\b(?:in)?to (?:an? |a spoken |an? \\w+ )?(?:speech|audio|voice|spoken|sound|mp3|wav|podcast)\\b",
      `\\b(?:${MAKE}|record)\\b.*\\b(?:audio (?:version|file|answer|clip|response|recording|output|book)|audiobook|speech(?! recognition)|voice[- ]?overs?|narration|spoken (?:version|answer))\\b`,
      "\\bdub(?:s|bed|bing)?\\b",
      "\\bspeak (?:it|this|that|the|them|out|«\\w+»)",
      "\\bas (?:speech|audio|an? (?:audio|mp3|wav|podcast)\\b)",
      "\\bsay\\b:? «q\\d+»",
      "\\b(?:hear|listen to) (?:it|the|this|that)\\b",
      "\\bvoice (?:it|the|this)\\b",
    ),
    unless: /\bspeech[- ]to[- ]text\b/i,
  },
  {
    task: "text-to-audio",
    words: re(
      `\\b(?:${MAKE}|write)\\b.*\\b(?:music|melody|melodies|tune|jingle|soundtracks?|sound effects?|song|beat|ambient sounds?)\\b`,
      "\\btext[- ]to[- ](?:music|audio)\\b",
      "\\bsound of\\b",
    ),
    unless: /\b(?:lyrics|classify|genre|transcribe)\b/i,
  },
  {
    task: "audio-to-audio",
    about: "audio",
    words: re(
      "\\b(?:noise|denois\\w+|noisy)\\b",
      "\\b(?:enhanc\\w+|clean\\w*|improv\\w+|separat\\w+|isolat\\w+|remov\\w+|restor\\w+)\\b",
      "\\b(?:voice conversion|source separation|audio[- ]to[- ]audio)\\b",
      "\\bconvert\\b.*\\bvoice\\b",
    ),
  },
  {
    task: "audio-classification",
    about: "audio",
    words: re(
      CLASSIFY,
      "\\b(?:emotions?|mood|genre|sentiment)\\b",
      "\\bwhat (?:kind|type|sort) of (?:sound|music|noise|audio)\\b",
      "\\b(?:identify|recogni[sz]e|detect|understand\\w*|determine)\\b.*\\b(?:commands?|sounds?|speakers?|language|instrument|animal|bird)\\b",
      "\\baudio classification\\b",
    ),
  },
  {
    task: "voice-activity-detection",
    words: re(
      "\\bvoice activity\\b",
      "\\b(?:when|where|at what time)\\b.*\\b(?:someone|somebody|anyone|people|they|he|she|speech)\\b.*\\b(?:speak\\w*|talk\\w*|occurs?)\\b",
      "\\b(?:find|detect|mark)\\b.*\\b(?:silences?|pauses|speech segments?)\\b",
    ),
  },
  // Text
  {
    task: "summarization",
    words: re(
      "\\bsummar(?:y|ies|i[sz]\\w*)\\b",
      "\\b(?:shorten|condense|abridge|sum (?:it )?up|tl;?dr|boil\\b.*\\bdown)\\b",
      "\\b(?:key|main) (?:points|takeaways|ideas)\\b",
      "\\b(?:shorter|simplified|concise)\\b(?:.*\\b(?:version|response|answer|form)\\b)?",
      "\\bgist of\\b",
    ),
  },
  {
    task: "translation",
    words: re(
      "\\btranslat\\w+",
      `(?<!\\b(?:is|are|was|were|written|spoken|speaks?|recorded) )\\bin(?:to)? (?:${LANGUAGE_NAMES})\\b`,
    ),
  },
  {
    task: "token-classification",
    words: re(
      "\\b(?:named )?entit(?:y|ies)\\b",
      "\\bner\\b",
      "\\bparts?[- ]of[- ]speech\\b|\\bpos[- ]tag\\w*",
      "\\btoken classification\\b",
      "\\b(?:name|find|list|identify|extract|mark|tag|highlight|recogni[sz]e|pick out|pull out|who|tell me)\\b.*\\b(?:people|persons?|places|locations|organi[sz]ations|companies|names|individuals|cities|countries)\\b",
    ),
    unless: /\b(?:how many|count)\b/i,
  },
  {
    task: "text-classification",
    about: "text",
    words: re(
      CLASSIFY,
      "\\b(?:sentiment|tone|mood|polarity|attitude|emotions?|toxic(?:ity)?|spam|sarcas\\w+|offensive)\\b",
      "\\b(?:positive|negative)\\b",
      "\\bwhat (?:language|topic) is\\b|\\bdetect the language\\b",
    ),
  },
  {
    task: "question-answering",
    about: "text",
    words: re(
      "\\bfind (?:out )?(?:the answer|who|what|when|where|why|how)\\b",
      "\\bfind the \\w+ of\\b",
      "\\baccording to the (?:text|article|document|passage)\\b",
    ),
    unless: /\bimages?|pictures?|photos?\b/i,
  },
  {
    task: "sentence-similarity",
    words: re("\\bsimilar(?:ity|ities)?\\b", "\\b(?:how (?:alike|close)|compar\\w+|closest in meaning)\\b"),
  },
  {
    task: "text-ranking",
    words: re("\\b(?:re-?rank|rank|order)\\b.*\\b(?:by|relevan\\w+|answers?|texts?|passages?|documents?)\\b"),
  },
  {
    task: "feature-extraction",
    words: re("\\b(?:embed|embeddings?|feature vectors?|vector representation|feature extraction)\\b"),
    unless: new RegExp(`${IMG}`, "i"),
  },
  {
    task: "text-generation",
    words: re(
      "\\b(?:write|compose|draft|come up with|think of|invent|brainstorm)\\b(?! (?:down|out) what)",
      "\\b(?:rewrite|rephrase|paraphrase|reword|simplify|proofread|expand on|elaborate)\\b",
      "\\bcontinue (?:the|this|my|writing)\\b",
      "\\b(?:generate|create|make|provide|give|need|get)\\b.*\\b(?:poem|story|essay|e-?mail|letter|blog post|tweet|slogan|lyrics|script|joke|headlines?|recipe|description|(?:conversational )?(?:reply|response)|suggestions|tips|advice|paragraph|dialogue|list of ideas)\\b",
      "\\btext generation\\b",
      "\\b(?:suggestions|tips|advice) (?:on|for|about)\\b",
    ),
    unless: new RegExp(
      `\\b(?:summary|audio|speech)\\b|\\btext description\\b|description of (?:the|this|an?) (?:\\w+ )?${IMG}`,
      "i",
    ),
  },
  {
    task: "fill-mask",
    words: re("\\[mask\\]|<mask>", "\\bfill (?:in )?(?:the )?(?:mask|blanks?|gaps?)\\b|_{3,}"),
  },
  {
    task: "multiple-choice",
    words: re("\\b(?:choose|pick|select)\\b.*\\b(?:answers?|options?|choices)\\b"),
  },
  {
    task: "text-retrieval",
    words: re("\\b(?:search for|retrieve|look up)\\b.*\\b(?:texts?|passages?|documents?|articles?)\\b"),
  },
  // Pictures
  {
    task: "image-to-text",
    about: "image",
    words: re(
      "\\b(?:describe|caption|captions|describing|ocr)\\b",
      "\\b(?:read|extract|get|recogni[sz]e|copy|pull|find|convert|transcribe|translate|understand)\\b.*\\b(?:texts?|words|writing|handwriting|letters|lines|sign)\\b.*\\b(?:in|from|on|of|shown|out)\\b",
      `\\b(?:text|words?|writing|textual)\\b(?: content)?s? (?:extracted )?(?:in|from|on|inside) (?:the |this |that |an? |my |our )?(?:\\w+ )?${IMG}`,
      "\\b(?:text description|textual description|description|caption) (?:of|for)\\b",
      "\\bwhat (?:is|are|do you see|can you see|'s) (?:there )?(?:in|on|shown|happening|depicted)\\b",
      "\\bwhat (?:does|do)\\b.*\\b(?:show|depict|represent|look like|read)s?\\b",
      "\\bimage[- ]to[- ]text\\b",
    ),
  },
  {
    task: "image-segmentation",
    words: re(
      "\\bsegment\\w*\\b",
      "\\bcut out\\b",
      "\\b(?:remove|erase|strip|delete)\\b.*\\bbackground\\b|\\bbackground removal\\b",
      "\\bhighlight\\w*\\b.*\\bobjects?\\b|\\bobjects? highlighted\\b",
    ),
    unless: /\b(?:everything|anything|speech segments?)\b/i,
  },
  {
    task: "mask-generation",
    words: re(
      "\\b(?:segment|outline|mask) (?:everything|anything|all)\\b",
      "\\b(?:generate|make|create) masks?\\b",
    ),
  },
  {
    task: "depth-estimation",
    words: re(
      "\\bdepth\\b",
      "\\bhow far\\b.*\\b(?:away|is|are)\\b",
      "\\b(?:closer|further|distances?)\\b.*\\bcamera\\b",
    ),
  },
  {
    task: "keypoint-detection",
    words: re("\\b(?:key ?points?|joints|skeleton|body pose|poses?|facial landmarks|landmarks)\\b"),
    about: "image",
  },
  {
    task: "zero-shot-object-detection",
    about: "image",
    words: re(
      `\\b(?:find|locate|spot|point out|where is|where are)\\b (?:the|a|an|all|my|every) .*\\b(?:in|on|of)\\b.*${IMG}`,
    ),
    unless: /\b(?:objects?|things|items|text|words|answer|questions?|similarity|depth|emotion)\b/i,
  },
  {
    task: "object-detection",
    about: "image",
    words: re(
      "\\b(?:detect\\w*|find|locate|identif\\w+|spot|list)\\b.*\\b(?:objects?|things|items|cars?|people|persons?|faces?|animals?|vehicles?|products?)\\b",
      "\\bobject detection\\b",
      "\\bcount\\b",
      "\\bbounding boxes\\b",
    ),
    unless: /\bsegment|\bdepth\b|\bsimilarity\b|\bclos(?:er|est)\b/i,
  },
  {
    task: "image-classification",
    about: "image",
    words: re(
      CLASSIFY,
      "\\bwhat (?:kind|type|sort|breed|species) of\\b",
      "\\bwhat (?:it|the (?:image|picture|photo)|this) (?:represents|is|shows)\\b",
      "\\bimage(?:'s)? class(?:ification)?\\b",
    ),
  },
  {
    task: "image-feature-extraction",
    about: "image",
    words: re("\\b(?:embed|embeddings?|feature vectors?|vector representation|feature extraction)\\b"),
  },
  {
    task: "image-to-3d",
    about: "image",
    words: re("\\b3-?d\\b"),
  },
  {
    task: "text-to-3d",
    words: re(`\\b(?:${MAKE}|model)\\b.*\\b3-?d\\b`, "\\btext[- ]to[- ]3-?d\\b"),
  },
  {
    task: "image-to-video",
    about: "image",
    words: re(
      "\\banimat(?:e|ed|ing)\\b",
      `\\b(?:turn|convert|transform|make|bring|change)\\b.*(?:${IMG}|\\bit\\b).*\\b(?:in)?to (?:an? )?(?:\\w+ )?(?:${VID}|animation|motion|life)`,
      `${VID} (?:from|of|out of) (?:the|this|that|my|an?) (?:\\w+ )?${IMG}`,
      "\\bimage[- ]to[- ]video\\b",
    ),
  },
  {
    task: "image-to-image",
    about: "image",
    words: re(
      EDIT,
      "\\b(?:chang\\w+|replac\\w+|swap\\w*|remov\\w+|add|apply|enhanc\\w+|improv\\w+|recreate|turn|transform\\w*|convert\\w*)\\b.*",
      "\\bmake (?:the|this|that|my|it|her|his|its|their)\\b",
      "\\b(?:in|into) (?:the|a|an?) (?:\\w+ )*style\\b",
      "\\bimage[- ]to[- ]image\\b",
    ),
    unless:
      /\b(?:text|speech|audio|table|video|3-?d|words|sound|label|movie|clip|animation|answer)\b|\bremove\b.*\bbackground\b|noise/i,
  },
  {
    task: "image-to-image",
    about: "image",
    words: re(
      EDIT,
      "\\bbackground colou?r changed\\b",
      "\\bchange (?:the|its) (?:colou?r|background|attributes)\\b",
    ),
  },
  {
    task: "text-to-image",
    words: re(
      `\\b(?:make|create|generate|produce|render|design|synthesi[sz]e|build|give|show|need|want|get|provide)\\b (?:me |us )?(?:an? |some |one |two )(?:(?!from |of |with |for |based )[\\w-]+ ){0,4}?(?:images?|pictures?|photos?|photographs?|drawings?|paintings?|illustrations?|posters?|portraits?|logos?|artworks?|sketch(?:es)?|wallpapers?)\\b`,
      "\\b(?:draw|paint|sketch|illustrate)\\b",
      "\\btext[- ]to[- ]image\\b",
    ),
    unless: /\b(?:edit|modify|describe|classify|caption|video|extract|description of)\b/i,
  },
  {
    task: "image-text-to-image",
    about: "image",
    words: re(
      `\\b(?:make|create|generate|draw|paint)\\b.*(?:images?|pictures?|photos?|paintings?).*\\b(?:based on|from|like|guided by|after|following|in the pose of)\\b (?:this|the|my) (?:\\w+ )?${IMG}`,
    ),
  },
  {
    task: "image-text-to-text",
    about: "image",
    words: re("\\b(?:explain|interpret|comment on|solve|follow the instructions?)\\b"),
  },
  {
    task: "unconditional-image-generation",
    words: re("\\b(?:a|any) random (?:picture|image|photo)\\b", "\\bunconditional\\w*\\b"),
  },
  {
    task: "visual-document-retrieval",
    about: "image",
    words: re(
      "\\b(?:find|which|rank|retrieve)\\b.*\\bpages?\\b.*\\b(?:about|answers?|says?|shows?|mentions?|with)\\b",
    ),
  },
  // Video
  {
    task: "video-classification",
    about: "video",
    words: re(CLASSIFY, "\\b(?:actions?|activity|activities|sport)\\b.*"),
  },
  {
    task: "video-text-to-text",
    about: "video",
    words: re("\\b(?:describe|caption|summari[sz]e)\\b", "\\bwhat (?:happens|is happening|is going on)\\b"),
  },
  {
    task: "video-to-video",
    about: "video",
    words: re(EDIT, "\\b(?:slow down|speed up|stabili[sz]e|change|enhance)\\b"),
  },
  {
    task: "text-to-video",
    words: re(
      `\\b(?:${MAKE}|film|animate)\\b.*\\b(?:videos?|clips?|movies?|films?|animations?)\\b`,
      "\\btext[- ]to[- ]video\\b",
    ),
  },
  // Tables
  { task: "tabular-classification", about: "table", words: re(CLASSIFY, "\\btabular classification\\b") },
  {
    task: "tabular-regression",
    about: "table",
    words: re("\\bpredict\\w*\\b.*\\b(?:prices?|values?|numbers?|costs?|rows?|columns?)\\b|\\bregression\\b"),
  },
  {
    task: "time-series-forecasting",
    about: "table",
    words: re(
      "\\bforecast\\w*\\b|\\bcontinue the series\\b|\\bnext (?:\\w+ )?(?:values|months|weeks|days)\\b",
    ),
  },
  { task: "table-to-text", about: "table", words: re("\\b(?:describe|explain|put into words)\\b") },
  // Any task by its own name
  ...namedRows(),
];

function namedRows(): VocabularyRow[] {
  return allTasks().flatMap(({ id, aliases, outputs }) => {
    const names = [id, ...aliases].filter((name) => name.includes("-"));
    const words = names.map((name) => `\\b${name.replaceAll("-", "[- ]")}\\b`);
    return outputs.length > 0 && words.length > 0 ? [{ task: id, words: re(...words) }] : [];
  });
}

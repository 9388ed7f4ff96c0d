import { LANGUAGE_NAMES, VERSION } from "../languages.js";
import { patterns } from "../pattern.js";
import { NOUNS } from "../words.js";
import { CLASSIFY, type VocabularyRow } from "./vocabulary-row.js";

const IMG = `(?:${NOUNS.image})`;

/** What something is made from is no text to write: "a chair from this description". */
const NOT_FROM =
  "(?<!\\b(?:in|of|from|based on|using|with|by|match\\w*|following|follow\\w*|illustrat\\w+|after) (?:the |this |that |these |my |our |following |an? ){1,2}(?:\\w+ )?)";

/** What is written by a model, by name. */
const PIECE =
  "poem|haiku|limerick|sonnet|ballad|story|fairy tale|essay|e-?mail|letter|tweet|slogan|script|joke|riddle|recipe|toast";

/** How tasks on text are asked for. */
export const TEXT_WORDS: readonly VocabularyRow[] = [
  {
    task: "summarization",
    words: patterns(
      "\\bsummar(?:y|ies|i[sz]\\w*)\\b",
      "\\b(?:shorten|condense|abridge|recap|digest|synopsis|sum\\b.{1,30}\\bup|tl;?dr|boil\\b.*\\bdown)\\b",
      "\\b(?:key|main) (?:points?|takeaways|ideas)\\b|\\bto-dos?\\b|\\baction items\\b",
      "\\b(?:short|shorter|simplified|concise|brief|condensed)\\b(?:.*\\b(?:version|response|answer|form|overview)\\b)",
      "\\b(?:shorter|simplified|concise)\\b",
      "\\b(?:highlights|takeaways|essentials|essence|main ideas?|nutshell)\\b",
      "\\bcut (?:it|this|the \\w+) down\\b",
      "\\bgist\\b",
      "\\b(?:make|turn|get|cut|bring|reduce) (?:it|this|that|them|«\\w+»)(?: down)?(?: in)?(?:to)? (?:just |only |about |at most )?(?:one|two|three|four|five|\\d+|a few|a couple of) (?:\\w+ )?(?:sentences?|lines?|words|paragraphs?|bullets?)\\b",
      `^what(?:['’]s| is) (?:it|this|that|(?:the|this|that|my) (?:${NOUNS.text})) (?:all )?about\\b`,
      "^(?:write|draft|take|make) (?:up )?(?:the )?(?:meeting )?minutes\\b",
      "^(?:(?:write|give me|make|i need) )?(?:the )?(?:meeting )?minutes (?:of|for|from) (?:the|this|that|our|my|an?)\\b|\\b(?:in|as|into) (?:\\w+ )?bullet points\\b",
      `\\bin (?:one|a|two|three|\\d+|a few) (?:\\w+ )?(?:sentences?|words|lines)\\b.*\\bwhat (?:the|this|that|my) (?:${NOUNS.text}) (?:says|is about)\\b`,
    ),
  },
  {
    task: "summarization",
    about: "text",
    words: patterns(
      "\\bwhat is said\\W*$",
      `^what (?:does|do) (?:it|this|that|(?:the|this|that|my) (?:${NOUNS.text})) (?:say|talk about|deal with|cover)\\W*$`,
    ),
  },
  {
    task: "translation",
    words: patterns(
      "\\btranslat\\w+",
      `\\b(?:what(?:['’]s| is| are)|tell me|know) the (?:${LANGUAGE_NAMES}) (?:word|term|name|expression|phrase)s? (?:for|of)\\b`,
      `(?<!\\b(?:this|that|these|those|my|our) )\\b(?:${LANGUAGE_NAMES}) ${VERSION}\\b`,
      `^(?:convert|change|put|render|turn|switch|bring)\\b.*\\b(?:in)?to (?:${LANGUAGE_NAMES})\\b`,
      `(?<!\\b(?:is|are|was|were|written|spoken|speaks?|recorded) )\\bin(?:to)? (?:both )?(?:spoken )?(?:${LANGUAGE_NAMES})\\b(?! (?:script|letters|characters|alphabet)\\b)`,
    ),
  },
  {
    task: "token-classification",
    words: patterns(
      "\\b(?:tag|mark|label|find|identify|highlight|extract|list)\\b.*\\b(?:nouns?|verbs?|adjectives?|dates?)\\b",
      "\\bwho(?:m|ever)? (?:all )?(?:is|are|was|were|gets?) (?:mentioned|named)\\b",
      "\\b(?:who|what|which)\\b.*\\b(?:people|persons?|places|cities|countries|companies|organi[sz]ations|names)\\b.*\\b(?:mention(?:s|ed)?|named|appears?|occurs?|comes? up)\\b",
      "^(?:the |all |any )*(?:people|places|names|companies|organi[sz]ations) (?:in|from|of) (?:it|(?:the|this|that|my)\\b)",
      "^(?:what|which) (?:\\w+ )?(?:people|persons?|places|cities|countries|companies|brands|organi[sz]ations|names) (?:are|do you (?:see|find)) (?:there )?(?:in|here)\\b",
      "\\b(?:every|each|all)(?: the)? (?:person|people|place|name|compan(?:y|ies)|cit(?:y|ies)|countr(?:y|ies))s?\\b.*\\b(?:named|mentioned)\\b",
      "\\bwho(?:m)? (?:does|do|did)\\b.*\\bmention\\b",
      "\\bnames? of (?:all |every |the )?\\w+|\\b(?:people|persons|places|companies|organi[sz]ations|names) (?:that are |who are |which are )?(?:mentioned|named|involved)\\b",
      "\\b(?:named )?entit(?:y|ies)\\b",
      "\\b(?:mark|tag|highlight|label|find|list|extract|pull out|underline)\\b.*\\b(?:every|each|all)\\b.*\\b(?:mentioned|named)\\b",
      "\\b(?:punctuat\\w+|capitali[sz]ation)\\b|\\b(?:put|add|restore|insert|bring back)\\b.*\\b(?:commas|full stops|periods)\\b",
      "\\bner\\b",
      "^(?:give|show|get|send) (?:me |us )?(?:the|all|every|any)\\b.*\\b(?:people|persons?|places|locations|organi[sz]ations|compan(?:y|ies)|names)\\b",
      "\\bparts?[- ]of[- ]speech\\b|\\bpos[- ]tag\\w*",
      "\\b(?:name|find|list|identify|extract|mark|tag|highlight|recogni[sz]e|pick out|pull out|who|tell me)\\b.*\\b(?:people|persons?|places|locations|organi[sz]ations|companies|names|individuals|cities|countries)\\b",
    ),
    unless: /\b(?:how many|count|triples?|triplets?)\b/i,
  },
  {
    task: "text-classification",
    about: "text",
    words: patterns(
      "\\bwhich of (?:these|the following) (?:topics?|labels?|categor\\w+|classes)\\b",
      "\\b(?:topics?|labels?|categor\\w+|class) (?:fits|matches|describes)\\b",

      CLASSIFY,
      "(?<!\\bin (?:the same|an?|this|that) (?:\\w+ )?)\\b(?:sentiment|tone|mood|polarity|attitude|emotions?|toxic(?:ity)?|spam|sarcas\\w+|offensive|feelings?)\\b",
      "\\b(?:what|which) (?:category|class|topic)\\b",
      "\\b(?:positive|negative)\\b",
      "^(?:(?:is|was) (?:this|it|that) )?(?:good or bad|bad or good)\\b",
      "\\b(?:sounds?|seems?|comes? across(?: as)?)\\b.*\\b(?:angry|annoyed|happy|sad|upset|sarcastic|friendly|rude|worried)\\b",
      "\\b(?:friendl|polit|rud|happi|angri|nic)(?:er|est|ier|iest)\\b",
      "^(?:is|was|are|were) (?:this|it|that|these|they|the)(?: [\\w-]+)? (?:really |very |at all )?(?:good|bad|favou?rable|friendly|rude|polite|angry|happy|sad)\\W*$",
      `\\b(?:is|are) (?:this|that|it|the \\w+) (?:in )?(?:${LANGUAGE_NAMES}) or (?:${LANGUAGE_NAMES})\\b`,
      "\\b(?:what|which) (?:language|topic) (?:is|are)\\b|^(?:what|which) language\\b|\\bdetect the language\\b",
      `^is (?:it|this|that) (?:in |written in )?(?:${LANGUAGE_NAMES}),? or\\b`,
    ),
  },
  {
    task: "question-answering",
    about: "text",
    words: patterns(
      "\\bfind (?:out )?(?:the answer|who|what|when|where|why|how)\\b",
      "\\bfind the \\w+ of\\b",
      "\\baccording to the (?:text|article|document|passage)\\b",
    ),
    unless: /\bimages?|pictures?|photos?\b/i,
  },
  {
    task: "sentence-similarity",
    words: patterns(
      "\\bsimilar(?:ity|ities|ly)?\\b",
      "\\b(?:closer|closest|nearer|nearest) (?:in meaning )?to «q",
      "\\b(?:these|the|those) (?:two\\b|«q\\d+» and).*\\b(?:the same|alike|equivalent|identical|equal)\\b",
      "\\b(?:how (?:semantically )?(?:alike|close)|compar\\w+|closest in meaning|(?:says?|saying|means?|meaning) (?:\\w+ )?the same|same meaning|(?:same|close) in meaning)\\b",
      "\\bwhich (?:one |\\w+ )?of (?:these|those|the) (?!topics?|labels?|categor|class|emotions?)\\b.*\\b(?:answers?|fits?|match(?:es)?|suits?|(?:is|comes) (?:closest|nearest))\\b.*\\b(?:best|closest|nearest|most)\\b",
    ),
  },
  {
    task: "text-ranking",
    words: patterns(
      "\\b(?:re-?rank|rank|order|sort)\\b.*\\b(?:by|relevan\\w+|answers?|texts?|passages?|documents?)\\b",
    ),
    unless: /\b(?:sort|order) (?:by|into)\b/i,
  },
  {
    task: "feature-extraction",
    words: patterns("\\b(?:embed|embeddings?|feature vectors?|vector representation|feature extraction)\\b"),
    unless: new RegExp(`${IMG}`, "i"),
  },
  {
    task: "text-generation",
    words: patterns(
      "\\b(?:write|compose|draft|come up with|think of|invent|brainstorm)\\b(?! (?:(?:it|this|that|them|everything) )?(?:down|out)\\b)(?! (?:an? |the )?(?:\\w+ )?(?:captions?|alt text)\\b)",
      "\\b(?:rewrite|rephrase|paraphrase|reword|simplify|proofread|expand on|elaborate)\\b",
      "\\b(?:fix|correct|check|improve|polish|mend|clean up)\\b.*\\b(?:grammar|spelling|mistakes|errors|typos)\\b",
      "\\banswer (?:(?:her|his|their|my|this|that|the) )?(?:\\w+ )?(?:messages?|texts?|e-?mails?|letters?|comments?|reviews?|posts?)\\b",
      "\\b(?:say|put|write|explain|turn) (?:this|that|it|«q\\d+»)\\b.*\\b(?:plain|simple|easy|everyday) (?:english|words|language|terms)\\b",
      "\\btriples?\\b|\\btriplets?\\b",
      "\\bprompts? for\\b|\\b(?:in)?to (?:an? )?(?:[\\w-]+ ){0,5}prompts?\\b",
      "\\b(?:keep|carry|go) (?:\\w+ ){0,3}(?:on|going)\\b",
      "(?:^|^let['’]?s play:? |: )(?:pretend|imagine|role-?play|act as|(?:you(?:'re|'ll| are| will be)|play) (?:an?|the|my)\\b)",
      "\\b(?:chat(?:ting)?|conversation(?:al)?|talk (?:to|with) me|cheer me up|dialogue|respond|reply|discuss)\\b|(?<!\\b(?:the|these|those|of|my|three|two|four) (?:\\w+ )?)\\breplies\\b(?!:)",
      "^what (?:happens|comes) next\\b",
      "\\btell me (?:something|a (?:story|joke))\\b",
      "\\b(?:what do you think|give me your opinion)\\b",
      "\\b(?:expand|extend)\\b.*\\b(?:it|this|that|text|translation|summary|description|idea|answer)\\b",
      "\\b(?:turn|convert|make|transform)\\b.*\\b(?:in)?to (?:an? )?(?:\\w+ )?(?:blog posts?|posts?|articles?|essay|letter|e-?mail|poem|story|tweets?|newsletter|script|flash ?cards|quiz|questions|faq|checklist|to-do list|outline|timeline)\\b",
      "\\b(?:story|paragraph|descriptive text|blog post|text) (?:about|that|involving|based on)\\b",
      `^(?:i (?:need|want) )?(?:an? )(?:[\\w-]+ ){0,3}(?:${PIECE}|song lyrics)s? (?:in|about|for|on|of)\\b`,
      `\\b(?:generate|create|make|provide|give|need|get)\\b.*${NOT_FROM}\\b(?:${PIECE}|blog post|lyrics|headlines?|description|(?:conversational )?(?:reply|response)|suggestions|tips|advice|paragraph|dialogue|list of ideas|article|text about|note|story|explanation)\\b`,
      "\\b(?:suggestions|tips|advice) (?:on|for|about)\\b",
      "^(?:give|provide|list|suggest)\\b.*\\b(?:ideas?|suggestions|reasons|examples|ways)\\b",
      "^(?:continue|complete|finish|discuss|talk about|suggest) \\S",
    ),
    unless: new RegExp(
      `\\b(?:summary|audio|speech)\\b|\\btext description\\b|description of (?:the|this|an?) (?:\\w+ )?${IMG}`,
      "i",
    ),
  },
  {
    task: "text-generation",
    about: "text",
    words: patterns(
      "\\b(?:say|put|phrase|word|make) (?:this|it|that|them|«q\\d+»)\\b.*\\b(?:politely|polite|(?:in)?formal\\w*|friendl\\w+|natural\\w*|simpl\\w+|professional\\w*|casual\\w*|in other words|differently)\\b",
    ),
  },
  {
    task: "fill-mask",
    words: patterns("\\[mask\\]|<mask>", "\\bfill (?:in )?(?:the )?(?:mask|blanks?|gaps?)\\b|_{3,}"),
  },
  {
    task: "multiple-choice",
    words: patterns("\\b(?:choose|pick|select)\\b.*\\b(?:answers?|options?|choices)\\b"),
  },
  {
    task: "text-retrieval",
    words: patterns("\\b(?:search for|retrieve|look up)\\b.*\\b(?:texts?|passages?|documents?|articles?)\\b"),
  },
];

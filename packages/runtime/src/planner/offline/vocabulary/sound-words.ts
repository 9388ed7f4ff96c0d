import { LANGUAGE_NAMES } from "../languages.js";
import { patterns } from "../pattern.js";
import { MAKE, NOUNS } from "../words.js";
import { CLASSIFY, type VocabularyRow } from "./vocabulary-row.js";

const AUD = `(?:${NOUNS.audio})`;
/** "let me hear it" wants a sound; "listen to the clip" is for the model, if there is something to listen to. */
const HEAR = `\\b(?:hear|listen to) (?:it|the|this|that|what(?:['’]s| is) (?:in|on|written))\\b(?! (?:\\w+ )?${AUD})`;
const ADDRESSED = "^(?:please |now |just |first )?";

/** How tasks on speech and sound are asked for. */
export const SOUND_WORDS: readonly VocabularyRow[] = [
  {
    task: "automatic-speech-recognition",
    words: patterns(
      "\\btranscri\\w+",
      "\\b(?:audio|voice)[- ]to[- ]text\\b",
      "\\b(?:type|write) (?:up|out|down) (?:the|all|its|every|each|what)\\b",
      "\\b(?:type|write|jot|put) (?:it|this|that|these|them|everything) (?:up|out|down)\\b",
      "\\b(?:get|extract|pull|obtain) (?:out )?the (?:spoken )?(?:text|words|speech)\\b",
      `\\b(?:convert|turn|change|transform|put)\\b.*(?:${AUD}|\\bspeech\\b|\\bit\\b).*\\b(?:in)?to (?:written )?(?:text|words|writing)\\b`,
    ),
    about: "audio",
  },
  {
    task: "automatic-speech-recognition",
    about: "video",
    words: patterns(
      "\\btranscri\\w+",
      "\\bsubtitles?\\b",
      "\\bcaptions? for\\b",
      "\\bwhat\\b.*\\b(?:is|are|was|were|does|do|did) (?:\\w+ )?(?:say|says|said|saying)\\b",
    ),
  },
  {
    task: "automatic-speech-recognition",
    about: "audio",
    words: patterns("\\bwhat\\b.*\\b(?:says?|said|saying|spoken|talk(?:s|ing)? about)\\b"),
    unless: /\blanguage\b/i,
  },
  {
    task: "text-to-speech",
    words: patterns(
      "\\b(?:narrate|recite|pronounce|vocali[sz]e|utter|voice[- ]?over)\\b",
      "\\b(?:read|speak|recite|narrate|say|tell)\\b.*\\b(?:aloud|out loud)\\b",
      `\\bread (?:the|this|that|my|our) (?:\\w+ )?(?:story|text|poem|article|letter|e-?mail|message|book|chapter|speech) in (?:${LANGUAGE_NAMES})\\b`,
      "\\bread (?:it|this|that|them|me|out|«q\\d+»|«text\\d+»)\\b",
      "\\b(?:read|speak|say|recite)\\b.*\\bto (?:me|us|him|her|them|my \\w+)\\b",
      "\\btts\\b",
      "\\b(?:convert\\w*|turn\\w*|transform\\w*|change\\w*|put)\\b.*\\b(?:in)?to (?:an? |a spoken |an? \\w+ )?(?:speech|audio|voice|spoken|sound|podcast)\\b",
      `\\b(?:${MAKE}|record)\\b.*\\b(?:audio (?:version|file|answer|clip|response|recording|output|book)|audiobook|(?<!parts? of )speech(?! recognition)|voice[- ]?overs?|narration|spoken (?:version|answer))\\b`,
      "\\bdub(?:s|bed|bing)?\\b",
      "\\bspeak (?:it|this|that|the|them|out|«\\w+»)",
      "\\bas (?:speech|audio|an? (?:audio|mp3|wav|podcast)\\b)",
      "(?<!\\bhow (?:do|does|would|can|to) (?:you |i |we |one |they )?)\\bsay\\b:? «q\\d+»",
      `(?<!${ADDRESSED})${HEAR}`,
      "\\b(?:spoken|audio) (?:narration|rendition|reading|version) of\\b|^(?:an? )?(?:audio|mp3|narration|voice-?over) (?:of|for) (?:it|this|that|them|the)\\b",
      "^(?:say|pronounce|speak) (?:it|this|that|them)(?: (?:slowly|clearly|again|out|for me|with|in a))?\\W*$",
      "\\bvoice (?:it|the|this)\\b",
      "\\b(?:by|in a|with a) (?:\\w+ )?voice\\b|\\bas (?:a )?(?:voice|spoken) \\w+",
    ),
    unless: /\bspeech[- ]to[- ]text\b/i,
  },
  {
    task: "text-to-speech",
    without: "audio",
    words: patterns(
      `${ADDRESSED}${HEAR}`,
      "\\b(?:convert|turn|put|make)\\b.*\\b(?:in)?to (?:an? )?(?:mp3|wav)\\b",
    ),
  },
  {
    task: "text-to-audio",
    words: patterns(
      `\\b(?:${MAKE}|write)\\b.*\\b(?:music|lullab(?:y|ies)|melody|melodies|tune|jingle|soundtracks?|sound effects?|song|beat|ambient sounds?)\\b`,
      "\\bsound of\\b",
    ),
    unless: /(?<!from (?:the |these |my )?)\b(?:lyrics|classify|genre|transcribe)\b/i,
  },
  {
    task: "text-to-audio",
    without: "audio",
    words: patterns(`^(?:${MAKE})\\b.*\\b(?:sounds|soundscapes?|white noise)\\b`),
  },
  {
    task: "audio-to-audio",
    about: "audio",
    words: patterns(
      "\\b(?:noise|denois\\w+|noisy|hum|hiss|static|echo)\\b",
      "\\b(?:enhanc\\w+|clean\\w*|improv\\w+|separat\\w+|isolat\\w+|remov\\w+|restor\\w+|reduc\\w+|clearer|muffled)\\b",
      "^(?:fix|repair|filter|boost|amplify|normali[sz]e|polish)\\b",
      "\\bconvert\\b.*\\bvoice\\b",
      `\\b(?:turn|convert|translate|transform|change|make|put|render|get)\\b.*\\b(?:in)?to (?:spoken (?:${LANGUAGE_NAMES})|(?:${LANGUAGE_NAMES}) (?:speech|voice|audio))\\b|\\bspeech[- ]to[- ]speech\\b`,
      "\\b(?:split|pull|tell)\\b.*\\b(?:apart|separate|into)\\b",
    ),
    unless:
      /^(?:what|which|whose|who)\b|\b(?:what|who|which \w+)(?:['’]s| is| was)? (?:makes?|made|making|causes?|caused|causing)\b/i,
  },
  {
    task: "audio-classification",
    about: "audio",
    words: patterns(
      "\\b(?:what|which) (?:instrument|animal|bird|sounds?|noises?|genre|emotion|accent|dialect)\\b",

      CLASSIFY,
      "\\b(?:emotions?|mood|genre|sentiment)\\b",
      "\\bwhat (?:kind|type|sort) of (?:sound|music|noise|audio|bird|animal|instrument|song|accent)\\b",
      "\\b(?:identify|recogni[sz]e|detect|understand\\w*|determine|find out|tell)\\b.*\\b(?:commands?|sounds?|speakers?|speaking|language|instrument|animal|bird)\\b",
      "\\b(?:what|which) language\\b",
      `\\b(?:${LANGUAGE_NAMES}),? or (?:${LANGUAGE_NAMES})\\b`,
      "\\bwhat(?:['’]s| is| was) (?:this|that|the|it) ?(?:\\w+ )?(?:sound|noise|tune|instrument|bird|animal)\\b",
      "\\b(?:angry|happy|sad|excited|nervous|upset)\\b",
      "\\bwhat(?:['’]s| is| was) (?:making|causing)\\b|\\bwhat (?:makes|made|causes|caused) (?:this|that|the)\\b",
      "\\bwho is (?:speaking|talking)\\b",
      "^(?:is|are|was|were) (?:this|that|it|he|she|they|the)\\b(?!.*\\b(?:says?|said|saying|about|mention\\w*)\\b).* or (?!not\\b)\\w+",
      "^(?:does|do|did)\\b.*\\bsound (?!like (?:what|it|he|she)\\b)",
    ),
  },
  {
    task: "voice-activity-detection",
    words: patterns(
      "\\bvoice activity\\b",
      "\\b(?:when|where|at what time)\\b.*\\b(?:someone|somebody|anyone|anybody|people|they|he|she|speech)\\b.*\\b(?:speak\\w*|talk\\w*|occurs?)\\b",
      "\\b(?:find|detect|mark)\\b.*\\b(?:silences?|pauses|speech segments?)\\b",
    ),
  },
];

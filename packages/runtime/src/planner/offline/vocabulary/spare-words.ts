import { LANGUAGE_NAMES } from "../languages.js";
import { re, type VocabularyRow } from "./vocabulary-row.js";

/** Verbs that ask to be told or given something. */
const GET =
  "^(?:give|get|provide|show|tell|make|create|generate|produce|find|determine|identify|list|know|see|hear|learn|what|which|i(?:'d| would)? (?:want|need|like))\\b.*";

/**
 * Plain words that ask for a task only where nothing else in a clause asks for one, since they say other things too. The
 * first row that fits counts.
 */
export const SPARE_WORDS: readonly VocabularyRow[] = [
  // Speech and sound
  {
    task: "automatic-speech-recognition",
    about: "audio",
    words: re("\\b(?:in|as|into|to) (?:\\w+ )?text\\b", "\\bwritten\\b"),
  },
  {
    task: "audio-classification",
    about: "audio",
    words: re(`(?:${GET}|^tag\\b.*)\\b(?:sounds?|kind|type|class|category|noises?)\\b`),
  },
  {
    task: "audio-to-audio",
    about: "audio",
    words: re("^(?:fix|repair|split|change|filter|boost|amplify|normali[sz]e|master|tidy|polish)\\b"),
  },
  // Pictures
  {
    task: "document-question-answering",
    about: "image",
    words: re(
      "^(?:extract|look up|get|give|tell|find|read|pull)\\b.*\\b(?:from|in|on|of)\\b.*\\b(?:documents?|invoices?|receipts?|forms?|contracts?|bills?)\\b",
    ),
  },
  {
    task: "image-segmentation",
    about: "image",
    words: re(
      "^(?:isolate|partition)\\b",
      "^(?:extract|separate|outline|divide|split|mask|get|give)\\b.*\\b(?:regions?|foreground|subject|parts|areas|masks?)\\b",
    ),
  },
  {
    task: "object-detection",
    about: "image",
    words: re(
      `(?:${GET}|^(?:spot|name)\\b.*)\\b(?:objects?|things|items|everything)\\b|^(?:the |all )*objects\\W*$`,
    ),
  },
  { task: "image-classification", about: "image", words: re(`${GET}\\b(?:category|class|kind|type)\\b`) },
  { task: "depth-estimation", about: "image", words: re("\\bdistances?\\b") },
  {
    task: "image-to-image",
    about: "image",
    words: re(
      "^i(?:'d| would)? (?:want|need|like) (?:the|this|that|my|it|its)\\b.*\\bto (?:be|look|become|have)\\b",
      "\\b(?:new|another|different|edited) (?:version|variant|variation)\\b",
    ),
  },
  { task: "image-to-text", about: "image", words: re("^tell me (?:more )?about\\b", "\\balt text\\b") },
  // Video and tables
  {
    task: "video-text-to-text",
    about: "video",
    words: re("^tell me\\b", "^(?:explain|analy[sz]e|watch)\\b"),
  },
  {
    task: "table-question-answering",
    about: "table",
    words: re(`${GET}\\b(?:total|sum|average|mean|highest|lowest|most|least|maximum|minimum)\\b`),
  },
  // Text
  {
    task: "translation",
    words: re(`^(?:convert|change|put|render|turn|switch|bring)\\b.*\\b(?:in)?to (?:${LANGUAGE_NAMES})\\b`),
  },
  {
    task: "summarization",
    about: "text",
    words: re("\\b(?:brief|abstract|outline|recap|digest|synopsis|overview)\\b"),
  },
  {
    task: "text-to-speech",
    about: "text",
    words: re(`${GET}\\b(?:audio|sound|spoken)\\b`, "^(?:voice|vocali[sz]e|pronounce|utter|play)\\b"),
  },
  { task: "feature-extraction", about: "text", words: re(`${GET}\\bvectors?\\b`) },
  { task: "text-to-video", about: "text", words: re("^(?:animate|film)\\b") },
  {
    task: "text-to-image",
    words: re("^(?:visuali[sz]e|imagine|depict)\\b", `${GET}\\b(?:a visual|visuals|looks? like)\\b`),
  },
  {
    task: "text-generation",
    words: re(
      "^(?:continue|complete|finish|discuss|talk about|suggest) \\S",
      "^(?:give|provide|list|suggest)\\b.*\\b(?:ideas?|suggestions|reasons|examples|ways)\\b",
    ),
  },
  {
    task: "question-answering",
    about: "text",
    words: re("^(?:extract|find|get|look up|tell me)\\b.*\\b(?:from|in|of)\\b"),
  },
];

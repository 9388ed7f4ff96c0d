import { patterns } from "../pattern.js";
import { MAKE } from "../words.js";
import { CLASSIFY, EDIT, type VocabularyRow } from "./vocabulary-row.js";

/** Asks for one figure of many rows, which is no prediction. */
const AGGREGATE =
  /\b(?:how many|how much|average|mean|median|totals?|sum|most|least|highest|lowest|largest|smallest|max\w*|min\w*|count)\b/i;

/** How tasks on videos and tables are asked for. */
export const OTHER_WORDS: readonly VocabularyRow[] = [
  {
    task: "video-classification",
    about: "video",
    words: patterns(CLASSIFY, "\\b(?:actions?|activity|activities|sport)\\b"),
  },
  {
    task: "video-text-to-text",
    about: "video",
    words: patterns(
      "\\b(?:describe|caption|summari[sz]e)\\b",
      "\\bwhat (?:happens|is happening|is going on)\\b",
    ),
  },
  {
    task: "video-to-video",
    about: "video",
    words: patterns(
      "\\b(?:make|turn|convert|transform) (?:this|the|my|that|it)\\b",
      EDIT,
      "\\b(?:slow down|speed up|stabili[sz]e|change|enhance)\\b",
    ),
    unless:
      /\b(?:transcripts?|subtitles?|text|summary|notes|flash ?cards|quiz|article|post|poem|story|script)\b/i,
  },
  {
    task: "text-to-video",
    words: patterns(
      "^an? .*\\bas an? (?:[\\w-]+ ){0,3}(?:video|clip|movie|animation)\\W*$",
      `\\b(?:${MAKE}|film|animate|turn|convert|transform)\\b.*\\b(?:videos?|clips?|movies?|films?|animations?)\\b`,
    ),
    unless:
      /\b(?:this|that|my) (?:\w+ )?(?:video|clip|movie|film)\b|\b(?:make|turn|let|have) (?:this|that|it|the|my)\b.*\blooks? (?:like|as)\b|^(?!.*\b(?:video|clip|animation)s?\b).*\blooks? like (?:it|an?|the|from)\b.*\b(?:film|movie)|\bfilm (?:photo\w*|camera|grain|still|poster)/i,
  },
  // Tables
  {
    task: "tabular-classification",
    about: "table",
    words: patterns(
      CLASSIFY,
      "\\btab(?:le|ular) classification\\b",
      "\\b(?:extract|read|understand|analy[sz]e|interpret|get)\\b.*\\btab(?:le|ular)\\b",
    ),
    unless: /\?$/,
  },
  {
    task: "tabular-classification",
    about: "table",
    words: patterns(
      "\\bpredict\\w*\\b|\\bhow likely\\b",
      "^(?:which|what|how|is|are|will|would|does|do|tell|say|decide|judge|grade|rate|work out|name|label|give|assign)\\b.*\\b(?:each|every)\\b",
      "^will (?:this|these|those|they|the|my|our|any)\\b",
      "^(?:who|which|what)\\b.*\\b(?:will|would|might|(?:is|are) (?:\\w+ )?(?:going|likely|about|bound|expected) to)\\b",
      "\\bor not\\b|\\bfor each of them\\b",
    ),
    unless: AGGREGATE,
  },
  {
    task: "tabular-regression",
    about: "table",
    words: patterns(
      "^(?=.*\\b(?:each|every)\\b).*\\b(?:should|would|will|might|ought to)\\b.*\\b(?:cost|fetch|worth|earn|weigh|measure|spend|pay|buy|sell)\\b",
      "^(?:guess|estimate) (?:each|every)\\b.*\\b(?:prices?|values?|costs?|rents?|salar(?:y|ies)|amounts?)\\b",
      "\\bpredict\\w*\\b.*\\b(?:prices?|values?|numbers?|costs?|rents?|salar(?:y|ies)|amounts?|revenues?|demand|consumption|rows?|columns?)\\b|\\bregression\\b",
    ),
  },
  {
    task: "time-series-forecasting",
    about: "table",
    words: patterns(
      "^(?!.*\\b(?:who|which|whether|each|every)\\b)(?=.*\\b(?:predict|estimat|project|guess|extrapolat)\\w*\\b).*\\bnext (?:\\w+ )?(?:year|quarter|month|week|day)\\b",
      "\\bforecast\\w*\\b|\\bcontinue the series\\b|\\bnext (?:\\w+ )?(?:values|quarters|months|weeks|days)\\b",
      "^(?!.*\\b(?:each|every)\\b)(?=.*\\b(?:what|how)\\b)(?=.*\\b(?:will|would|(?:is|are) going to)\\b).*\\b(?:next|coming|following) (?:\\w+ )?(?:year|quarter|month|week|day)s?\\b",
    ),
  },
  {
    task: "table-question-answering",
    about: "table",
    words: patterns("^(?:sum|add|count|average|total|tally)\\b"),
  },
  { task: "table-to-text", about: "table", words: patterns("\\b(?:describe|explain|put into words)\\b") },
];

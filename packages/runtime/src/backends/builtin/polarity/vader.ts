import type { Label } from "@hugginggpt/shared";
import { plainMarks } from "../plain-marks.js";
import { sentencesOf } from "../sentences.js";
import { type Tool, textArg } from "../tool.js";
import { verdictOf } from "./verdicts.js";

/** VADER's own threshold: a compound score from 0.05 is positive, to -0.05 negative, between them neutral. */
const THRESHOLD = 0.05;

/** Matches "Dear Sir," and "Kind regards,", which are polite, not positive. */
const GREETING = /,$/;

/** Labels an English text positive, neutral or negative, best first; the scores add up to 1. */
export const vader: Tool = async (args) => {
  const text = textArg(args, "vader");
  const { default: library } = await import("vader-sentiment");
  const score = (words: string): number => library.SentimentIntensityAnalyzer.polarity_scores(words).compound;
  const compounds = sentencesOf(text)
    .filter(({ kind, text: line }) => kind !== "line" || !GREETING.test(line))
    .map(({ text: sentence }) => verdictOf(plainMarks(sentence), score));
  return { labels: labelsOf(mean(compounds)) };
};

/**
 * Returns the labels for a compound score from -1 to 1. VADER gives no probabilities: the score of the side grows from
 * 0 at a compound of 0 over one half at the threshold, where VADER's verdict turns, to 1; what is left is neutral.
 * Above the threshold it grows with the square root, since the mean over many sentences is small even for a plain
 * verdict.
 */
export function labelsOf(compound: number): Label[] {
  const size = Math.min(1, Math.abs(compound));
  const beyond = Math.max(0, (size - THRESHOLD) / (1 - THRESHOLD));
  const side = size <= THRESHOLD ? (0.5 * size) / THRESHOLD : 0.5 + 0.5 * Math.sqrt(beyond);
  const [near, far] = compound >= 0 ? ["positive", "negative"] : ["negative", "positive"];
  const labels = [
    { label: near ?? "", score: side },
    { label: "neutral", score: 1 - side },
    { label: far ?? "", score: 0 },
  ];
  return labels.sort((a, b) => b.score - a.score);
}

/** The mean over the sentences, as VADER's authors do for longer texts: the score of a whole article runs to ±1. */
function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

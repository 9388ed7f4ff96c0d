import { otherLanguage } from "@hugginggpt/shared/languages";
import type { PlanInput, PlanResult } from "../plan-result.js";
import { languageRules, READ_LANGUAGES } from "./glossed/language-rules.js";
import { requestLanguage, wordsAsked } from "./glossed/request-language.js";
import { detectorOf } from "./own-language.js";
import { planOffline, talk } from "./plan-offline.js";

/**
 * Returns a plan by rules in the language of the request, as `planOffline` does; loads what that language needs. Where no
 * task was found, the request is answered as it stands; in a language that the rules do not read, the result says so.
 */
export async function planByRules(input: PlanInput): Promise<PlanResult> {
  const { request } = input;
  const known = requestLanguage(request);
  const result = await planIn(known, input);
  if (result.kind !== "chat") return result;
  const language = await languageOf(wordsAsked(request), known);
  const last =
    language === null
      ? withUnreadLanguage(known, result)
      : withUnreadLanguage(language, await planIn(language, input));
  return last.kind === "chat" && last.unread === undefined ? talk(input) : last;
}

/** A few words in plain letters ("ugh, mondays") can be read in a language, but do not show that it is one that is not read. */
const FEW_WORDS = /^\W*(?:[a-z'-]+\W+){0,2}[a-z'-]+\W*$/i;

async function languageOf(words: string, known: string | null): Promise<string | null> {
  const language = await otherLanguage(words, ["en", "zh", ...(known === null ? [] : [known])]);
  const isRead = language !== null && READ_LANGUAGES.includes(language);
  return isRead || !FEW_WORDS.test(words) ? language : null;
}

async function planIn(language: string | null, input: PlanInput): Promise<PlanResult> {
  const rules = await languageRules(language);
  return planOffline(input, { detect: await detectorOf(input.request, rules), rules });
}

function withUnreadLanguage(language: string | null, result: PlanResult): PlanResult {
  return result.kind !== "chat" || language === null || READ_LANGUAGES.includes(language)
    ? result
    : { ...result, unread: { language, read: READ_LANGUAGES } };
}

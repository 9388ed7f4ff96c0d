import { otherLanguage } from "@hugginggpt/shared/languages";
import type { PlanInput, PlanResult } from "../plan-result.js";
import { requestLanguage, wordsAsked } from "./glossed/request-language.js";
import { READ_LANGUAGES, tongueOf } from "./glossed/tongues.js";
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
  const language = await otherLanguage(wordsAsked(request), ["en", "zh", ...(known === null ? [] : [known])]);
  const last = language === null ? told(known, result) : told(language, await planIn(language, input));
  return last.kind === "chat" && last.unread === undefined ? talk(input) : last;
}

async function planIn(language: string | null, input: PlanInput): Promise<PlanResult> {
  const tongue = await tongueOf(language);
  return planOffline(input, { detect: await detectorOf(input.request, tongue), tongue });
}

function told(language: string | null, result: PlanResult): PlanResult {
  return result.kind !== "chat" || language === null || READ_LANGUAGES.includes(language)
    ? result
    : { ...result, unread: { language, read: READ_LANGUAGES } };
}

import type { PlanInput, PlanResult } from "../plan-result.js";
import { requestLanguage } from "./glossed/request-language.js";
import { tongueOf } from "./glossed/tongues.js";
import { detectorOf } from "./own-language.js";
import { planOffline } from "./plan-offline.js";

/** Returns a plan by rules in the language of the request, as `planOffline` does; loads what that language needs. */
export async function planByRules(input: PlanInput): Promise<PlanResult> {
  const { request } = input;
  const tongue = await tongueOf(requestLanguage(request));
  return planOffline(input, { detect: await detectorOf(request, tongue), tongue });
}

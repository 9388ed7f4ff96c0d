import { isNarrowDomain, kindScheme, type ModelProfile } from "@hugginggpt/shared";
import type { NeedFacts } from "./need-facts.js";

/** Taken off for each kind that the need names before the model's. */
const LATER = 0.25;
const LATEST = 2;
/** The factor for a model with a special kind beside the wanted one, if the need asks for no special kind. */
const NARROWED = 0.4;
const EXTRA = 0.3;

/** Returns how a model's kinds of work meet a need, from -1 (another kind) to 1.5; 0 for a task without kinds. */
export function kindFit({ kinds }: ModelProfile, need: NeedFacts): number {
  const { general, broad, apart } = kindScheme(need.task);
  if (kinds.some((kind) => apart.has(kind) && !need.kinds.includes(kind))) return -1;
  if (need.kinds.length === 0) return kinds.length > 0 && general !== null ? -0.2 : 0;
  const place = need.kinds.findIndex((kind) => kinds.includes(kind));
  if (place >= 0) {
    const hits = need.kinds.filter((kind) => kinds.includes(kind)).length;
    const isNarrowed = kinds.some(
      (kind) => !need.kinds.includes(kind) && kind !== general && !broad.has(kind),
    );
    const fit = 1 - LATER * Math.min(place, LATEST) + LATER * (hits - 1);
    if (!isNarrowed) return fit;
    return need.isGeneral ? fit * NARROWED : fit - EXTRA;
  }
  if (kinds.length === 0) return need.isGeneral ? 0.5 : -0.1;
  if (kinds.some((kind) => broad.has(kind))) return need.isGeneral ? 0.7 : 0.1;
  if (kinds.every((kind) => kind === general)) return -0.3;
  return -1;
}

/** Returns how a model's subjects meet a need's, from -0.8 to 1. */
export function domainFit({ domains }: ModelProfile, need: NeedFacts): number {
  const hits = need.domains.filter((domain) => domains.includes(domain)).length;
  if (hits > 0) return 0.5 + (0.5 * hits) / need.domains.length;
  return (domains.some(isNarrowDomain) ? -0.6 : 0) - (need.domains.some(isNarrowDomain) ? 0.2 : 0);
}

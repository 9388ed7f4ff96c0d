import { isNarrowDomain, kindScheme, type ModelProfile } from "@hugginggpt/shared";
import type { NeedFacts } from "./need-facts.js";

/** Taken off for each kind that the need names before the model's. */
const LATER = 0.25;
const LATEST = 2;
/** The factor for a model with a special kind beside the wanted one, if the need asks for no special kind. */
const NARROWED = 0.4;
const EXTRA = 0.3;
const MOST_EXTRA = 2;
/** Another kind of work, but the named subject, and the need names no kind: what the subject is asked for is unsaid. */
const OF_THE_SUBJECT = 1;
/** Taken off for a further narrow subject that the need does not name. */
const BESIDE_SUBJECT = 0.2;

/** Returns how a model's kinds of work meet a need, from -1 (another kind) to 1.5; 0 for a task without kinds. */
export function kindFit({ kinds, domains }: ModelProfile, need: NeedFacts): number {
  const { general, broad, apart } = kindScheme(need.task);
  if (kinds.some((kind) => apart.has(kind) && !need.kinds.includes(kind))) return -1;
  if (need.kinds.length === 0) return kinds.length > 0 && general !== null ? -0.2 : 0;
  const place = need.kinds.findIndex((kind) => kinds.includes(kind));
  if (place >= 0) {
    const hits = need.kinds.filter((kind) => kinds.includes(kind)).length;
    const extra = kinds.filter(
      (kind) => !need.kinds.includes(kind) && kind !== general && !broad.has(kind),
    ).length;
    const fit = 1 - LATER * Math.min(place, LATEST) + LATER * (hits - 1);
    if (extra === 0) return fit;
    return need.isGeneral ? fit * NARROWED : fit - EXTRA * Math.min(extra, MOST_EXTRA);
  }
  if (need.isGeneral && need.domains.some((domain) => isNarrowDomain(domain) && domains.includes(domain)))
    return OF_THE_SUBJECT;
  if (kinds.length === 0) return need.isGeneral ? 0.5 : -0.1;
  if (kinds.some((kind) => broad.has(kind))) return need.isGeneral ? 0.7 : 0.1;
  if (kinds.every((kind) => kind === general)) return -0.3;
  return -1;
}

/** Returns how a model's subjects meet a need's, from -0.8 to 1. */
export function domainFit({ domains }: ModelProfile, need: NeedFacts): number {
  const hits = need.domains.filter((domain) => domains.includes(domain));
  const isNarrow = need.domains.some(isNarrowDomain);
  const others = domains.filter((domain) => isNarrowDomain(domain) && !need.domains.includes(domain));
  if (hits.length > 0 && (!isNarrow || hits.some(isNarrowDomain)))
    return 0.5 + (0.5 * hits.length) / need.domains.length - (others.length > 0 ? BESIDE_SUBJECT : 0);
  return (others.length > 0 ? -0.6 : 0) - (isNarrow ? 0.2 : 0);
}

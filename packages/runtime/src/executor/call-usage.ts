import type { CallUsage } from "@hugginggpt/shared";

/** No call uses more: larger figures are ignored. */
const MOST = 1e9;
const FIGURES = ["inputTokens", "outputTokens", "computeMs"] as const;

/** Returns the usage that an answer reports, without impossible figures: negative, infinite or absurdly large ones. */
export function cleanUsage(usage: CallUsage): CallUsage {
  const known = FIGURES.flatMap((name) => {
    const value = usage[name];
    return value !== undefined && value >= 0 && value <= MOST ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(known), ...(usage.reused ? { reused: true } : {}) };
}

/** Returns the sum of two usages; a figure missing in one is the other's. */
export function addUsage(a: CallUsage, b: CallUsage): CallUsage {
  const sums = FIGURES.flatMap((name) => {
    const [one, other] = [a[name], b[name]];
    return one === undefined && other === undefined ? [] : [[name, (one ?? 0) + (other ?? 0)] as const];
  });
  return { ...Object.fromEntries(sums), ...(a.reused || b.reused ? { reused: true } : {}) };
}

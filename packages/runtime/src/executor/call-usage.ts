import type { CallUsage } from "@hugginggpt/shared";

/** No call uses more: what is said beyond is no figure. */
const MOST = 1e9;
const FIGURES = ["inputTokens", "outputTokens", "computeMs"] as const;

/** Returns what an answer says that it used without figures that cannot be: negative, endless or absurdly large ones. */
export function cleanUsage(usage: CallUsage): CallUsage {
  const known = FIGURES.flatMap((name) => {
    const value = usage[name];
    return value !== undefined && value >= 0 && value <= MOST ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(known), ...(usage.reused ? { reused: true } : {}) };
}

/** Returns two usages as one; a figure that one of them does not have is the other's. */
export function addUsage(a: CallUsage, b: CallUsage): CallUsage {
  const sums = FIGURES.flatMap((name) => {
    const [one, other] = [a[name], b[name]];
    return one === undefined && other === undefined ? [] : [[name, (one ?? 0) + (other ?? 0)] as const];
  });
  return { ...Object.fromEntries(sums), ...(a.reused || b.reused ? { reused: true } : {}) };
}

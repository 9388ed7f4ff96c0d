import type { RunUsage } from "@hugginggpt/shared";
import { t } from "../lang/words.js";
import { count, grouped } from "./format.js";

/**
 * Returns a run's usage in a few words: `7 calls, 1,234 tokens, $0.0123`, with the number of calls of unknown price.
 * `no calls` without any.
 */
export function usageText(usage: RunUsage): string {
  const calls = usage.llmCalls + usage.modelCalls;
  if (calls === 0) return t`no calls`;
  const tokens = usage.promptTokens + usage.completionTokens + usage.inputTokens + usage.outputTokens;
  return [
    count(calls, "call"),
    ...(tokens > 0 ? [t`${grouped(tokens)} tokens`] : []),
    ...(usage.computeMs > 0 ? [t`${(usage.computeMs / 1000).toFixed(1)} s of computing`] : []),
    ...costParts(usage, calls),
  ].join(", ");
}

function costParts({ cost, unpricedCalls }: RunUsage, calls: number): string[] {
  if (unpricedCalls === 0) return [money(cost)];
  if (cost === 0)
    return unpricedCalls === calls ? [t`price not known`] : [t`${unpricedCalls} of unknown price`];
  return [t`${money(cost)} (${unpricedCalls} of unknown price)`];
}

/** At least two digits after the point, and of small amounts two that say something. */
function money(dollars: number): string {
  const digits = dollars > 0 && dollars < 1 ? Math.min(8, 1 - Math.floor(Math.log10(dollars))) : 2;
  return `$${dollars.toFixed(Math.max(2, digits)).replace(/(\.\d\d\d*?)0+$/, "$1")}`;
}

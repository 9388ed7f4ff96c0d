const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** Returns a number of parameters written as `7B`, `350M` or `1000000`; null for anything else. */
export function parseParameterCount(value: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([kmbt]?)$/i.exec(value.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? "none"];
  return match && unit !== undefined ? Math.round(Number(match[1]) * unit) : null;
}

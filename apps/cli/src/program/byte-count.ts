const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/** Returns bytes written as `2GB`, `500 MB` or `1000000`; null for anything else. */
export function parseBytes(value: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)b?$/i.exec(value.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? "none"];
  return match && unit !== undefined ? Math.round(Number(match[1]) * unit) : null;
}

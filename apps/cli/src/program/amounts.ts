/** Powers of a thousand by their letters. */
type Units = Readonly<Record<string, number>>;

const BYTES: Units = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const PARAMETERS: Units = { "": 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** Returns bytes written as `2GB`, `500 MB` or `1000000`; null for anything else. */
export function parseBytes(value: string): number | null {
  return parseAmount(value.trim().replace(/b$/i, ""), BYTES);
}

/** Returns a number of parameters written as `7B`, `350M` or `1000000`; null for anything else. */
export function parseParameterCount(value: string): number | null {
  return parseAmount(value, PARAMETERS);
}

function parseAmount(value: string, units: Units): number | null {
  const [, amount, letter = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]?)$/i.exec(value.trim()) ?? [];
  const unit = units[letter.toLowerCase()];
  return amount === undefined || unit === undefined ? null : Math.round(Number(amount) * unit);
}

/** The least and the most of what a flag and the configuration file can both set. */
export const BOUNDS = {
  topK: [1, 50],
  candidates: [1, 50],
  retries: [0, 50],
  dollars: [0, 1_000_000],
  /** Timers of Node hold no more than 2^31 - 1 ms, a little less than 25 days. */
  seconds: [0, 24 * 86_400],
} as const;

/** Powers of a thousand by their letters. */
type Units = Readonly<Record<string, number>>;

const BYTES: Units = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const PARAMETERS: Units = { "": 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 };

/** Returns bytes written as `2GB`, `500 MB` or `1000000`; null for anything else. */
export function parseBytes(value: string): number | null {
  return parseAmount(value.trim().replace(/b$/i, ""), BYTES, 0);
}

/** Returns a number of parameters, at least 1, written as `7B`, `350M` or `1000000`; null for anything else. */
export function parseParameterCount(value: string): number | null {
  return parseAmount(value, PARAMETERS, 1);
}

function parseAmount(value: string, units: Units, least: number): number | null {
  const [, amount, letter = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]?)$/i.exec(value.trim()) ?? [];
  const unit = units[letter.toLowerCase()];
  const whole = Math.round(Number(amount) * (unit ?? Number.NaN));
  return Number.isSafeInteger(whole) && whole >= least ? whole : null;
}

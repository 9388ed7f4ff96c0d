import { phrase, t } from "../lang/words.js";

/** Made when it is first used: Node takes half as long to load the data of numbers as to start. */
let compactFormat: Intl.NumberFormat | undefined;

/** Returns 1677372 as "1.7M". */
export function compact(value: number): string {
  compactFormat ??= new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  return compactFormat.format(value);
}

/** Returns the whole number 1677372 as "1,677,372". */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** Returns a number of bytes as "1.4 MB" (powers of 1000). */
export function byteSize(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

/** Returns milliseconds as "0.4 s", "12 s", "3 min 20 s" or "2 h 5 min". */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return t`${seconds.toFixed(1)} s`;
  if (seconds < 120) return t`${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 120) return t`${minutes} min ${whole % 60} s`;
  return t`${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Returns "1 model", "2 models". */
export function count(value: number, noun: string): string {
  const figure = grouped(value);
  return phrase(`{1} ${noun}`, [figure]) ?? `${figure} ${noun}${value === 1 ? "" : "s"}`;
}

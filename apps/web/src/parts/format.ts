/** Returns a number of bytes for people: `340 B`, `2.1 MB`. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = count;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Returns US dollars, small sums with two significant digits. */
export function dollars(sum: number): string {
  return sum === 0 ? "$0" : `$${sum < 0.01 ? sum.toPrecision(2) : sum.toFixed(2)}`;
}

/** Returns a date and time in the format of a language. */
export function localTime(iso: string, language: string): string {
  return new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/** Returns a number with separated thousands. */
export function grouped(count: number, language: string): string {
  return count.toLocaleString(language);
}

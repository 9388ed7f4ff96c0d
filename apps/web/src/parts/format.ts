/** Returns a number of bytes for people: `340 B`, `2.1 MB`. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = count;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** Returns US dollars with as many places as a small sum needs. */
export function dollars(sum: number): string {
  return sum === 0 ? "$0" : `$${sum < 0.01 ? sum.toPrecision(2) : sum.toFixed(2)}`;
}

/** Returns a time of day and a date as the reader's place writes them. */
export function localTime(iso: string, language: string): string {
  return new Date(iso).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
}

/** Returns a large number with its thousands set apart. */
export function grouped(count: number, language: string): string {
  return count.toLocaleString(language);
}

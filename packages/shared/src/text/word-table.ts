/**
 * Returns a table that is written as text, "km kilometres, h hours": entries stand between commas or line ends, and
 * each begins with its key, up to the first space.
 */
export function wordTable(text: string): Readonly<Record<string, string>> {
  const entries = text.split(/[,\n]/).map((entry) => entry.trim());
  return Object.fromEntries(
    entries.filter(Boolean).map((entry) => {
      const [key = "", ...value] = entry.split(" ");
      return [key, value.join(" ")];
    }),
  );
}

/**
 * Parses a table such as "km kilometres, h hours": commas or line ends separate entries, and the first space of an
 * entry separates key and value.
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

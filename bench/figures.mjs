/** Returns the value below which a share of all lies. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

export const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Prints a heading, and rows of a name and a figure under it. */
export function printRows(heading, rows) {
  console.log(heading);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, figure] of rows) console.log(`  ${name.padEnd(width)}  ${figure}`);
  console.log();
}

/** Returns the processor time of a plain loop in milliseconds: machines, and moments of a shared one, are compared by it. */
export function loopMs() {
  const before = process.cpuUsage();
  let sum = 0;
  for (let n = 0; n < 100_000_000; n++) sum = (sum * 31 + n) | 0;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 + Math.min(0, Math.abs(sum));
}

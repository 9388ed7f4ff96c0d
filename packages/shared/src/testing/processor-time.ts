/**
 * Returns what a call gives, and the milliseconds of processor time that this process took meanwhile: how long the call
 * keeps it busy, whatever else the machine does.
 */
export async function processorTime<T>(
  call: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const before = process.cpuUsage();
  const value = await call();
  const { user, system } = process.cpuUsage(before);
  return { value, ms: (user + system) / 1000 };
}

// Preloaded into a process that is measured: tells its parent, at the end, what it used.
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.send?.({ cpu: (userCPUTime + systemCPUTime) / 1e6, peak: maxRSS / 1024 });
});
process.channel?.unref();

// node docs/examples/dist/cancel.js
import { openRuntime } from "./open-runtime.js";

const { runtime, close } = await openRuntime(process.env.HUGGINGGPT_HOME ?? "data");
try {
  // A run can be given a signal: here it may take ten minutes at most.
  const run = runtime.run({
    request: "make a picture of a lighthouse at dusk",
    signal: AbortSignal.timeout(600_000),
  });
  for await (const event of run) {
    if (event.type === "attempt-started") break; // Leaving the loop cancels the run and waits for its end.
  }
  const end = run.report.then(({ status }) => status);
  console.log(await end.catch((reason: unknown) => `cancelled: ${String(reason)}`));
} finally {
  await close();
}

import { defineConfig } from "vitest/config";

// `npm run test:crash`: kills at set points, beside the suites of `crash/run.mjs`.
export default defineConfig({
  test: { include: ["src/**/*.crash.ts"], testTimeout: 600_000, hookTimeout: 600_000, maxWorkers: 2 },
});

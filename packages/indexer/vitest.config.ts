import { defineConfig } from "vitest/config";

// A busy machine makes property tests slow; no test asserts a time.
export default defineConfig({
  test: { include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 60_000 },
});

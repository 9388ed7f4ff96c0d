import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // A busy machine is slow; no test asserts a time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

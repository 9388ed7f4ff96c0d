import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // A busy machine is slow; no test asserts a time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    // The product as it is built is loaded once for all files that a worker takes.
    isolate: false,
    server: { deps: { external: [/\/(packages|apps)\/[^/]+\/dist\//] } },
  },
});

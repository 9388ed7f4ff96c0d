import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const inRoot = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What the tests of every package run with. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    setupFiles: [inRoot("vitest.seed.ts")],
    globalSetup: [inRoot("vitest.postgres.ts")],
    // Modules are loaded once for all files that a worker takes, and the other packages as they are built.
    isolate: false,
    server: { deps: { external: [/\/(packages|apps)\/[^/]+\/dist\//] } },
    // A busy machine is slow; no test asserts a time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 300_000 } },
    // One more than there are cores where this is built: some wait for a process, a thread or a server.
    maxWorkers: 3,
  },
});

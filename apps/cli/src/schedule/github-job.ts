import { cronTime } from "./cron-time.js";
import { shellWords } from "./quote-words.js";
import type { ScheduledSync } from "./scheduled-sync.js";

/** A job on GitHub's machines ends after six hours at most. */
const TURN = "5h";

/**
 * Returns a workflow for GitHub Actions in a repository that holds this program. The registry is kept in the cache from
 * one run to the next. Paths of this machine mean nothing there.
 * @throws Fault USAGE for an interval that cron cannot say.
 */
export function githubJob({ everyMs, args }: ScheduledSync): string {
  const limit = args.includes("--for") ? [] : ["--for", TURN];
  const command = ["npx", "indexer", "sync", "--log", "json", "--home", ".registry", ...limit, ...args];
  return `# .github/workflows/indexer.yml
name: indexer
on:
  schedule:
    - cron: "${cronTime(everyMs)}"
  workflow_dispatch:
permissions:
  contents: read
concurrency: indexer
jobs:
  sync:
    runs-on: ubuntu-latest
    timeout-minutes: 350
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
          cache: npm
      - run: npm ci && npm run build
      # The newest registry is restored, and this run's is saved under a name of its own.
      - uses: actions/cache@v4
        with:
          path: .registry
          key: registry-\${{ github.run_id }}
          restore-keys: registry-
      - run: |
          ${shellWords(command)}
        env:
          HF_TOKEN: \${{ secrets.HF_TOKEN }}`;
}

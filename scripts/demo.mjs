// Runs the main job once, on a file of this checkout, in a registry of its own. No credentials are needed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const request =
  "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud";
const article = join(root, "data", "examples", "article.txt");

console.log(`$ hugginggpt run "${request}" --file data/examples/article.txt\n`);
const { status, error } = spawnSync(
  process.execPath,
  [join(root, "apps", "cli", "bin", "hugginggpt.js"), "run", request, "--file", article],
  { cwd: root, stdio: ["ignore", "inherit", process.stdout.fd] },
);
if (error) throw error;
process.exit(status ?? 1);

// Does the main job on files of this checkout, in a registry of its own. No credentials are needed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const RUNS = [
  [
    "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud",
    "article.txt",
  ],
  ["Read the text in this picture aloud", "sign.png"],
];

for (const [request, name] of RUNS) {
  console.log(`$ hugginggpt run "${request}" --file data/examples/${name}\n`);
  const { status, error } = spawnSync(
    process.execPath,
    [
      join(root, "apps", "cli", "bin", "hugginggpt.js"),
      "run",
      request,
      "--file",
      join(root, "data", "examples", name),
    ],
    { cwd: root, stdio: ["ignore", "inherit", process.stdout.fd] },
  );
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  console.log();
}

// Does the main job on files of this checkout, in a registry of its own. No credentials are needed. `--lang zh`: in Chinese,
// on a Chinese text and a Chinese picture too; what the tools that are here cannot do with them is said, and the next is begun.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Requests and their files; those that a missing model may leave undone are `open`. */
const RUNS = {
  en: [
    {
      request:
        "Summarize the article, say whether its tone is positive, name the people and places, and read the summary aloud",
      file: "article.txt",
    },
    { request: "Read the text in this picture aloud", file: "sign.png" },
  ],
  zh: [
    { request: "总结这篇文章，分析语气，找出人名和地名，并朗读摘要", file: "article.txt" },
    { request: "朗读这张图片里的文字", file: "sign.png" },
    { request: "总结这篇文章", file: "article.zh.txt" },
    { request: "分析这篇文章的语气，找出人名和地名，并朗读出来", file: "article.zh.txt", open: true },
    { request: "识别这张图片里的文字", file: "sign.zh.png", open: true },
  ],
};
const OPEN =
  "内置工具不懂这段中文，没有编造结果。用 `npx hugginggpt local install` 安装本机运行环境后可读取中文图片；设置 HF_TOKEN 后可使用懂中文的模型（包括语音）。";

const [flag, wanted = "en"] = process.argv.slice(2);
const runs = Object.hasOwn(RUNS, wanted) ? RUNS[wanted] : null;
if ((flag !== undefined && flag !== "--lang") || !runs) {
  console.error(`npm run demo takes --lang ${Object.keys(RUNS).join(" or --lang ")}, and nothing else.`);
  process.exit(2);
}
for (const { request, file, open } of runs) {
  const words = ["run", request, "--file", join(root, "data", "examples", file)];
  console.log(`$ hugginggpt run "${request}" --file data/examples/${file}\n`);
  const { status, error } = spawnSync(
    process.execPath,
    [join(root, "apps", "cli", "bin", "hugginggpt.js"), ...words],
    {
      cwd: root,
      stdio: ["ignore", "inherit", process.stdout.fd],
      env: flag === undefined ? process.env : { ...process.env, HUGGINGGPT_LANG: wanted },
    },
  );
  if (error) throw error;
  if (status === 1 && open) console.log(`\n${OPEN}`);
  else if (status !== 0) process.exit(status ?? 1);
  console.log();
}

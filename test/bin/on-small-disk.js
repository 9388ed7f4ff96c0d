// Runs commands one after the other on a disk of a given size that exists only while this process runs: a tmpfs in a
// mount namespace of its own. Started by `unshare --map-root-user --mount`; only Linux has it.
// Argument: {"dir", "env", "steps": [{"size", "args"}], "copyTo"}. Prints [{"code", "stdout", "stderr", "files"}] for
// the steps: how each ended, and the files that it left.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const { dir, env, steps, copyTo } = JSON.parse(process.argv[2]);
const results = steps.map(({ size, args }, n) => {
  const remount = n === 0 ? "" : "remount,";
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `${remount}size=${size}`, "tmpfs", dir]);
  if (mounted.status !== 0) throw new Error(`mount failed: ${mounted.stderr}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, cwd: dir, encoding: "utf8" });
  return { code: status, stdout, stderr, files: readdirSync(dir, { recursive: true }) };
});
const registry = join(dir, "registry.sqlite");
if (existsSync(registry)) copyFileSync(registry, join(copyTo, "registry.sqlite"));
process.stdout.write(JSON.stringify(results));

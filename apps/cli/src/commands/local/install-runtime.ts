import { spawn } from "node:child_process";
import { copyFile, readdir, readFile, rename, rm, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkBytes } from "@hugginggpt/local";
import { Fault, oneLine } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";

interface InstallOptions {
  /** Where it goes. */
  readonly folder: string;
  /** The environment of npm. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Take packages from npm's cache only. */
  readonly offline: boolean;
  readonly signal: AbortSignal;
}

/** While npm unpacks, all platforms' libraries are there. */
const NEEDED_BYTES = 700e6;
const OUR_NAME = '"name": "@hugginggpt/local-runtime"';
const MANIFEST = ["package.json", "package-lock.json"] as const;
/** The manifest as the build puts it beside this program. */
const MANIFEST_FOLDER = fileURLToPath(new URL("../local-runtime/", import.meta.url));

/**
 * Installs the runtime for local models as the lock beside this package pins it, and returns its size in bytes. No
 * install script runs. The folder is replaced only when the new one is complete.
 * @throws Fault DISK, NOT_INSTALLED if npm is missing or fails; the signal's reason.
 */
export async function installRuntime({ folder, env, offline, signal }: InstallOptions): Promise<number> {
  makeFolder(dirname(folder));
  const { bavail, bsize } = await statfs(dirname(folder));
  if (bavail * bsize < NEEDED_BYTES) throw noRoom(folder, bavail * bsize);
  const partial = `${folder}.partial-${process.pid}`;
  try {
    makeFolder(partial);
    for (const file of MANIFEST) await copyFile(join(MANIFEST_FOLDER, file), join(partial, file));
    await runNpm(partial, { env, offline, signal });
    await trim(join(partial, "node_modules"));
    await placeSpeechFinder(partial);
    await removeOurs(folder);
    await rename(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return walkBytes(folder);
}

/** @throws Fault USAGE for a folder with anything else in it than an earlier install. */
async function removeOurs(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  if (names.length > 0 && !(await isOurs(folder))) {
    throw new Fault("USAGE", `${folder} holds something other than the local runtime`, {
      wanted: "an empty folder, or one with an installed runtime",
      next: "Choose another one with HUGGINGGPT_LOCAL_RUNTIME.",
    });
  }
  await rm(folder, { recursive: true, force: true });
}

async function isOurs(folder: string): Promise<boolean> {
  const manifest = await readFile(join(folder, "package.json"), "utf8").catch(() => "");
  return manifest.includes(OUR_NAME);
}

async function runNpm(
  cwd: string,
  { env, offline, signal }: Pick<InstallOptions, "env" | "offline" | "signal">,
): Promise<void> {
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  args.push(offline ? "--offline" : "--prefer-offline");
  const isWindows = process.platform === "win32";
  const npm = spawn(isWindows ? "npm.cmd" : "npm", args, {
    cwd,
    // onnxruntime-node's script would fetch libraries for graphics cards.
    env: { ...env, ONNXRUNTIME_NODE_INSTALL: "skip" },
    shell: isWindows,
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let words = "";
  npm.stderr.on("data", (chunk: Buffer) => {
    words = (words + chunk.toString("utf8")).slice(-4_000);
  });
  const code = await new Promise<number | string>((resolve) => {
    npm.once("error", (error) => resolve(error.message));
    npm.once("close", (ended) => resolve(ended ?? "a signal"));
  });
  signal.throwIfAborted();
  if (code === 0) return;
  const came = typeof code === "string" ? code : words.trim();
  throw new Fault("NOT_INSTALLED", "npm could not install the local runtime", {
    came: oneLine(came || `npm ended with ${code}`, 300),
    next: offline
      ? "npm's cache does not have everything: try again without --offline."
      : "Check that npm is installed and can reach its registry, then try again.",
  });
}

/** Takes out libraries for other platforms, four fifths of the whole. */
async function trim(modules: string): Promise<void> {
  const binaries = join(modules, "onnxruntime-node", "bin");
  for (const api of await readdir(binaries)) {
    for (const system of await readdir(join(binaries, api))) {
      for (const processor of await readdir(join(binaries, api, system))) {
        if (system === process.platform && processor === process.arch) continue;
        await rm(join(binaries, api, system, processor), { recursive: true });
      }
    }
  }
}

/** Silero VAD as a model of its own: npm ships its weights beside other code. */
async function placeSpeechFinder(folder: string): Promise<void> {
  const dir = join(folder, "tools", "silero-vad");
  makeFolder(join(dir, "onnx"));
  const weights = join(folder, "node_modules", "@ricky0123", "vad-web", "dist", "silero_vad_v6.onnx");
  await copyFile(weights, join(dir, "onnx", "model.onnx"));
  await writeFile(join(dir, "config.json"), JSON.stringify({ model_type: "custom" }));
}

function noRoom(folder: string, free: number): Fault {
  return new Fault("DISK", `There is not enough space for the local runtime in ${folder}`, {
    wanted: `${NEEDED_BYTES / 1e6} MB free while it is unpacked`,
    came: `${Math.floor(free / 1e6)} MB`,
    next: "Free some space, or choose another home with --home.",
  });
}

import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { SettingList } from "./setting-list.js";

/** How models are loaded on this machine. */
export interface LocalSettings {
  /** The folder in which what loads them is installed. */
  readonly runtime: string;
  /** The folder to which they are pulled. */
  readonly models: string;
  /** The file that names the user's own folders. */
  readonly folders: string;
  /** The Hub's own cache. */
  readonly hubCache: string;
  /** Bytes that the process of models may take. */
  readonly maxMemory: number;
  /** Bytes that a run may download of one model. */
  readonly maxDownload: number;
}

/** What a command line can say of it, in bytes. */
export interface LocalFlags {
  readonly maxMemory?: number | undefined;
  readonly maxDownload?: number | undefined;
}

const MAX_MEMORY = 2e9;
/** Most models that fit into the memory are smaller. */
const MAX_DOWNLOAD = 1e9;

/** Returns how models are loaded: flag before file before default; places by the Hub's own variables. */
export function decideLocal(flags: LocalFlags, home: string, list: SettingList): LocalSettings {
  const runtime = join(home, "local", "runtime");
  const hubCache = hubCacheOf(list.env);
  return {
    runtime: resolve(list.text("local.runtime", "HUGGINGGPT_LOCAL_RUNTIME", runtime) ?? runtime),
    models: join(home, "local", "models"),
    folders: join(home, "local", "folders.json"),
    hubCache: resolve(list.text("local.hubCache", "HF_HUB_CACHE", hubCache) ?? hubCache),
    maxMemory: list.decide("local.maxMemory", MAX_MEMORY, flags.maxMemory),
    maxDownload: list.decide("local.maxDownload", MAX_DOWNLOAD, flags.maxDownload),
  };
}

/** Where huggingface_hub keeps models, by its documented variables. */
function hubCacheOf({ HF_HOME, XDG_CACHE_HOME }: SettingList["env"]): string {
  const home = HF_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "huggingface");
  return join(home, "hub");
}

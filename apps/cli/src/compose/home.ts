import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type Home, homeIn, keepHome } from "@hugginggpt/runtime/home";
import { Fault, isFault } from "@hugginggpt/shared";
import envPaths from "env-paths";
import { t } from "../lang/words.js";
import { type CliContext, noteLine } from "../program/cli-context.js";

/**
 * Returns the directory of the local state: the given one, or a folder in it if it holds other files (see `homeIn`),
 * else `data/` of the checkout that contains this file, else the platform's data directory.
 * @throws Fault CONFIG_INVALID as `homeIn` does, and if the given one cannot be read.
 */
export function findHome(given: string | null | undefined): Home {
  if (given) return givenHome(resolve(given));
  const checkout = fileURLToPath(new URL("../../../../", import.meta.url));
  const isCheckout =
    existsSync(join(checkout, "turbo.json")) && existsSync(join(checkout, "packages", "indexer"));
  const path = isCheckout ? join(checkout, "data") : envPaths("hugginggpt", { suffix: "" }).data;
  return { path, isInside: false };
}

function givenHome(path: string): Home {
  try {
    return homeIn(path);
  } catch (error) {
    if (isFault(error)) throw error;
    throw new Fault("CONFIG_INVALID", `${path} cannot be the home`, {
      came: error instanceof Error ? error.message : String(error),
      next: "Give another directory to --home or HUGGINGGPT_HOME.",
      cause: error,
    });
  }
}

export interface HomeFiles {
  readonly registry: string;
  /** The results of models in earlier runs. */
  readonly trackRecords: string;
}

/** Returns where the files of the local state are. */
export function homeFiles(home: string): HomeFiles {
  return {
    registry: join(home, "registry.sqlite"),
    trackRecords: join(home, "track-records.sqlite"),
  };
}

/** Creates the home if it is missing, with a note if it is a folder in the given directory. See `keepHome`. */
export function takeHome(
  { home, isInside }: { readonly home: string; readonly isInside: boolean },
  context: CliContext,
): void {
  if (isInside && !existsSync(home))
    noteLine(context, t`${dirname(home)} holds other files: the local state goes into ${home}.`);
  keepHome(home);
}

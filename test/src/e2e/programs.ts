import type { Program } from "../../../apps/cli/dist/programs.js";

type Programs = typeof import("../../../apps/cli/dist/programs.js");

// The bundle, which is what is published, has no types of its own.
const bundle = new URL("../../../apps/cli/dist/bundled/programs.cjs", import.meta.url);

/** The product's programs, and what runs them in this process. */
export const { hugginggpt, indexer, registry, runProgram }: Programs = await import(bundle.href);

export type { Program };

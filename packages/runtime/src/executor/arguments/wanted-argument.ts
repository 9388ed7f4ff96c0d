import type { ArgSpec, ArgValue } from "@hugginggpt/shared";

/** What is wanted of one argument. */
export type Wanted = Pick<ArgSpec, "type" | "list" | "accepts">;

/** One or several values for an argument, or why there are none. */
export type Resolved = { readonly values: readonly ArgValue[] } | { readonly problem: string };

const state = $state({ path: pathOf(location.hash) });
window.addEventListener("hashchange", () => {
  state.path = pathOf(location.hash);
});

/** Returns the parts of the current address after `#/`. */
export function route(): readonly string[] {
  return state.path;
}

/** Goes to another view. */
export function go(...path: readonly string[]): void {
  location.hash = hrefOf(...path);
}

/** Returns the link to a view. */
export function hrefOf(...path: readonly string[]): string {
  return `#/${path.map(encodeURIComponent).join("/")}`;
}

function pathOf(hash: string): string[] {
  return hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // Somebody typed a lone percent sign.
  }
}

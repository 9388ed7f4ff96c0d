/** Returns what the browser keeps under a name; null where it keeps nothing, or no storage can be used. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage is switched off: the page works without.
  }
}

/** Has the browser keep a value, where it can. */
export function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return; // Switched off, or full.
  }
}

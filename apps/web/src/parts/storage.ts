/** Returns the value stored in the browser under a name; null if there is none, or no storage. */
export function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // Storage is switched off: the page works without.
  }
}

/** Stores a value in the browser, if it has storage. */
export function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return; // Switched off, or full.
  }
}

/** Returns hnswlib-node; null if it is not installed: it is optional, and compiles from source. */
export async function loadHnswlib(): Promise<typeof import("hnswlib-node") | null> {
  try {
    const loaded = await import("hnswlib-node");
    return "default" in loaded ? (loaded.default as typeof import("hnswlib-node")) : loaded;
  } catch {
    // Not installed, or its native part was built for another version of Node: searches scan instead.
    return null;
  }
}

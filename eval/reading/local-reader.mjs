/**
 * Returns the reader of @hugginggpt/local, `{ name, languages, read }`, where that package is built and its models are
 * installed, else null. It exports `openReader()`, which returns `{ languages, read(bytes) }` or null.
 */
export async function localReader() {
  const entry = new URL("../../packages/local/dist/index.js", import.meta.url);
  const local = await import(entry.href).catch((error) => {
    if (error.code === "ERR_MODULE_NOT_FOUND") return {};
    throw error;
  });
  const reader = await local.openReader?.();
  return reader ? { name: "local", ...reader } : null;
}

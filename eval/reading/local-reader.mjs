import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LocalBackend, LocalMachine } from "@hugginggpt/local";

const RUNTIME =
  process.env.HUGGINGGPT_LOCAL_RUNTIME ?? fileURLToPath(new URL("../../data/local/runtime", import.meta.url));
const TASK = "image-to-text";

/**
 * Returns the reader that `hugginggpt local install` brings, PP-OCR alone: `{ name, languages, read, close }`; null where it is
 * not installed.
 */
export function localReader() {
  if (!existsSync(join(RUNTIME, "node_modules", "paddleocr"))) return null;
  const machine = new LocalMachine({
    places: { models: join(tmpdir(), "hugginggpt-no-models"), folders: [], hubCache: null },
    runtime: RUNTIME,
    hub: { http: null, endpoint: "", token: null },
    maxMemory: 2_000_000_000,
    maxDownload: 0,
    offline: true,
    claim: async () => () => undefined,
  });
  const backend = new LocalBackend(machine);
  const endpoint = { kind: "local", provider: "local", task: TASK, status: "live" };
  const job = { task: TASK, model: "local:pp-ocr", endpoint };
  return {
    name: "local",
    languages: ["zh", "en"],
    read: async (image) =>
      (await backend.run({ ...job, args: { image } }, new AbortController().signal)).text,
    close: () => machine.close(),
  };
}

import { join } from "node:path";
import Database from "better-sqlite3";

const MIGRATIONS = new URL("../../../packages/indexer/dist/store/database/migrations.js", import.meta.url);
/** "HGPT" */
const APPLICATION_ID = 0x48475054;

/** Makes an empty registry of the first version in a home, and returns how many versions came after it. */
export async function makeOldRegistry(home: string): Promise<number> {
  const { MIGRATIONS: steps }: { readonly MIGRATIONS: readonly string[] } = await import(MIGRATIONS.href);
  const [first = ""] = steps;
  const db = new Database(join(home, "registry.sqlite"));
  try {
    db.exec(first);
    db.pragma("user_version = 1");
    db.pragma(`application_id = ${APPLICATION_ID}`);
  } finally {
    db.close();
  }
  return steps.length - 1;
}

/** Puts two models into a registry of the first version; what follows from them later migrations work out. */
export function fillOldRegistry(home: string): void {
  const db = new Database(join(home, "registry.sqlite"));
  try {
    db.exec(`
      INSERT INTO models (id, source, task, downloads, likes, tags, languages) VALUES
        ('a/web', 'hub', 'translation', 1, 1, '["onnx","transformers.js"]', '[]'),
        ('a/bare', 'hub', 'translation', 1, 1, '["onnx"]', '[]');
      INSERT INTO cards (row, state) VALUES (1, 'gated'), (2, 'read');`);
  } finally {
    db.close();
  }
}

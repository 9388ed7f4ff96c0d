import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepHome } from "@hugginggpt/runtime/home";
import { onTestFinished } from "vitest";
import { secretIn } from "./secrets.js";

/** A directory of a test's own. */
export interface TempHome {
  readonly path: string;
  /** Removes it. @throws Error where a file in it holds a secret. */
  remove(): void;
}

/** Returns a new directory that its caller removes. */
export function makeHome(): TempHome {
  const path = mkdtempSync(join(tmpdir(), "hugginggpt-e2e-"));
  keepHome(path); // Else it would be taken for somebody's folder once a test has put a file into it.
  return {
    path,
    remove: () => {
      const leak = filesUnder(path).find((file) => secretIn(readFileSync(file)) !== null);
      rmSync(path, { recursive: true, force: true });
      if (leak) throw new Error(`${leak} held a secret`);
    },
  };
}

/** Returns the path of a new directory that is searched for secrets and removed when the running test ends. */
export function tempHome(): string {
  const home = makeHome();
  onTestFinished(() => home.remove());
  return home.path;
}

/** Returns every file under a directory: databases, journals, artifacts. */
export function filesUnder(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

import { importedPath, type SourceFile } from "./source-file.js";

/** Where a file stands: its package or app, and its stage (the first folder under `src`). */
export interface Room {
  /** `indexer`, `runtime`, `shared`, `cli` ... */
  readonly unit: string;
  readonly group: "packages" | "apps";
  /** Null for a file that lies in `src` itself. */
  readonly folder: string | null;
  /** The path under `src`. */
  readonly inside: string;
}

/** Folders that are no stage: they serve the file that names several stages, or the tests. */
const NO_STAGE = new Set(["sync", "run", "replay", "sessions", "queue", "testing"]);
/** Folders that every stage of their package may know: interfaces, and what knows no stage. */
const COMMON = new Set(["ports", "collections", "objects"]);
/** Files in `src` that may name several stages. */
const MAY_NAME_STAGES = new Set([
  "index.ts",
  "create-runtime.ts",
  "describe-model.ts",
  "sync.ts",
  "seed-registry.ts",
  "refresh-endpoints.ts",
  "open-registry.ts",
  "migrate-registry.ts",
  "open-postgres-registry.ts",
  "run-request.ts",
]);
const STAGED_UNITS = new Set(["indexer", "runtime"]);

/** Returns where a path stands; null for one outside `packages/<name>/src` and `apps/<name>/src`. */
export function roomOf(path: string): Room | null {
  const match = /^(?<group>packages|apps)\/(?<unit>[^/]+)\/src\/(?<inside>.+)$/.exec(path)?.groups;
  if (!match) return null;
  const { unit = "", inside = "", group } = match;
  const folder = inside.includes("/") ? (inside.split("/")[0] ?? null) : null;
  return { unit, group: group === "apps" ? "apps" : "packages", folder, inside };
}

/** Returns the imports by which a file breaks the rule that stages know only `shared` and themselves. */
export function foreignStages(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (!room || !STAGED_UNITS.has(room.unit) || room.group !== "packages") return [];
  const targets = file.imports.flatMap((specifier) => {
    const path = importedPath(file, specifier);
    const target = path === null ? null : roomOf(path);
    return target && target.unit === room.unit ? [{ specifier, target }] : [];
  });
  if (room.folder === null) return namesSeveral(room, targets);
  if (NO_STAGE.has(room.folder)) return [];
  return targets
    .filter(({ target }) => target.folder !== room.folder && !COMMON.has(target.folder ?? ""))
    .filter(({ target }) => !(file.isTest && target.folder === "testing"))
    .map(({ specifier }) => specifier);
}

function namesSeveral(
  room: Room,
  targets: readonly { readonly specifier: string; readonly target: Room }[],
): string[] {
  const subject = room.inside.replace(/\.test\.ts$/, ".ts");
  if (MAY_NAME_STAGES.has(subject)) return [];
  const stages = new Set(
    targets.map(({ target }) => target.folder).filter((folder) => folder !== null && !COMMON.has(folder)),
  );
  return stages.size > 1 ? targets.map(({ specifier }) => specifier) : [];
}

/** Returns the imports of our own packages that a file's package may not know. */
export function foreignPackages(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (!room || room.group === "apps") return [];
  return file.imports.filter((specifier) => {
    const path = importedPath(file, specifier);
    if (path !== null) return !path.startsWith(`packages/${room.unit}/src/`);
    const unit = /^@hugginggpt\/(?<unit>[^/]+)/.exec(specifier)?.groups?.unit;
    if (unit === undefined) return false;
    if (unit === "testing") return !file.isTest && !/(^|\/)testing\//.test(room.inside);
    return room.unit === "server"
      ? !["shared", "runtime"].includes(unit)
      : unit !== "shared" || room.unit === "shared";
  });
}

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hono } from "hono";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
};

interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Adds the page: the files of its folder, each under its own name, read once. They contain no secrets and need no
 * token. Names with a hash are cached forever.
 */
export function addPage(app: Hono, folder: string): void {
  for (const [path, { bytes, headers }] of pageFiles(folder)) {
    app.get(path, (context) => {
      if (context.req.header("if-none-match") === headers.ETag)
        return context.body(null, 304, { ...headers });
      return context.body(bytes, 200, { ...headers });
    });
  }
}

function pageFiles(folder: string): Map<string, PageFile> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    names.flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length).replaceAll("\\", "/").replace(/^\/*/, "/");
      const type = TYPES[entry.name.split(".").at(-1) ?? ""];
      if (!type) return [];
      const bytes = new Uint8Array(readFileSync(file));
      const cache = path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
      const ETag = `"${createHash("sha256").update(bytes).digest("hex").slice(0, 32)}"`;
      const found = { bytes, headers: { "Content-Type": type, "Cache-Control": cache, ETag } };
      return path === "/index.html" ? [["/", found] as const] : [[path, found] as const];
    }),
  );
}

import { artifactReader, findRun, manifestOf } from "@hugginggpt/runtime";
import type { ArtifactReader } from "@hugginggpt/shared";
import type { Context, Hono } from "hono";
import { Refusal } from "../answers/refusal.js";
import { originalOf } from "../desk/renditions.js";
import type { GuardedEnv } from "../guard/access.js";
import type { ServerParts } from "../server-parts.js";
import { artifactResponse, type WantedArtifact } from "./artifact-response.js";

/** `<run>-<code>-<name>`, in the folders of HuggingGPT's server. */
const FLAT = /^(\d{8}-\d{9}-[0-9a-f]{32})-([0-9a-f]{24})-(.+)$/;

/** Adds unguessable links to the files of runs. They need no token, so any page can show the files. */
export function addLinkedFiles(app: Hono, parts: ServerParts): void {
  app.get("/files/:run/:code/:name", (context) => {
    const { run, code, name } = context.req.param();
    return linked(context, { run, code, name }, parts);
  });
  for (const folder of ["images", "audios", "videos"])
    app.get(`/${folder}/:flat`, (context) => {
      const [, run = "", code = "", name = ""] = FLAT.exec(context.req.param("flat") ?? "") ?? [];
      return linked(context, { run, code, name }, parts);
    });
}

function linked(
  context: Context,
  { run, code, name }: { readonly run: string; readonly code: string; readonly name: string },
  parts: ServerParts,
): Promise<Response> {
  if (parts.links.opens({ run, name }, code)) return fileOf(context, run, name, parts);
  throw new Refusal("NOT_FOUND", "There is no such file", "Use the link as it was given.");
}

/** Adds the files and manifests of runs, for callers with the token. */
export function addFileRoutes(app: Hono<GuardedEnv>, parts: ServerParts): void {
  app.get("/api/runs/:run/artifacts/:name", (context) => {
    const { run, name } = context.req.param();
    return fileOf(context, run, name, parts);
  });
  app.get("/api/runs/:run/files/:handle", (context) => {
    const { run, handle } = context.req.param();
    return givenFile(context, run, Number(handle), parts);
  });
  app.get("/api/runs/:run/page", async (context) => {
    const stored = await findRun(parts.storage.runs, context.req.param("run"));
    return context.body(await parts.runPage(stored), 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="${stored.run}.html"`,
    });
  });
  app.get("/api/runs/:run/manifest", async (context) => {
    const stored = await findRun(parts.storage.runs, context.req.param("run"));
    return context.json({ run: stored.run, files: await manifestOf(stored, parts.storage) }, 200);
  });
}

/** @throws Fault RUN_NOT_FOUND, and as `artifactResponse`. */
async function fileOf(
  context: Context,
  id: string,
  name: string,
  { storage, renditions }: ServerParts,
): Promise<Response> {
  const stored = await findRun(storage.runs, id);
  const named = originalOf(stored.record, name);
  if (named && named.name !== name) {
    const made = await renditions.of(stored, named);
    return artifactResponse(readerOf(made?.bytes ?? null), wanted(context, name, made?.mediaType));
  }
  return artifactResponse(artifactReader(stored, storage), wanted(context, name, named?.mediaType));
}

/** Returns an input file of a run by its number, from 1. @throws as `fileOf`. */
async function givenFile(
  context: Context,
  id: string,
  handle: number,
  { storage }: ServerParts,
): Promise<Response> {
  const { record } = await findRun(storage.runs, id);
  const file = record.input?.files.find((one) => one.handle === handle);
  const bytes = file ? await storage.inputs.get(file.sha256) : null;
  return artifactResponse(readerOf(bytes), wanted(context, `given-${handle}`, file?.mediaType));
}

function wanted({ req }: Context, name: string, mediaType: string | undefined): WantedArtifact {
  const range = req.header("range");
  return { name, mediaType: mediaType ?? null, range, isHead: req.method === "HEAD" };
}

/** Returns a reader of bytes in memory, like that of a file. */
function readerOf(bytes: Uint8Array | null): Pick<ArtifactReader, "open"> {
  const read = async function* ({ start = 0, end = bytes?.length ?? 0 } = {}) {
    if (bytes) yield bytes.subarray(start, end);
  };
  return { open: async () => bytes && { bytes: bytes.length, read } };
}

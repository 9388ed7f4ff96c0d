import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { loadHnswlib, type OpenedRegistry } from "@hugginggpt/indexer";
import { createBackends, createController } from "@hugginggpt/runtime";
import { describeError, isFault, type Settings, systemClock } from "@hugginggpt/shared";
import { makeFolder } from "@hugginggpt/shared/folders";
import type { HttpClient } from "@hugginggpt/shared/http";
import { type ConfigFlags, type Configuration, readConfiguration } from "../config/configuration.js";
import { exposedFiles } from "../config/exposed-files.js";
import type { CliContext } from "../program/cli-context.js";
import { byteSize, grouped } from "../render/format.js";
import { shellWords } from "../schedule/quote-words.js";
import { homeFiles } from "./home.js";
import { createHttp } from "./http.js";
import { type Home, withHome } from "./open-home.js";
import { taskRows } from "./task-rows.js";
import { accountSentence, INFERENCE_PERMISSION, TOKEN_PAGE, whoAmI } from "./whoami.js";

type RegistryServer = Awaited<ReturnType<NonNullable<OpenedRegistry["server"]>>>;
type Writer = NonNullable<Awaited<ReturnType<OpenedRegistry["writer"]>>>;

export interface Check {
  readonly name: string;
  /** `note`: works, with something to know; `bad`: something that was configured does not work. */
  readonly state: "ok" | "note" | "bad";
  readonly message: string;
}

export interface DoctorScope extends ConfigFlags {
  /** Whether no server is asked. */
  readonly offline?: boolean;
}

/** With less free space, a sync of the recommended models may not fit. */
const FREE_BYTES = 2e9;
const ASK = { tries: 1, deadlineMs: 15_000 } as const;

/** Returns what works here, in the order in which data flows. A check that fails is a result, never an exception. */
export async function runChecks(scope: DoctorScope, context: CliContext): Promise<Check[]> {
  const node: Check = { name: "node", state: "ok", message: process.versions.node };
  // `offline` only skips the checks that ask a server; the configuration is shown as it is.
  const flags = { ...scope, offline: undefined };
  try {
    const configuration = await readConfiguration(flags, context);
    const { settings } = configuration;
    const http = createHttp(settings, context, { offline: configuration.offline });
    return [
      node,
      ...(await homeChecks(flags, context)),
      await diskCheck(homeFiles(configuration.home).registry),
      proxyCheck(context),
      await configCheck(configuration),
      await hubCheck(settings, http, scope),
      await tokenCheck(configuration, http, scope),
      await controllerCheck(settings, http, scope),
    ];
  } catch (error) {
    return [node, { name: "config", state: "bad", message: describeError(error) }];
  }
}

/** What needs the registry. If it cannot be opened, that is the one result. */
async function homeChecks(flags: ConfigFlags, context: CliContext): Promise<Check[]> {
  try {
    return await withHome(flags, context, async (home) => {
      const server = (await home.server?.()) ?? null;
      const { models, vectorIndex, embedder } = await home.registry.stats();
      const count = `${grouped(models.hub + models.starter)} models in ${placeOf(home, server)}`;
      return [
        { name: "registry", state: "ok", message: count },
        ...(server ? [databaseCheck(server, await home.writer())] : []),
        await indexCheck(vectorIndex),
        {
          name: "embedder",
          state: "ok",
          message: `${home.embedder.name} (stored: ${embedder ?? "none yet"})`,
        },
        await backendsCheck(home),
      ];
    });
  } catch (error) {
    return [{ name: "registry", state: "bad", message: describeError(error) }];
  }
}

type Found = Omit<Check, "name">;

/** Returns the result of a check; if it throws, that is a result, too. */
export async function checked(
  name: string,
  check: () => Promise<Found>,
  ifFailed: Check["state"] = "bad",
): Promise<Check> {
  try {
    return { name, ...(await check()) };
  } catch (error) {
    return { name, state: ifFailed, message: describeError(error) };
  }
}

/** Returns where a registry is. */
function placeOf({ files }: Home, server: RegistryServer | null): string {
  return server ? `PostgreSQL at ${server.name}` : files.registry;
}

/** Describes the database, and says what would improve it. */
function databaseCheck(server: RegistryServer, writer: Writer | null): Check {
  const { version, tables, vectors, vectorsAvailable, isReadOnly, bytes } = server;
  const without = vectorsAvailable
    ? "without pgvector, which a superuser adds by CREATE EXTENSION vector"
    : "without pgvector: vectors are searched in this program's memory";
  const search = vectors === null ? without : `pgvector ${vectors}`;
  const writing = writer ? `process ${writer.pid} on ${writer.host} is writing` : "nobody is writing";
  const use = isReadOnly ? "it takes no writes" : writing;
  const state = isReadOnly || vectors === null ? "note" : "ok";
  const message = `PostgreSQL ${version}, tables of version ${tables}, ${byteSize(bytes)}; ${search}; ${use}`;
  return { name: "database", state, message };
}

async function indexCheck(index: { kind: "exact" | "hnsw"; reason: string }): Promise<Check> {
  const library = await loadHnswlib().then(
    (found) => found !== null,
    () => false,
  );
  const served = index.kind === "hnsw" ? "HNSW serves" : "an exact scan is used";
  const installed = library ? "hnswlib-node is installed" : "hnswlib-node is not installed, which is fine";
  return {
    name: "vectors",
    state: library ? "ok" : "note",
    message: `${served} (${index.reason}); ${installed}`,
  };
}

function diskCheck(file: string): Promise<Check> {
  return checked("disk", async () => {
    const free = await freeBytes(dirname(file));
    return { state: free < FREE_BYTES ? "note" : "ok", message: `${byteSize(free)} free` };
  });
}

/** Returns the free bytes on a folder's disk; creates the folder if it is missing. */
export async function freeBytes(folder: string): Promise<number> {
  makeFolder(folder);
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function proxyCheck({ env }: CliContext): Check {
  const proxy = env.HTTPS_PROXY ?? env.https_proxy ?? env.HTTP_PROXY ?? env.http_proxy;
  if (!proxy) return { name: "proxy", state: "ok", message: "none" };
  if (!URL.canParse(proxy)) return { name: "proxy", state: "bad", message: "not an address" };
  return { name: "proxy", state: "ok", message: `through ${new URL(proxy).host}` };
}

function hubCheck(
  { hfEndpoint, hfToken }: Settings,
  http: HttpClient,
  { offline }: DoctorScope,
): Promise<Check> {
  const ask = async (): Promise<Found> => {
    if (offline) return { state: "note", message: "not checked (--offline)" };
    const url = `${hfEndpoint}/api/models?limit=1`;
    await http.request({ purpose: "ask the Hub", url, accept: [404], ...ASK });
    return { state: "ok", message: `${new URL(hfEndpoint).host} answers` };
  };
  return checked("hub", ask, hfToken ? "bad" : "note");
}

/** Checks whose token it is, and whether it may call inference providers. */
async function tokenCheck(
  { settings, values }: Configuration,
  http: HttpClient,
  scope: DoctorScope,
): Promise<Check> {
  const name = "token";
  const { hfEndpoint: endpoint, hfToken: token } = settings;
  const { source = "", value } = values.find((one) => one.name === "HF_TOKEN") ?? {};
  if (token === null && value === "set")
    return { name, state: "note", message: `from ${source}, not used (HUGGINGGPT_OFFLINE)` };
  if (token === null) {
    const why = source === "default" ? "none" : source;
    return { name, state: "note", message: `${why}; \`hugginggpt login\` keeps one, from ${TOKEN_PAGE}` };
  }
  if (scope.offline) return { name, state: "note", message: `from ${source}, not checked (--offline)` };
  try {
    const account = await whoAmI({ http, endpoint, token });
    const message = `from ${source}: ${accountSentence(account)}`;
    return account.inference === false
      ? { name, state: "note", message: `${message}. Permit "${INFERENCE_PERMISSION}" at ${TOKEN_PAGE}` }
      : { name, state: "ok", message };
  } catch (error) {
    const isSilent = isFault(error, "BAD_RESPONSE");
    return { name, state: isSilent ? "note" : "bad", message: `from ${source}: ${describeError(error)}` };
  }
}

function controllerCheck(settings: Settings, http: HttpClient, scope: DoctorScope): Promise<Check> {
  return checked("controller", async () => {
    const patience = { deadlineMs: 60_000, tries: 1, maxWaitMs: 0 };
    const controller = await createController(null, { settings, http, patience });
    if (!controller) {
      return {
        state: "note",
        message:
          "offline rules; `hugginggpt login`, set OPENAI_API_KEY or OPENAI_BASE_URL, or name one with --controller",
      };
    }
    if (scope.offline) return { state: "note", message: `${controller.name}, not checked (--offline)` };
    await controller.chat({ messages: [{ role: "user", content: "Answer with the word ready." }] });
    return { state: "ok", message: `${controller.name} answers` };
  });
}

/** Says what can run here, and for how many tasks. A token alone does not show what is served. */
function backendsCheck(home: Home): Promise<Check> {
  const { settings, http, configuration } = home;
  return checked("backends", async () => {
    const wanted = configuration.backends.filter((one) => one !== "controller");
    const kinds = createBackends(wanted, {
      ...{ settings, http, clock: systemClock, controller: null },
      local: home.local?.backend ?? null,
    }).map(({ kind }) => kind);
    const tasks = (await taskRows(home)).filter(({ runnable }) => runnable > 0).length;
    const more = settings.hfToken ? "" : "; a token adds the inference providers";
    const message = `${kinds.join(", ")}: models for ${tasks} tasks can run here${more}`;
    return { state: settings.hfToken ? "ok" : "note", message };
  });
}

async function configCheck({ values }: Configuration): Promise<Check> {
  const files = new Set(values.map(({ source }) => source).filter((source) => source.endsWith(".json")));
  const message = [...files].join(", ") || "no configuration file is used";
  const exposed = shellWords(await exposedFiles(files));
  return exposed === ""
    ? { name: "config", state: "ok", message }
    : {
        name: "config",
        state: "note",
        message: `other users can read the secret in ${exposed}: chmod 600 ${exposed}`,
      };
}

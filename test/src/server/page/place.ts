import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type Bench, startBench } from "../../e2e/bench.js";
import { planning, planOf } from "../../e2e/scripts.js";
import { INVENTED_FILE, readHubRows } from "../../hub/hub-row.js";
import { type HubServer, startHub } from "../../hub-server.js";
import { simulatedGlb } from "../../media/simulated-glb.js";
import { newContext, openPage, startBrowser, type WatchedPage } from "../browser.js";
import { startMaker } from "../maker.js";
import { type RunningServer, startServer } from "../running-server.js";

export const SPEAK = { task: "text-to-speech", args: { text: "The lighthouse is open." } };
export const MOOD = { task: "text-classification", args: { text: "I love this harbour" } };
/** One red dot. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==",
  "base64",
);

const SOLIDS = ["text-to-3d"];
const glb = (content: Uint8Array) => ["model/gltf-binary", content] as const;
const CORNERS = ["0 0 0", "1 0 0", "0 1 1"];
/** What the maker of 3D files makes, by what it is asked for. */
export const MADE = {
  "a cube": glb(simulatedGlb()),
  "a triangle as OBJ": [
    "model/obj",
    Buffer.from(`${CORNERS.map((at) => `v ${at}\n`).join("")}f 1 2 3\n`),
  ] as const,
  "a triangle as PLY": [
    "model/ply",
    Buffer.from(
      `ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n${CORNERS.join("\n")}\n3 0 1 2\n`,
    ),
  ] as const,
  "a triangle as STL": [
    "model/stl",
    Buffer.from(
      `solid t\nfacet normal 0 0 1\nouter loop\n${CORNERS.map((at) => `vertex ${at}\n`).join("")}endloop\nendfacet\nendsolid t\n`,
    ),
  ] as const,
  "half a cube": glb(simulatedGlb().subarray(0, 700)),
  "a cube with a picture from elsewhere": glb(
    simulatedGlb({ images: [{ uri: "https://evil.example/pixel.png" }] }),
  ),
};

/** One server and one browser for all tests of the page. */
export interface Place {
  readonly bench: Bench;
  /** Where the server's syncs read. */
  readonly hub: HubServer;
  readonly server: RunningServer;
  readonly browser: Browser;
  /** Opens a view of the page; with options in a context of its own. Pages and contexts are closed after their test. */
  open(view?: string, options?: Parameters<Browser["newContext"]>[0]): Promise<WatchedPage>;
  /** A run that has ended well, the same for all who ask. */
  finished(): Promise<string>;
}

/** Starts all of it before the tests of a file, and stops it after them. Each value is there once a test runs. */
export function usePlace(): Place {
  let parts: Omit<Place, "open" | "finished"> & { readonly close: () => Promise<unknown> };
  let shared: BrowserContext;
  let finished: Promise<string> | null = null;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    parts = await startAll();
    shared = await newContext(parts.browser, { permissions: ["microphone"] });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    parts.bench.reset();
    parts.hub.heal();
  });
  afterAll(() => parts.close());
  return {
    get bench() {
      return parts.bench;
    },
    get hub() {
      return parts.hub;
    },
    get server() {
      return parts.server;
    },
    get browser() {
      return parts.browser;
    },
    open: async (view = "", options) => {
      const context = options ? await newContext(parts.browser, options) : shared;
      const { url, token } = parts.server;
      const watched = await openPage(context, `${url}/?token=${token}#/${view}`);
      opened.push(options ? context : watched.page);
      return watched;
    },
    finished: () => {
      finished ??= finish(parts);
      return finished;
    },
  };
}

async function startAll() {
  const [bench, browser, hub] = await Promise.all([
    startBench(),
    startBrowser(),
    startHub({ rows: readHubRows(INVENTED_FILE) }),
  ]);
  const maker = await startMaker(bench.synced, SOLIDS, MADE);
  const env = { HF_ENDPOINT: hub.url };
  const server = await startServer(bench, bench.synced, maker.args, (args, options) =>
    bench.start(args, { ...options, env }),
  );
  const close = async () => {
    await browser.close();
    await server.stop();
    await Promise.all([maker.close(), hub.close(), bench.close()]);
  };
  return { bench, browser, hub, server, close };
}

async function finish({ bench, server }: Pick<Place, "bench" | "server">): Promise<string> {
  bench.answerBy(planning(planOf(MOOD, { ...SPEAK, id: 1 })));
  const run = await server.begin("what is the mood, and say something");
  await server.ended(run);
  return run;
}

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LocalBackend, type LocalMachine, type LocalOptions } from "@hugginggpt/local";
import { isFault, type TaskId } from "@hugginggpt/shared";
import { faultOf } from "@hugginggpt/testing";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backendContract } from "../../../packages/runtime/dist/testing/backend-contract.js";
import { makeHome } from "../e2e/temp-home.js";
import { type HubServer, startHub } from "../hub-server.js";
import { failWith, truncateBody } from "../loopback/faults.js";
import { blackPng } from "../media/simulated-png.js";
import { asJson, type Files } from "../onnx/files.js";
import { external, floats, model, node } from "../onnx/onnx-writer.js";
import { sentimentModel } from "../onnx/text-models.js";
import { TINY_MODELS, type TinyModel } from "../onnx/tiny-models.js";
import { machineIn, NO_RUNTIME, RUNTIME_NOTE, tinyRows } from "./local-bench.js";

const ID = "tiny/sentiment";
const TASK = "text-classification";
const { signal } = new AbortController();

const job = (id = ID, task: TaskId = TASK) => ({
  ...{ task, model: id, revision: null, args: { text: "I love this movie" } },
  endpoint: { kind: "local", provider: "transformers.js", task, status: "live" } as const,
});

const opened: { close: () => unknown }[] = [];
let home: ReturnType<typeof makeHome>;

beforeEach(() => {
  home = makeHome();
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
  home.remove();
});

async function hubOf(...models: readonly TinyModel[]): Promise<HubServer> {
  const hub = await startHub({ rows: tinyRows(models.length > 0 ? models : TINY_MODELS.slice(0, 1)) });
  opened.push(hub);
  return hub;
}

function open(hub: { readonly url: string }, options: Partial<LocalOptions> = {}): LocalMachine {
  const machine = machineIn(home.path, hub, options);
  opened.push(machine);
  return machine;
}

const withFiles = (id: string, files: Files, task: TaskId = TASK): TinyModel => ({
  id,
  task,
  files: () => files,
});
const filesUnder = (dir: string): string[] =>
  existsSync(dir) ? readdirSync(dir, { recursive: true }).map(String).sort() : [];

function write(dir: string, files: Files): void {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), bytes);
  }
}

describe.skipIf(NO_RUNTIME)(`a model that is pulled${RUNTIME_NOTE}`, () => {
  // One process says for all of these tests which files a model needs: to start one takes half a second.
  const shared = machineIn(tmpdir(), { url: "http://127.0.0.1:9" });
  afterAll(() => shared.close());
  const openSharing = (...how: Parameters<typeof open>): LocalMachine =>
    Object.defineProperty(open(...how), "host", { get: () => shared.host });

  it("takes configuration, tokenizer and one set of weights at one commit, and nothing else", async () => {
    const others = {
      "pytorch_model.bin": Buffer.from("x"),
      "modeling.py": Buffer.from("x"),
      "model.safetensors": Buffer.from("x"),
    };
    const twice = { "onnx/model_quantized.onnx": sentimentModel()["onnx/model.onnx"] ?? new Uint8Array() };
    const hub = await hubOf(withFiles(ID, { ...sentimentModel(), ...others, ...twice }));
    const pulled = await openSharing(hub).pull({ id: ID });
    expect(filesUnder(pulled.dir)).toEqual([
      "config.json",
      "hugginggpt.json",
      "onnx",
      join("onnx", "model_quantized.onnx"),
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
    expect(pulled).toMatchObject({
      id: ID,
      task: TASK,
      weights: { dtype: "q8" },
      revision: hub.models.get(ID)?.item.sha,
    });
    const resolved = hub.requests.filter(({ path }) => path.includes("/resolve/"));
    expect(resolved.every(({ path }) => path.includes(`/resolve/${pulled.revision}/`))).toBe(true);
  });

  const LARGE = 500_000;
  const half = { match: /resolve-cache.*model\.onnx/, fault: truncateBody(0.5) };
  const startsAsked = ({ requests }: HubServer): number[] =>
    requests
      .filter(({ path }) => path.includes("resolve-cache") && path.endsWith("model.onnx"))
      .map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? "")?.[1] ?? 0));

  it("goes on where it was interrupted, byte for byte", async () => {
    const files = sentimentModel(LARGE);
    const hub = await hubOf(withFiles(ID, files));
    hub.inject({ ...half, times: 1 });
    const { dir } = await openSharing(hub).pull({ id: ID });
    expect(
      readFileSync(join(dir, "onnx", "model.onnx")).equals(files["onnx/model.onnx"] ?? Buffer.alloc(0)),
    ).toBe(true);
    const [first, second = 0] = startsAsked(hub);
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(100_000);
  });

  it("goes on in another process after a download that was given up", async () => {
    const hub = await hubOf(withFiles(ID, sentimentModel(LARGE)));
    hub.inject(half);
    expect((await faultOf(openSharing(hub).pull({ id: ID }))).code).toBe("NETWORK");
    hub.heal();
    hub.clearRequests();
    await openSharing(hub).pull({ id: ID });
    expect(startsAsked(hub)[0]).toBeGreaterThan(100_000);
  });

  it("is refused, and nothing of the file kept, where other bytes come than the Hub lists", async () => {
    const hub = await hubOf();
    hub.inject({
      match: "model.onnx",
      fault: async (_request, honest) => {
        const reply = await honest();
        const body = Buffer.from(reply.body as Uint8Array).fill(7);
        return { ...reply, body };
      },
    });
    const machine = openSharing(hub);
    expect(await faultOf(machine.pull({ id: ID }))).toMatchObject({ code: "BAD_RESPONSE" });
    expect(filesUnder(home.path).filter((path) => path.includes("model.onnx"))).toEqual([]);
    expect(await machine.shelf.list()).toEqual([]);
  });

  it("is not begun where it is larger than what may be downloaded, and says how large it is", async () => {
    const hub = await hubOf();
    const fault = await faultOf(openSharing(hub).pull({ id: ID, maxDownload: 100 }));
    expect(fault).toMatchObject({ code: "LIMIT_REACHED", came: "1 MB" });
    expect(hub.requests.some(({ path }) => path.includes(".onnx"))).toBe(false);
  });

  it("is not begun where it would not fit into the memory", async () => {
    const hub = await hubOf();
    const fault = await faultOf(openSharing(hub, { maxMemory: 200e6 + 100 }).pull({ id: ID }));
    expect(fault.code).toBe("OUT_OF_MEMORY");
    expect(hub.requests.some(({ path }) => path.includes(".onnx"))).toBe(false);
  });

  it.each([
    ["without ONNX files", { "config.json": asJson({}), "pytorch_model.bin": Buffer.from("x") }],
    ["without a configuration", { "onnx/model.onnx": Buffer.from("x") }],
    ["of nothing", {}],
  ])("is refused as one %s", async (_what, files) => {
    const hub = await hubOf(withFiles(ID, files));
    expect((await faultOf(openSharing(hub).pull({ id: ID }))).code).toBe("UNSUPPORTED");
    expect(await openSharing(hub).shelf.list()).toEqual([]);
  });

  it("is refused for a task that cannot be done here, and for one that nobody names", async () => {
    const hub = await hubOf({ id: ID, task: "text-to-video", files: sentimentModel });
    expect((await faultOf(openSharing(hub).pull({ id: ID }))).code).toBe("UNSUPPORTED");
    await expect(openSharing(hub).pull({ id: ID, task: TASK })).resolves.toMatchObject({ task: TASK });
  });

  it("says what a gated, a missing and a busy model mean", async () => {
    const hub = await hubOf();
    expect(["NOT_FOUND", "CREDENTIALS_REJECTED", "CREDENTIALS_MISSING"]).toContain(
      (await faultOf(openSharing(hub).pull({ id: "no/such" }))).code,
    );
    hub.inject({ match: "/tree/", fault: failWith(403, { headers: { "x-error-code": "GatedRepo" } }) });
    expect((await faultOf(openSharing(hub).pull({ id: ID }))).code).toBe("GATED");
  });

  it("keeps files of a repository inside its folder", async () => {
    const hub = await hubOf(
      withFiles(ID, {
        ...sentimentModel(),
        "../../evil.json": Buffer.from("{}"),
        "..\\evil.txt": Buffer.from("x"),
      }),
    );
    await openSharing(hub).pull({ id: ID });
    expect(filesUnder(home.path).filter((path) => path.includes("evil"))).toEqual([]);
  });

  it.skipIf(!existsSync("/dev/full"))("leaves nothing on a full disk, and says so", async () => {
    const hub = await hubOf();
    const machine = openSharing(hub);
    const dir = machine.shelf.snapshotDir(ID, String(hub.models.get(ID)?.item.sha));
    mkdirSync(join(dir, "onnx"), { recursive: true });
    symlinkSync("/dev/full", join(dir, "onnx", "model.onnx.incomplete"));
    const fault = await faultOf(machine.pull({ id: ID }));
    expect(fault).toMatchObject({ code: "DISK", next: expect.stringContaining("local du") });
    expect(filesUnder(join(home.path, "models"))).toEqual([]);
  });

  it("fetches a file once, also where it is asked for twice at the same time", async () => {
    const hub = await hubOf();
    let last = Promise.resolve();
    const claim: LocalOptions["claim"] = async () => {
      const before = last;
      let done = (): void => undefined;
      last = new Promise((resolve) => {
        done = resolve;
      });
      await before;
      return done;
    };
    const machine = openSharing(hub, { claim });
    await Promise.all([machine.pull({ id: ID }), machine.pull({ id: ID })]);
    const asked = hub.requests.filter(({ path }) => /resolve-cache.*model\.onnx/.test(path));
    expect(asked).toHaveLength(1);
  });

  it("is removed whole, and only where it is ours", async () => {
    const hub = await hubOf();
    const machine = openSharing(hub);
    await machine.pull({ id: ID });
    expect((await machine.shelf.remove(ID)).bytes).toBeGreaterThan(1000);
    expect(filesUnder(join(home.path, "models"))).toEqual([]);
    expect((await faultOf(machine.shelf.remove(ID))).code).toBe("MODEL_NOT_FOUND");
  });
});

describe.skipIf(NO_RUNTIME)(`the backend of this machine${RUNTIME_NOTE}`, () => {
  const own = makeHome();
  write(own.path, sentimentModel());
  const machine = machineIn(own.path, { url: "http://127.0.0.1:9" }, { offline: true });
  afterAll(() => {
    machine.close();
    own.remove();
  });
  backendContract(() => ({ backend: new LocalBackend(machine), good: job(`local:${own.path}`) }));
});

describe.skipIf(NO_RUNTIME)(`a model that is loaded${RUNTIME_NOTE}`, () => {
  it("comes back after its process was killed in the middle of its work", async () => {
    const machine = open(await hubOf());
    const backend = new LocalBackend(machine);
    await backend.prepare(job(), signal);
    await backend.run(job(), signal);
    const asked = vi.spyOn(machine.host, "ask");
    const { pid } = machine.host;
    if (!pid) return expect.unreachable();
    // A stopped process has its work and is not done with it, however slow this one is; Windows has no such signal.
    if (process.platform !== "win32") process.kill(pid, "SIGSTOP");
    const doomed = backend.run(job(), signal);
    doomed.catch(() => undefined);
    await expect.poll(() => asked.mock.calls).toHaveLength(1);
    process.kill(pid, "SIGKILL");
    expect(await faultOf(doomed)).toMatchObject({ code: "SERVER_ERROR", retryable: false });
    await expect(backend.run(job(), signal)).resolves.toHaveProperty("labels");
  });

  it("is ended where its process takes more memory than it may, which is said", async () => {
    const machine = open(await hubOf());
    await machine.pull({ id: ID });
    const small = open({ url: "http://127.0.0.1:9" }, { maxMemory: 60e6, offline: true });
    const model = (await machine.shelf.find(ID)) ?? expect.unreachable();
    const ready = { dir: model.dir, dtype: "fp32", bytes: 0 } as const;
    const fault = await faultOf(
      small.host.ask("run", { model: ready, task: TASK, args: { text: "good" } }, { signal }),
    );
    expect(fault.code).toBe("OUT_OF_MEMORY");
  });

  it("stops at once when the signal is aborted", async () => {
    const machine = open(await hubOf());
    const backend = new LocalBackend(machine);
    await backend.prepare(job(), signal);
    const stop = new AbortController();
    const work = backend.run(job(), stop.signal);
    stop.abort(new Error("stopped"));
    await expect(work).rejects.toThrow("stopped");
  });

  it("is found in the Hub's own cache and in a folder of the user's, and left there", async () => {
    const [sha, cache] = ["a".repeat(40), join(home.path, "hub-cache")];
    const snapshot = join(cache, "models--tiny--sentiment", "snapshots", sha);
    const blobs = join(cache, "models--tiny--sentiment", "blobs");
    const files = sentimentModel();
    mkdirSync(blobs, { recursive: true });
    for (const [path, bytes] of Object.entries(files)) {
      const blob = createHash("sha256").update(bytes).digest("hex");
      writeFileSync(join(blobs, blob), bytes);
      mkdirSync(dirname(join(snapshot, path)), { recursive: true });
      symlinkSync(join(blobs, blob), join(snapshot, path));
    }
    write(join(cache, "models--tiny--sentiment", "refs"), { main: Buffer.from(sha) });
    const own = join(home.path, "my model");
    write(own, files);
    const places = { models: join(home.path, "models"), folders: join(home.path, "f.json"), hubCache: cache };
    const machine = open({ url: "http://127.0.0.1:9" }, { offline: true, places });
    await machine.shelf.addFolder(own, TASK);
    expect((await machine.shelf.list()).map(({ id, place }) => [id, place])).toEqual([
      [`local:${own}`, "folder"],
      [ID, "hub-cache"],
    ]);
    const backend = new LocalBackend(machine);
    for (const id of [ID, `local:${own}`])
      await expect(backend.run(job(id), signal)).resolves.toHaveProperty("labels");
    expect((await faultOf(machine.shelf.remove(ID))).code).toBe("MODEL_NOT_FOUND");
    await machine.shelf.remove(`local:${own}`);
    expect([existsSync(own), existsSync(snapshot)]).toEqual([true, true]);
  });

  it("cannot read weights from outside its folder", async () => {
    writeFileSync(join(home.path, "secret"), Buffer.from(new Float32Array([1, 2, 3]).buffer));
    const own = join(home.path, "evil", "model");
    const graph = (location: string) =>
      model({
        nodes: [
          node("Cast", ["input_ids"], ["x"], { to: 1 }),
          node("ReduceMean", ["x"], ["m"], { axes: [1], keepdims: 1 }),
          node("Add", ["m", "w"], ["logits"]),
        ],
        weights: [external("w", [3], location)],
        inputs: [
          { ...floats("input_ids", ["b", "s"]), type: 7 },
          { ...floats("attention_mask", ["b", "s"]), type: 7 },
        ],
        outputs: [floats("logits", ["b", 3])],
      });
    for (const location of ["../../../secret", join(home.path, "secret")]) {
      write(own, { ...sentimentModel(), "onnx/model.onnx": graph(location) });
      const machine = open({ url: "http://127.0.0.1:9" }, { offline: true });
      const error = await new LocalBackend(machine)
        .run(job(`local:${own}`), signal)
        .catch((thrown) => thrown);
      expect(isFault(error, "UNSUPPORTED")).toBe(true);
    }
  });

  it("refuses a picture that is none, and takes one of fifty million pixels smaller", async () => {
    const hub = await hubOf(...TINY_MODELS.filter(({ id }) => id === "tiny/colour"));
    const backend = new LocalBackend(open(hub));
    const seen = (bytes: Uint8Array) => ({
      ...job("tiny/colour", "image-classification"),
      args: { image: { kind: "image", bytes, mediaType: "image/png", name: "a.png" } as const },
    });
    await backend.prepare(seen(new Uint8Array()), signal);
    for (const bytes of [Buffer.from("no picture"), new Uint8Array()])
      expect((await faultOf(backend.run(seen(bytes), signal))).code).toBe("BAD_REQUEST");
    const warned: string[] = [];
    const watch = {
      submitted: () => undefined,
      progress: () => undefined,
      warn: (word: string) => void warned.push(word),
    };
    await expect(backend.run(seen(blackPng(8000, 6250)), signal, watch)).resolves.toHaveProperty("labels");
    expect(warned).toEqual(["a.png has 50 million pixels and was made smaller for the model"]);
  });
});

describe("names of models", () => {
  const machine = () => open({ url: "http://127.0.0.1:9" }, { offline: true });

  it.each([
    "../..",
    "/etc/passwd",
    "a/b/c",
    "a/..",
    "a--b/c",
    "org/name@../../x",
    "a/b\0",
    "local:relative/path",
    "local:",
    "",
    "https://example.org/x",
    "a b/c",
    "-x/y",
    ".x/y",
  ])("never become another path: %j", async (name) => {
    expect((await faultOf(machine().shelf.find(name))).code).toBe("USAGE");
    expect((await faultOf(machine().shelf.remove(name))).code).toBe("USAGE");
  });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CliContext } from "../program/cli-context.js";
import { CONFIG_NAME } from "./config-paths.js";
import { type ConfigFile, KNOWN_KEYS } from "./config-schema.js";
import { readConfiguration } from "./configuration.js";

let cwd: string;
let own: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "hugginggpt-config-"));
  own = mkdtempSync(join(tmpdir(), "hugginggpt-own-"));
  vi.stubEnv("HOME", own);
  vi.stubEnv("USERPROFILE", own);
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const dir of [cwd, own]) rmSync(dir, { recursive: true, force: true });
});

const ownFile = (): string => join(own, CONFIG_NAME);
const keep = (values: object): void => writeFileSync(ownFile(), JSON.stringify(values));
const names = fc.uniqueArray(fc.constantFrom("mit", "apache-2.0", "bsd", "gpl"), { maxLength: 3 });

const readIn = (env: CliContext["env"] = {}) => readConfiguration({}, { cwd, env } as CliContext);
const save = (values: object): void => writeFileSync(join(cwd, CONFIG_NAME), JSON.stringify(values));
const endpoint = { url: "http://a.test", task: "summarization", wire: "openai", model: "m" };
const demo = { request: "x", tasks: [{ id: 0, task: "summarization", args: { text: "x" } }] };

type Value<T> = T extends readonly unknown[] | string | number | boolean | undefined
  ? boolean
  : T extends object
    ? { readonly [K in keyof Required<T>]: Value<NonNullable<T[K]>> }
    : boolean;

/** Whether a file that nobody chose may set each key of the schema; a new key is not compiled without a word here. */
const MAY: {
  readonly [K in keyof Required<ConfigFile>]: K extends "limits" | "prompts" | "openai" | "local" | "database"
    ? object
    : boolean;
} & {
  readonly limits: Value<NonNullable<ConfigFile["limits"]>>;
} = {
  controller: false,
  embedder: false,
  backends: true,
  topK: true,
  policy: true,
  licenses: true,
  orgs: true,
  providers: true,
  maxParams: true,
  limits: {
    parallel: true,
    candidates: true,
    retries: true,
    runSeconds: true,
    contextTokens: true,
    maxCost: true,
    maxCalls: true,
    maxSeconds: true,
    assumeCost: false,
  },
  openai: { baseUrl: false, azure: { endpoint: false, apiVersion: false } },
  prompts: { plan: false, choice: false, answer: false, demos: false, descriptionCharacters: true },
  endpoints: false,
  local: { maxMemory: false, maxDownload: false },
  allowPrivateNetwork: false,
  language: true,
  home: false,
  database: { url: false },
  artifacts: false,
};

/** A value for each key. */
const SAMPLE = {
  controller: "ollama:x",
  embedder: "openai:x",
  backends: ["builtin"],
  topK: 3,
  policy: "local",
  licenses: ["mit"],
  orgs: ["x"],
  providers: ["x"],
  maxParams: "7B",
  limits: {
    parallel: 2,
    candidates: 2,
    retries: 2,
    runSeconds: 5,
    contextTokens: 900,
    maxCost: 1,
    maxCalls: 2,
    maxSeconds: 5,
    assumeCost: 1,
  },
  openai: { baseUrl: "http://a.test", azure: { endpoint: "http://a.test", apiVersion: "2024-10-21" } },
  prompts: { plan: "x", choice: "x", answer: "x", demos: [demo], descriptionCharacters: 50 },
  endpoints: [endpoint],
  local: { maxMemory: "1GB", maxDownload: "1GB" },
  allowPrivateNetwork: true,
  language: "zh",
  home: "elsewhere",
  database: { url: "postgres://me:secret@db.test/registry" },
  artifacts: "elsewhere",
};

/** Returns each leaf as the path to it, what stands there in both tables, and a file with it alone. */
function leaves(may: object, sample: object, path: string[] = []): [string, boolean, object][] {
  return Object.entries(may).flatMap(([key, allowed]): [string, boolean, object][] => {
    const value: unknown = Object.entries(sample).find(([name]) => name === key)?.[1];
    if (typeof allowed === "object") return leaves(allowed, value as object, [...path, key]);
    const file = [...path, key].reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    return [[[...path, key].join("."), allowed, file as object]];
  });
}

describe("a configuration file that merely lies in the current directory", () => {
  it("is judged by every key of the schema", () => {
    const judged = leaves(MAY, SAMPLE).map(([name]) => name);
    const known = Object.entries(KNOWN_KEYS).flatMap(([place, keys]) =>
      place === "endpoints" ? [] : keys.map((key) => (place ? `${place}.${key}` : key)),
    );
    const groups = ["limits", "prompts", "openai", "openai.azure", "database", "local"];
    expect(judged.sort()).toEqual(known.filter((name) => !groups.includes(name)).sort());
  });

  it.each(leaves(MAY, SAMPLE))("may set %s: %s", async (_name, isAllowed, file) => {
    save(file);
    const error = await readIn().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error === null).toBe(isAllowed);
    if (error !== null) expect(isFault(error, "CONFIG_INVALID") && error.next).toContain("--config");
    const named = { HUGGINGGPT_CONFIG: join(cwd, CONFIG_NAME) };
    await expect(readIn(named)).resolves.toBeDefined();
  });

  it.each(leaves(MAY, SAMPLE).filter(([, isAllowed]) => isAllowed))(
    "does not hide the user's own file by %s, and no cap of it",
    async (name, _isAllowed, file) => {
      const known = {
        topK: 7,
        controller: "offline",
        limits: { maxCost: 0.5, assumeCost: 0.1, maxCalls: 1 },
      };
      keep(known);
      save(file);
      const { values, caps } = await readIn();
      const shown = new Map(values.map((one) => [one.name, one]));
      const given = values.find((one) => one.name === name);
      expect(given?.source).toBe(
        name === "limits.maxCost" || name === "limits.maxCalls" ? ownFile() : join(cwd, CONFIG_NAME),
      );
      expect(caps).toMatchObject({ maxCost: 0.5, assumeCost: 0.1, maxCalls: 1 });
      expect(shown.get("controller")).toMatchObject({ value: "offline", source: ownFile() });
      if (name !== "topK") expect(shown.get("topK")).toMatchObject({ value: 7, source: ownFile() });
    },
  );

  it("may narrow what the user's own file allows, and never widen it", () =>
    fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0, max: 9, noNaN: true }),
        names,
        names,
        fc.double({ min: 0, max: 9, noNaN: true }),
        async (mine, own, other, theirs) => {
          keep({ limits: { maxCost: mine }, licenses: own });
          save({ limits: { maxCost: theirs }, licenses: other });
          const { caps, models } = await readIn();
          expect(caps.maxCost).toBe(Math.min(mine, theirs));
          if (own.length > 0) {
            expect(models.licenses.length).toBeGreaterThan(0);
            expect(own).toEqual(expect.arrayContaining([...models.licenses]));
          } else expect(models.licenses).toEqual(other);
        },
      ),
      { numRuns: 50 },
    ));

  it("takes nothing away from the user's own file by saying nothing", async () => {
    keep({ prompts: { plan: "Prefer few tasks." } });
    save({ prompts: { plan: "" } });
    expect((await readIn()).prompts.plan).toBe("Prefer few tasks.");
  });

  it("may say what a variable of the environment decides otherwise", async () => {
    save({ controller: "ollama:a", home: "there" });
    const { settings, home } = await readIn({ HUGGINGGPT_CONTROLLER: "offline", HUGGINGGPT_HOME: cwd });
    expect([settings.controller, home]).toEqual(["offline", cwd]);
  });

  it.skipIf(process.platform === "win32")(
    "does not hold anything up as a link to a device or a pipe",
    async () => {
      symlinkSync("/dev/zero", join(cwd, CONFIG_NAME));
      expect((await readIn()).topK).toBe(5);
      rmSync(join(cwd, CONFIG_NAME));
      execFileSync("sh", ["-c", 'mkfifo "$1"', "sh", join(cwd, CONFIG_NAME)]);
      expect((await readIn()).topK).toBe(5);
    },
  );
});

it("a named configuration that is missing, a folder or a device is refused, each by its own words", async () => {
  const came = (name: string): Promise<unknown> =>
    readIn({ HUGGINGGPT_CONFIG: name }).catch((fault) => fault.came);
  expect(await came("absent.json")).toBe("there is no such file");
  expect(await came(".")).toBe("it is no regular file");
  if (process.platform !== "win32") expect(await came("/dev/zero")).toBe("it is no regular file");
});

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT, repositoryFiles } from "../architecture/repository-files.js";
import { usageProblem } from "./usage.js";

interface Service {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The instructions of the Dockerfile, each with its words; a line that ends with a backslash goes on. */
const INSTRUCTIONS = read("Dockerfile")
  .replace(/^\s*#.*\n/gm, "")
  .replaceAll(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => ({ name: line.split(" ")[0] ?? "", rest: line.slice(line.indexOf(" ") + 1) }));
const all = (name: string): string[] => INSTRUCTIONS.flatMap((one) => (one.name === name ? [one.rest] : []));
const listIn = (text: string): string[] => JSON.parse(text.slice(text.indexOf("[")));

const COMPOSE: {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
} = parse(read("docker-compose.yml"), { merge: true });
const SERVICES = Object.entries(COMPOSE.services);
const OURS = SERVICES.filter(([, { build }]) => build !== undefined);

describe("the Dockerfile", () => {
  it("copies what is in the repository and not left out", () => {
    const left = read(".dockerignore")
      .split("\n")
      .filter((line) => /^[^#!]/.test(line));
    const sources = all("COPY")
      .filter((rest) => !rest.startsWith("--from="))
      .flatMap((rest) => rest.split(" ").slice(0, -1));
    expect(sources).toContain("LICENSE");
    for (const source of sources) {
      expect(existsSync(join(ROOT, source))).toBe(true);
      expect(left).not.toContain(source);
    }
    const files = repositoryFiles().map((path) => path.slice(ROOT.length));
    const lost = files.filter((path) => left.some((one) => path === one || path.startsWith(`${one}/`)));
    expect(lost.filter((path) => !path.startsWith("data/"))).toEqual([]);
  });

  it("runs scripts that package.json has, and installs the one package that they pack", () => {
    const { scripts } = JSON.parse(read("package.json"));
    const runs = all("RUN").join("\n");
    const called = [...runs.matchAll(/npm run (\S+)/g)].map(([, name = ""]) => name);
    expect(called).toEqual(["pack"]);
    for (const name of called) expect(Object.keys(scripts)).toContain(name);
    const [, pattern = ""] = /packed\/(\S+)/.exec(runs) ?? [];
    expect(pattern).toBe("hugginggpt-[0-9]*.tgz");
    const packed = ["hugginggpt", "shared", "indexer", "runtime", "server", "local"].map((name) =>
      name === "hugginggpt" ? "hugginggpt-0.1.0.tgz" : `hugginggpt-${name}-0.1.0.tgz`,
    );
    expect(packed.filter((name) => /^hugginggpt-[0-9].*\.tgz$/.test(name))).toEqual(["hugginggpt-0.1.0.tgz"]);
  });

  it("ends as a user that is not root, with a command of ours", async () => {
    expect(all("USER")).toEqual(["node"]);
    const names = INSTRUCTIONS.map(({ name }) => name);
    expect(names.indexOf("USER")).toBeLessThan(names.indexOf("ENTRYPOINT"));
    const command = [...listIn(all("ENTRYPOINT")[0] ?? "[]"), ...listIn(all("CMD")[0] ?? "[]")];
    expect(await usageProblem(command)).toBeNull();
    expect(all("EXPOSE")).toEqual([command.at(-1)]);
  });

  it("asks the server whether it takes work by code that can be run, at an address that is there", () => {
    const [node, flag, code = ""] = listIn(all("HEALTHCHECK")[0] ?? "[]");
    expect([node, flag]).toEqual(["node", "-e"]);
    expect(() => new Script(code)).not.toThrow();
    const [, path = ""] = /127\.0\.0\.1:8080(\/\w+)/.exec(code) ?? [];
    expect(read("packages/server/src/create-server.ts")).toContain(`"${path}"`);
  });
});

describe("docker-compose.yml", () => {
  it("calls commands of ours as they are", async () => {
    expect(OURS.map(([name]) => name)).toEqual(["server", "worker"]);
    for (const [, { command = [] }] of OURS)
      expect(await usageProblem(["hugginggpt", ...command])).toBeNull();
  });

  it("sets what is read, and asks for every secret that has no default", () => {
    const sources = repositoryFiles().filter(
      (path) => /\/src\/.*\.ts$/.test(path) && !/\.test\.ts$/.test(path),
    );
    const text = sources.map((path) => readFileSync(path, "utf8")).join("\n");
    const set = OURS.flatMap(([, { environment = {} }]) => Object.entries(environment));
    expect(set.length).toBeGreaterThan(6);
    for (const [name, value] of set) {
      expect(new RegExp(`\\b${name}\\b`).test(text) ? "read" : name).toBe("read");
      for (const [, secret = "", rest = ""] of value.matchAll(/\$\{(\w+)([^}]*)\}/g))
        expect(rest).toMatch(/PASSWORD$|_TOKEN$/.test(secret) && secret !== "HF_TOKEN" ? /^:\?/ : /^:-/);
    }
  });

  it("uses volumes that it names, and waits for the database", () => {
    const mounted = SERVICES.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(":")[0] ?? ""));
    expect(new Set(mounted)).toEqual(new Set(Object.keys(COMPOSE.volumes)));
    for (const [, { depends_on: waits = {} }] of OURS)
      expect(waits).toEqual({ postgres: { condition: "service_healthy" } });
  });

  it("names the version of every image that is not built here", () => {
    const foreign = SERVICES.filter(([, { build }]) => build === undefined).map(([, { image }]) => image);
    for (const image of [...foreign, ...all("FROM").map((rest) => rest.split(" ")[0] ?? "")])
      expect(image).toMatch(/:\d+\.\d+\.\d+/);
  });
});

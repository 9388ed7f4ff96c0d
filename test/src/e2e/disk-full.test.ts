import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INVENTED_FILE, readHubRows } from "../hub/hub-row.js";
import { type HubServer, startHub } from "../hub-server.js";
import { cliFile } from "./cli-process.js";
import { dumpRegistry, type RegistryDump } from "./registry-dump.js";
import type { Bin, CliResult } from "./running-cli.js";
import { EVERYTHING, syncAll } from "./syncing.js";
import { makeHome, tempHome } from "./temp-home.js";

const HELPER = fileURLToPath(new URL("../../bin/on-small-disk.js", import.meta.url));
const UNSHARE = ["--map-root-user", "--mount"];
const MOUNTS = spawnSync("unshare", [...UNSHARE, "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;
const NOTE = MOUNTS ? "" : " (skipped: no small disk can be mounted here)";

interface Step {
  /** Of the disk, for instance `200k`. */
  readonly size: string;
  readonly bin: Bin;
  readonly args: readonly string[];
}

it.skipIf(!existsSync("/dev/full"))("a result that a full disk does not take ends a command with 4", () => {
  const options = { env: { ...process.env, HUGGINGGPT_HOME: tempHome() }, encoding: "utf8" } as const;
  const out = openSync("/dev/full", "w");
  const end = spawnSync(process.execPath, [cliFile("hugginggpt"), "version"], {
    ...options,
    stdio: ["ignore", out, "pipe"],
  });
  closeSync(out);
  expect(end.stderr).toContain("Could not write standard output");
  expect(end.status).toBe(4);
});

describe.skipIf(!MOUNTS)(`a full disk${NOTE}`, () => {
  const whole = makeHome();
  let hub: HubServer;
  let expected: RegistryDump;
  beforeAll(async () => {
    hub = await startHub({ rows: readHubRows(INVENTED_FILE) });
    await syncAll({ hub, home: whole.path });
    expected = dumpRegistry(whole.path);
  });
  afterAll(async () => {
    await hub.close();
    whole.remove();
  });

  it.each([
    ["when the registry is made", "128k"],
    ["in the listing", "200k"],
    ["among the cards", "300k"],
    ["among the vectors", "400k"],
  ])(
    "ends a sync with 4 %s; once there is space the next one makes the registry whole",
    async (_when, size) => {
      const home = tempHome();
      const sync = { bin: "indexer", args: EVERYTHING } as const;
      const [full, next] = await onDisk(home, { HF_ENDPOINT: hub.url }, [
        { ...sync, size },
        { ...sync, size: "32m" },
      ]);
      expect(full).toMatchObject({ code: 4, stdout: "" });
      expect(full?.stderr).toMatch(/error: The registry cannot be written.*SQLITE_FULL.*Check free space/);
      expect(next).toMatchObject({ code: 0 });
      expect(dumpRegistry(home)).toEqual(expected);
    },
  );

  it("fails the task whose file cannot be kept, says where and what to do, and leaves no part of it", async () => {
    const home = tempHome();
    const run = {
      bin: "hugginggpt",
      args: ["run", "Read 'Good evening, everybody' aloud", "--out", "made"],
    } as const;
    const [full, next] = await onDisk(home, { HUGGINGGPT_HOME: whole.path }, [
      { ...run, size: "8k" },
      { ...run, size: "8m" },
    ]);
    expect(full?.code).toBe(1);
    expect(full?.files).toEqual(["made"]);
    expect(full?.stdout).toMatch(/file could not be saved.*text-to-speech\.wav.*Free some space/s);
    expect(next?.code).toBe(0);
    expect(next?.stdout).toMatch(/text-to-speech\.wav/);
  });
});

/** Runs commands on one small disk, which is the home unless the environment says otherwise; keeps the registry. */
async function onDisk(
  keep: string,
  env: Readonly<Record<string, string>>,
  steps: readonly Step[],
): Promise<(Omit<CliResult, "signal"> & { readonly files: readonly string[] })[]> {
  const dir = join(keep, "disk");
  mkdirSync(dir);
  const task = {
    dir,
    copyTo: keep,
    env: { HUGGINGGPT_HOME: dir, ...env },
    steps: steps.map(({ size, bin, args }) => ({ size, args: [cliFile(bin), ...args] })),
  };
  const child = spawn("unshare", [...UNSHARE, process.execPath, HELPER, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 50_000,
  });
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    written += piece;
  });
  await once(child, "close");
  return JSON.parse(written);
}

import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openToRead, readRegular, requireReader } from "./open-file.js";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "hugginggpt-read-"));
  await writeFile(join(dir, "text"), "ten bytes.");
  await symlink(join(dir, "text"), join(dir, "link"));
});
afterAll(() => rm(dir, { recursive: true }));

describe("readRegular", () => {
  it("gives a file's bytes, through a link too", async () => {
    expect(`${await readRegular(join(dir, "text"), 10)}`).toBe("ten bytes.");
    expect(`${await readRegular(join(dir, "link"), 10)}`).toBe("ten bytes.");
  });

  it("gives nothing where no file is, and refuses a larger one", async () => {
    for (const name of ["", "absent", "text/below"])
      expect(await readRegular(join(dir, name), 10)).toBeNull();
    await expect(readRegular(join(dir, "text"), 9)).rejects.toMatchObject({ code: "INPUT_TOO_LARGE" });
  });
});

describe.skipIf(process.platform === "win32")("a pipe, which Windows has not as a file,", () => {
  it("is opened without waiting for a writer, is no regular file, and is refused as a goal while nobody reads it", async () => {
    const pipe = join(dir, "pipe");
    execFileSync("mkfifo", [pipe], { env: {} });
    expect(await readRegular(pipe, 10)).toBeNull();
    const opened = await openToRead(pipe);
    expect((await opened.stat()).isFIFO()).toBe(true);
    expect(() => requireReader(pipe)).not.toThrow();
    await opened.close();
    expect(() => requireReader(pipe)).toThrow("ENXIO");
    expect(() => requireReader(join(dir, "absent"))).not.toThrow();
  });

  it("is no way in by a link where links are not followed", async () => {
    await expect(openToRead(join(dir, "link"), { links: false })).rejects.toMatchObject({ code: "ELOOP" });
  });
});

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readUserFile } from "@hugginggpt/runtime";
import type { UserFile } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { planOf } from "../e2e/scripts.js";
import { tempHome } from "../e2e/temp-home.js";
import { simulatedPng } from "../media/simulated-png.js";
import { planBy } from "./plan-by.js";
import { codeOf } from "./victim.js";

const MARK = "dear diary, nobody reads this";
const ON_WINDOWS = process.platform === "win32";

describe("paths and schemes in a plan (A1, A2)", () => {
  const photo: UserFile = {
    handle: 1,
    given: "photos/photo.png",
    name: "photo.png",
    type: "image",
    mediaType: "image/png",
    bytes: simulatedPng("photo"),
  };

  it.each([
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file:/etc/passwd",
    "/etc/passwd",
    "../../.env",
    "./diary.png",
    "diary.png",
    "~/.ssh/id_rsa",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "\\\\host\\share\\x.png",
    "//host/share/x.png",
    "\\\\?\\C:\\x.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "blob:https://example.com/x",
    "ftp://example.com/x.png",
    "http://169.254.169.254/x.png",
    "https://example.com/photo.png",
    "../photos/photo.png",
    "/elsewhere/photos/photo.png",
    "<FILE>-1/../../etc/passwd",
    "<FILE>-2",
    "<GENERATED>-0/../x",
  ])("never stand for a picture: %s", async (path) => {
    const written = JSON.stringify({
      tasks: [{ id: 0, task: "image-to-text", args: { image: path }, dep: [-1] }],
    });
    const asked = await planBy(written, { request: "what is in the picture", files: [photo] });
    if (asked.kind === "plan") {
      // At most the file that was given can be meant.
      expect(asked.plan.tasks.map(({ args }) => args)).toEqual([{ image: { kind: "file", handle: 1 } }]);
    } else {
      expect(asked).toMatchObject({ kind: "refused", problems: [expect.stringContaining("image")] });
    }
  });

  it("are refused, not guessed, where they name nothing that was given", async () => {
    for (const path of [
      "file:///etc/passwd",
      "/etc/passwd",
      "C:\\Windows\\win.ini",
      "https://example.com/a.png",
    ]) {
      const written = planOf({ task: "image-to-text", args: { image: path } });
      expect(await planBy(written, { request: "x", files: [photo] }), path).toMatchObject({
        kind: "refused",
      });
    }
  });
});

describe.skipIf(ON_WINDOWS)(
  "links in a folder that the user gave (A3; no links without rights on Windows)",
  () => {
    function folder() {
      const home = tempHome();
      const root = join(home, "given");
      mkdirSync(join(root, "sub"), { recursive: true });
      mkdirSync(join(home, "outside"));
      writeFileSync(join(root, "own.txt"), "mine");
      writeFileSync(join(home, "outside", "diary.txt"), MARK);
      return { home, root };
    }

    it("may lead to a file inside", async () => {
      const { root } = folder();
      symlinkSync(join(root, "own.txt"), join(root, "sub", "link.txt"));
      expect(await readUserFile(join(root, "sub", "link.txt"), 1, { within: root })).toMatchObject({
        type: "text",
      });
    });

    it.each([
      [
        "a link to a file",
        "link.txt",
        (home: string, root: string) =>
          symlinkSync(join(home, "outside", "diary.txt"), join(root, "link.txt")),
      ],
      [
        "a link to a folder",
        "away/diary.txt",
        (home: string, root: string) => symlinkSync(join(home, "outside"), join(root, "away")),
      ],
      [
        "a relative link",
        "up.txt",
        (_home: string, root: string) => symlinkSync("../outside/diary.txt", join(root, "up.txt")),
      ],
      ["a path that climbs", "../outside/diary.txt", () => undefined],
    ])("may not lead out: %s", async (_what, name, make) => {
      const { home, root } = folder();
      make(home, root);
      expect(await codeOf(readUserFile(join(root, name), 1, { within: root }))).toBe("INPUT_UNREADABLE");
    });

    it("may not lead out by a folder that begins with the same letters", async () => {
      const { home, root } = folder();
      cpSync(join(home, "outside"), `${root}-2`, { recursive: true });
      symlinkSync(join(`${root}-2`, "diary.txt"), join(root, "link.txt"));
      expect(await codeOf(readUserFile(join(root, "link.txt"), 1, { within: root }))).toBe(
        "INPUT_UNREADABLE",
      );
    });

    it("are not followed out where one is put in a file's place again and again", async () => {
      const { home, root } = folder();
      const target = join(root, "own.txt");
      const [plain, link] = [join(root, "plain"), join(root, "link")];
      let swapping = true;
      const swapper = (async () => {
        while (swapping) {
          rmSync(link, { force: true });
          symlinkSync(join(home, "outside", "diary.txt"), link);
          renameSync(link, target);
          await new Promise(setImmediate);
          writeFileSync(plain, "mine");
          renameSync(plain, target);
          await new Promise(setImmediate);
        }
      })();
      const read: string[] = [];
      for (let n = 0; n < 300; n++) {
        const file = await readUserFile(target, 1, { within: root }).catch(() => null);
        if (file) read.push(Buffer.from(file.bytes).toString("utf8"));
      }
      swapping = false;
      await swapper;
      expect(read.filter((text) => text !== "mine")).toEqual([]);
    });

    it("are not followed out where a folder on the way is exchanged again and again", async () => {
      const { home, root } = folder();
      const [sub, kept] = [join(root, "sub"), join(root, "kept")];
      writeFileSync(join(sub, "diary.txt"), "mine");
      let swapping = true;
      const swapper = (async () => {
        while (swapping) {
          renameSync(sub, kept);
          symlinkSync(join(home, "outside"), sub);
          await new Promise(setImmediate);
          rmSync(sub);
          renameSync(kept, sub);
          await new Promise(setImmediate);
        }
      })();
      const read: string[] = [];
      for (let n = 0; n < 300; n++) {
        const file = await readUserFile(join(sub, "diary.txt"), 1, { within: root }).catch(() => null);
        if (file) read.push(Buffer.from(file.bytes).toString("utf8"));
      }
      swapping = false;
      await swapper;
      expect(read.filter((text) => text !== "mine")).toEqual([]);
    });

    it("or pipes do not hold the reader up", async () => {
      const { root } = folder();
      execFileSync("mkfifo", [join(root, "pipe")]);
      expect(await codeOf(readUserFile(join(root, "pipe"), 1))).toBe("INPUT_UNREADABLE");
    });

    it.skipIf(process.platform !== "linux")(
      "or files that claim to be empty are read to a limit (Linux only)",
      async () => {
        expect(await codeOf(readUserFile("/proc/self/maps", 1))).toBe("none");
        expect(await codeOf(readUserFile("/dev/zero", 1))).toBe("INPUT_UNREADABLE");
      },
    );
  },
);

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isFault } from "@hugginggpt/shared";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { binary, scriptedAccess } from "../testing/scripted-http.js";
import { PNG } from "../testing/tiny-media.js";
import { readUserInputs } from "./read-user-inputs.js";

describe("readUserInputs", () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), "hugginggpt-inputs-"));
    mkdirSync(join(dir, "photos", "more"), { recursive: true });
    for (const name of ["p10.png", "p2.png", "P1.png", ".hidden.png"])
      writeFileSync(join(dir, "photos", name), PNG);
    writeFileSync(join(dir, "photos", "drawing.svg"), "<svg></svg>");
    writeFileSync(join(dir, "note.txt"), "A note.");
    writeFileSync(join(dir, "t.json"), '[{"a":1}]');
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const none = scriptedAccess();
  const at = (...names: string[]) => names.map((name) => join(dir, name));
  const refusal = async (given: readonly string[], access: Parameters<typeof readUserInputs>[1] = none) =>
    readUserInputs(given, access).then(
      () => "",
      (error) => (isFault(error) ? `${error.code}: ${error.message}` : `no fault: ${error}`),
    );

  it("reads files and folders in the order given, a folder's files by name, handles counting on", async () => {
    const { files, notes } = await readUserInputs(at("note.txt", "photos", "t.json"), none, 4);
    expect(files.map(({ handle, name, type }) => [handle, name, type])).toEqual([
      [4, "note.txt", "text"],
      [5, "P1.png", "image"],
      [6, "p2.png", "image"],
      [7, "p10.png", "image"],
      [8, "t.json", "table"],
    ]);
    expect(notes[0]).toMatch(/photos: 3 files; 1 folders and links in it were passed over$/);
    expect(notes[1]).toMatch(/Left out: .*drawing\.svg.*SVG/);
  });

  it.skipIf(process.platform === "win32")(
    "follows no link in a folder (links need rights on Windows)",
    async () => {
      const folder = join(dir, "links");
      mkdirSync(folder);
      symlinkSync(join(dir, "note.txt"), join(folder, "note.txt"));
      symlinkSync(dir, join(folder, "out"));
      expect(await refusal([folder])).toMatch(/INPUT_UNREADABLE: .*holds no files/);
    },
  );

  it("fetches an address, says what it is by its content, and names it by where it came from", async () => {
    const access = scriptedAccess(binary(PNG, "text/html"));
    const { files } = await readUserInputs(["https://pictures.example.org/a%20b/cat.png?size=2"], access);
    expect(files).toMatchObject([{ handle: 1, type: "image", mediaType: "image/png", name: "cat.png" }]);
    expect(files[0]?.given).toBe("https://pictures.example.org/a%20b/cat.png?…");
    expect(access.sent).toHaveLength(1);
  });

  it.each([
    "https://files.example.org/x.png?X-Amz-Signature=s3cret&X-Amz-Expires=9",
    "https://files.example.org/x.png?s3cret#s3cret",
    "https://me:s3cret@files.example.org/x.png",
    "https://files example.org/x.png?s3cret",
  ])("says nothing of what opens an address where it fails: %s", async (address) => {
    const text = await refusal([address], scriptedAccess(new Response("no", { status: 404 })));
    expect(text).toMatch(/fetch https:/);
    expect(text).not.toContain("s3cret");
  });

  it.each([
    "http://127.0.0.1/x.png",
    "http://localhost/x.png",
    "http://169.254.169.254/latest",
    "https://[::1]/x.png",
    "ftp://example.org/x.png",
    "file:///etc/passwd",
    "https://user:pass@example.org/x.png",
  ])("refuses %s before anything is sent", async (address) => {
    const access = scriptedAccess();
    expect(await refusal([address], access)).toMatch(/^EGRESS_BLOCKED/);
    expect(access.sent).toEqual([]);
  });

  it("takes 64 files at most", async () => {
    const names = Array.from({ length: 65 }, () => "note.txt");
    expect(await refusal(at(...names))).toMatch(/^INPUT_TOO_LARGE: Too much was given/);
  });

  it("says that a path leads nowhere", async () => {
    expect(await refusal(at("none.png"))).toMatch(/INPUT_UNREADABLE: .*there is no such file/);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArtifactLinks } from "./artifact-links.js";

const links = new ArtifactLinks("secret");
const run = `20261130-120000000-${"a".repeat(32)}`;
const name = fc.stringMatching(/^\d{1,3}-[a-z0-9-]{1,20}\.[a-z0-9]{2,4}$/);

describe("links to artifacts", () => {
  it("are found again in any text, in both forms, each once", () => {
    fc.assert(
      fc.property(name, fc.string(), (name, text) => {
        const place = { run, name };
        const path = links.path(place);
        const said = `${text} ![${name}](http://h${path}) and (/images/${links.flatName(place)}) ${path} ${text}`;
        expect(links.cited(said)).toEqual([place]);
      }),
      { seed: 20261130 },
    );
  });

  it("open one file each, and nobody makes one without the key", () => {
    const path = links.path({ run, name: "0-a.png" });
    const code = path.split("/")[3] ?? "";
    expect(links.opens({ run, name: "0-a.png" }, code)).toBe(true);
    expect(links.opens({ run, name: "1-a.png" }, code)).toBe(false);
    expect(new ArtifactLinks("other").opens({ run, name: "0-a.png" }, code)).toBe(false);
    expect(links.opens({ run, name: "0-a.png" }, "")).toBe(false);
    expect(links.cited(path.replace("0-a", "1-a"))).toEqual([]);
  });
});

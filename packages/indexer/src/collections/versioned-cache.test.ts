import { describe, expect, it } from "vitest";
import { VersionedCache } from "./versioned-cache.js";

const cache = (limit: number) => new VersionedCache<number>(limit, (value) => value);

describe("VersionedCache", () => {
  it("makes a value once while the state is the same", () => {
    const words = cache(100);
    let made = 0;
    const make = () => ++made;
    for (const version of ["1", "1", "2"]) words.at(version).of("a", make);
    expect(made).toBe(2);
  });

  it("never holds more than its limit, and what is used stays longest", () => {
    const words = cache(20).at("1");
    words.set("kept", 2);
    for (let i = 0; i < 100; i++) {
      words.set(`other ${i}`, 2);
      expect(words.get("kept")).toBe(2);
    }
    const held = Array.from({ length: 100 }, (_, i) => words.get(`other ${i}`)).filter((value) => value);
    expect(held.length).toBeLessThanOrEqual(10);
    expect(words.get("other 99")).toBe(2);
  });

  it("does not hold what alone is too much", () => {
    const words = cache(10).at("1");
    expect(words.set("large", 6)).toBe(6);
    expect(words.get("large")).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { nativeFault } from "./native-fault.js";

describe("nativeFault", () => {
  it("tells what was never built from what was built for another Node, and gives the command", () => {
    const never = Object.assign(new Error("Could not locate the bindings file"), { tries: ["/a.node"] });
    const foreign = Object.assign(new Error("wrong version"), { code: "ERR_DLOPEN_FAILED" });
    expect(nativeFault(never, "vitest")).toMatchObject({ code: "NOT_INSTALLED", came: "it was never built" });
    expect(nativeFault(foreign, "vitest")).toMatchObject({
      came: "it was built for another Node or system",
      next: expect.stringMatching(/^Run `npm rebuild vitest --ignore-scripts=false --prefix ".+"`/),
    });
    expect(nativeFault(foreign, "absent")?.next).toMatch(/^Run `npm rebuild absent --ignore-scripts=false`/);
  });

  it("leaves other errors to others", () => {
    for (const error of [
      new Error("full"),
      Object.assign(new Error("x"), { code: "SQLITE_FULL" }),
      null,
      "x",
    ])
      expect(nativeFault(error, "vitest")).toBeNull();
  });
});

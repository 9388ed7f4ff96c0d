import { describe, expect, it } from "vitest";
import { hasMixedScript } from "./mixed-script.js";

describe("hasMixedScript", () => {
  it.each(["faceboоk/bart", "gοogle/vit", "ａpple/model", "meta-llaмa/x"])("flags %s", (name) => {
    expect(hasMixedScript(name)).toBe(true);
  });

  it.each(["facebook/bart-large-cnn", "Яндекс/модель", "naïve/café", "org/модель-en", "中文/bert", ""])(
    "lets %j pass",
    (name) => {
      expect(hasMixedScript(name)).toBe(false);
    },
  );
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { LANGUAGES, languageOf, speakAsWanted } from "./language.js";
import { speakBy, spoken as spokenLanguage } from "./words.js";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "language-"));
});
afterAll(() => speakBy(null));

async function spoken(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  systemLocale?: () => string,
): Promise<string> {
  await speakAsWanted(args, { env, cwd, systemLocale });
  return spokenLanguage() ? "zh" : "en";
}

describe("the language of a request", () => {
  it.each([
    ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
    ["zh", "zh"],
    ["zh-Hans", "zh"],
    ["zh-TW,zh;q=0.9", "en"],
    ["en-US,zh;q=0.9", "en"],
    ["zha", "en"],
    ["", "en"],
  ])("%j: %s", (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe("the language", () => {
  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh_CN.utf8" }, "zh"],
    [{ LANG: "zh_SG.UTF-8@pinyin" }, "zh"],
    [{ LANG: "zh_CN" }, "zh"],
    [{ LANG: "zh-Hans-CN" }, "zh"],
    [{ LANG: "en_US.UTF-8", LC_MESSAGES: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "", LC_MESSAGES: "" }, "zh"],
    // The first that is set counts, whatever it says.
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "POSIX" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_MESSAGES: "en_GB.UTF-8" }, "en"],
    // Traditional Chinese is another script; bytes of another character set would arrive broken.
    [{ LANG: "zh_TW.UTF-8" }, "en"],
    [{ LANG: "zh_HK.UTF-8" }, "en"],
    [{ LANG: "zh_MO.UTF-8" }, "en"],
    [{ LANG: "zh-Hant-CN" }, "en"],
    [{ LANG: "zh_CN.GBK" }, "en"],
    [{ LANG: "zh_CN.GB18030" }, "en"],
    [{ LANG: "C.UTF-8" }, "en"],
    [{ LANG: "zhuang" }, "en"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    [{}, "en"],
  ] as [Record<string, string>, string][])("of %j is %s", async (env, language) => {
    expect(await spoken(env)).toBe(language);
    expect(await spoken({ ...env, HUGGINGGPT_LANG: "zh" })).toBe("zh");
    expect(await spoken({ ...env, HUGGINGGPT_LANG: "zh" }, ["run", "--lang", "en"])).toBe("en");
  });

  it("is the system's where no variable names one", async () => {
    expect(await spoken({}, [], () => "zh-CN")).toBe("zh");
    expect(await spoken({}, [], () => "zh-Hant-TW")).toBe("en");
    expect(await spoken({ LANG: "en_US.UTF-8" }, [], () => "zh-CN")).toBe("en");
  });

  it("is the configuration file's before the locale's, and a broken file leaves help readable", async () => {
    const file = join(cwd, "hugginggpt.config.json");
    writeFileSync(file, '{ "language": "zh" }');
    expect(await spoken({ LANG: "en_US.UTF-8" })).toBe("zh");
    expect(await spoken({ HUGGINGGPT_LANG: "en" })).toBe("en");
    writeFileSync(join(cwd, "other.json"), '{ "language": "en" }');
    expect(await spoken({}, ["run", "--config", "other.json"])).toBe("en");
    for (const text of ["{", "null", '{ "language": ["zh"] }', '{ "language": "xx" }', "\u0000"]) {
      writeFileSync(file, text);
      expect(await spoken({ LANG: "zh_CN.UTF-8" })).toBe("zh");
      expect(await spoken({ LANG: "C" })).toBe("en");
    }
  });

  it("is asked for before or after a command, the last one counts, and nothing after -- is an option", async () => {
    expect(await spoken({}, ["--lang=zh", "run"])).toBe("zh");
    expect(await spoken({}, ["--lang", "zh", "run", "--lang", "en"])).toBe("en");
    expect(await spoken({}, ["run", "--", "--lang", "zh"])).toBe("en");
    expect(await spoken({}, ["run", "--lang"])).toBe("en");
  });

  it("is refused with the list where the variable names none that there is", async () => {
    await expect(spoken({ HUGGINGGPT_LANG: "fr" })).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      wanted: LANGUAGES.join(", "),
      came: "fr",
    });
  });
});

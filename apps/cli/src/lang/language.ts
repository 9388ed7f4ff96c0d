import { Fault } from "@hugginggpt/shared";
import { type ConfigSources, configuredLanguage } from "../config/config-paths.js";
import { speakBy } from "./words.js";

/** The languages of the command line. */
export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where the wanted language is stated. */
export interface LanguageSources extends Omit<ConfigSources, "configFile"> {
  /** The system's language, for Windows and macOS without variables. Undefined: only the variables count. */
  readonly systemLocale?: (() => string) | undefined;
}

/**
 * Sets the language of this process: by `--lang`, else `HUGGINGGPT_LANG`, else the configuration file, else the locale.
 * The catalogue is loaded only for Chinese. The command line reports an unknown `--lang`.
 * @throws Fault CONFIG_INVALID for an unknown `HUGGINGGPT_LANG`.
 */
export async function speakAsWanted(args: readonly string[], sources: LanguageSources): Promise<void> {
  speakBy(null);
  if ((await wantedLanguage(args, sources)) === "zh") speakBy((await import("./chinese.js")).chinese());
}

async function wantedLanguage(args: readonly string[], sources: LanguageSources): Promise<Language> {
  const flag = optionOf("--lang", args);
  if (flag !== undefined) return known(flag) ?? "en";
  const variable = sources.env.HUGGINGGPT_LANG?.trim();
  if (variable) {
    const language = known(variable);
    if (language) return language;
    throw new Fault("CONFIG_INVALID", "HUGGINGGPT_LANG names no language of the command line", {
      wanted: LANGUAGES.join(", "),
      came: variable,
      next: "Set it to one of these, or leave it out.",
    });
  }
  const configured = await configuredLanguage({ ...sources, configFile: optionOf("--config", args) });
  return known(configured) ?? localeLanguage(sources);
}

/** The value of the last option of a name, wherever it stands; undefined if it is not there. */
function optionOf(name: string, args: readonly string[]): string | undefined {
  const options = args.slice(0, args.includes("--") ? args.indexOf("--") : undefined);
  const at = options.findLastIndex((one) => one === name || one.startsWith(`${name}=`));
  const found = options[at];
  return found === name ? (options[at + 1] ?? "") : found?.slice(name.length + 1);
}

function known(name: unknown): Language | undefined {
  return LANGUAGES.find((one) => one === name);
}

/**
 * The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is not empty (POSIX.1-2024, XBD 8.2), else the system's
 * language. Traditional Chinese (`zh-Hant` in CLDR) and character sets other than UTF-8, which cannot carry Chinese,
 * get English.
 */
function localeLanguage({ env, systemLocale }: LanguageSources): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale?.() || "";
  const [, tag = "", charset = "utf8"] = /^([^.@]*)(?:\.([^@]*))?/.exec(locale) ?? [];
  return /^utf-?8$/i.test(charset) ? languageOf(tag.replaceAll("_", "-")) : "en";
}

/** Returns the language of a tag, or of the first tag of an `Accept-Language` header. Traditional Chinese gets English. */
export function languageOf(tags: string): Language {
  const [first = ""] = tags.split(/[,;]/);
  return /^zh(?!\w)(?!.*-(?:hant|tw|hk|mo)\b)/i.test(first.trim()) ? "zh" : "en";
}

import { Fault } from "@hugginggpt/shared";
import type { ModelJob } from "./local-task.js";

/**
 * Returns the languages of a translation in the model's own codes (`fra_Latn`, `fr_XX`, `fr`); nothing for a model of a
 * single pair of languages.
 * @throws Fault BAD_REQUEST if the model does not know the language, or needs one and none was job.
 */
export async function languageArguments({ pipe, args }: ModelJob): Promise<Readonly<Record<string, string>>> {
  const codes = pipe.tokenizer?.language_codes ?? [];
  if (codes.length === 0) return {};
  const { source_language: source, target_language: target } = args;
  if (typeof target !== "string") {
    throw new Fault("BAD_REQUEST", "The model translates into many languages, and none was named", {
      wanted: "a target language",
    });
  }
  return {
    tgt_lang: await ownCode(target, codes),
    src_lang: await ownCode(typeof source === "string" ? source : "English", codes),
  };
}

async function ownCode(language: string, codes: readonly string[]): Promise<string> {
  const { languageCode } = await import("@hugginggpt/shared/languages");
  const wanted = languageCode(language);
  const found =
    codes.find((code) => code === language || code === wanted) ??
    (wanted === null ? undefined : codes.find((code) => languageCode(code) === wanted));
  if (found !== undefined) return found;
  throw new Fault("BAD_REQUEST", `The model does not know the language ${language}`, {
    wanted: `one of its ${codes.length} languages`,
  });
}

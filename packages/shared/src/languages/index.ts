export { detectorFor, type LanguageDetector, languageDetector, otherLanguage } from "./detect-language.js";
export { languageCode, languageName } from "./language-code.js";
export { languagesNamed } from "./languages-named.js";
export { englishNames } from "./names-at-build.js";
export { scriptLanguage } from "./script-language.js";

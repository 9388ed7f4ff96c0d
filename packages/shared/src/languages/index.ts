export {
  detectLanguage,
  detectorFor,
  type LanguageDetector,
  languageDetector,
  otherLanguage,
} from "./detect-language.js";
export { languageCode, languageName } from "./language-code.js";
export { ENGLISH_NAMES } from "./language-names.js";
export { languagesNamed } from "./languages-named.js";
export { scriptLanguage } from "./script-language.js";

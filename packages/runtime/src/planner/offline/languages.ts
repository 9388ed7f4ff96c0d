const LANGUAGES =
  "Afrikaans Albanian Amharic Arabic Armenian Basque Bengali Bulgarian Cantonese Catalan Chinese Croatian Czech Danish Dutch English Estonian Finnish French Galician Georgian German Greek Gujarati Hausa Hebrew Hindi Hungarian Icelandic Indonesian Irish Italian Japanese Kannada Kazakh Khmer Korean Lao Latin Latvian Lithuanian Macedonian Malay Malayalam Mandarin Marathi Mongolian Nepali Norwegian Persian Polish Portuguese Punjabi Romanian Russian Serbian Sinhala Slovak Slovenian Somali Spanish Swahili Swedish Tagalog Tamil Telugu Thai Turkish Ukrainian Urdu Uzbek Vietnamese Welsh Yoruba Zulu".split(
    " ",
  );

/** Alternatives of a regular expression: every language name that is understood. */
export const LANGUAGE_NAMES = LANGUAGES.join("|");

const TARGET = new RegExp(`\\b(?:in|into|to)\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`, "i");
const SOURCE = new RegExp(`\\bfrom\\s+(?:the\\s+)?(${LANGUAGE_NAMES})\\b`, "i");

/** Returns the language that a clause wants ("into German"), capitalised; null where it names none. */
export function targetLanguage(clause: string): string | null {
  return capitalised(TARGET.exec(clause)?.[1]);
}

/** Returns the language that a clause starts from ("from French"), capitalised; null where it names none. */
export function sourceLanguage(clause: string): string | null {
  return capitalised(SOURCE.exec(clause)?.[1]);
}

function capitalised(name: string | undefined): string | null {
  return name ? name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() : null;
}

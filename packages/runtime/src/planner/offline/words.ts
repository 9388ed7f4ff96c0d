import { Pattern } from "./pattern.js";
import type { Medium } from "./request/mask-request.js";

/** Alternatives of regular expressions, by medium: the nouns by which requests call it, and its placeholders. */
export const NOUNS: Readonly<Record<Medium, string>> = {
  image:
    "images?|pictures?|photos?|photographs?|pics?|drawings?|paintings?|screenshots?|illustrations?|posters?|scans?|artworks?|(?:photo|satellite|aerial) shots?|snapshots?|portraits?|selfies?|sketch(?:es)?|«image\\d+»",
  audio:
    "audios?|recordings?|voice (?:memo|note|message)s?|podcasts?|sound ?(?:file|clip)s?|interviews?|(?:phone )?calls?|songs?|«audio\\d+»",
  video: "videos?|clips?|movies?|films?|footage|«video\\d+»",
  table: "tables?|tabular|spreadsheets?|csv|data ?sets?|«table\\d+»",
  text: "texts?|articles?|sentences?|paragraphs?|reviews?|e-?mails?|messages?|tweets?|posts?|comments?|essays?|stor(?:y|ies)|passages?|reports?|documents?|abstracts?|papers?|headlines?|news|books?|chapters?|letters?|feedback|«text\\d+»",
  "3d": "3-?d (?:models?|objects?|mesh(?:es)?|assets?)|«3d\\d+»",
};

/** Verbs that ask for something new. */
export const MAKE =
  "make|create|generate|produce|draw|paint|render|design|get|give|provide|show|want|need|prepare|compose|synthesi[sz]e|build";

const MEDIA: readonly Medium[] = ["image", "audio", "video", "table", "text", "3d"];
const MATCHERS = MEDIA.map(
  (medium) => [medium, new Pattern(`(?<![\\w-])(?:${NOUNS[medium]})(?![\\w-])`)] as const,
);

/** Returns the media that a clause names by noun or placeholder. */
export function mediaIn(clause: string): ReadonlySet<Medium> {
  return new Set(MATCHERS.filter(([, noun]) => noun.test(clause)).map(([medium]) => medium));
}

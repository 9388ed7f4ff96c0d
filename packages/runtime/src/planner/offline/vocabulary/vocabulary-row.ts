import type { TaskId } from "@hugginggpt/shared";
import type { Pattern } from "../pattern.js";
import type { Medium } from "../request/mask-request.js";

/** How one task is asked for in plain English. */
export interface VocabularyRow {
  readonly task: TaskId;
  /** What the request must be about; absent if the words alone decide. */
  readonly about?: Medium;
  /** What must not be given: "photo of a cat" asks for one only where none is given. */
  readonly without?: Medium;
  /** Any of these asks for the task. */
  readonly words: readonly Pattern[];
  /** A clause with these words does not, in small letters or large ones. */
  readonly unless?: Pick<RegExp, "test" | "source">;
}

/** Verbs that ask for labels. */
export const CLASSIFY = "\\b(?:classif\\w+|categori[sz]\\w*|label(?:s|l?ing|l?ed)?|sort)\\b";
/** Verbs that ask for a change of a picture or video. */
export const EDIT =
  "\\b(?:edit\\w*|modif\\w+|alter\\w*|retouch\\w*|restyl\\w+|recolou?r\\w*|colou?ri[sz]e\\w*|style transfer|upscal\\w+|super[- ]resolution|sharpen\\w*|blur|brighten\\w*|darken\\w*|crop|restore|inpaint\\w*|photoshop)\\b";

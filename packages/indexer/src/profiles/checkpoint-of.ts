import type { Checkpoint, ModelRecord, TaskId } from "@hugginggpt/shared";

/** Names of repositories that were made for a test or as a template. */
const TEST =
  /tiny-?random|random-?tiny|(?:^|\/)test|[-_]test(?:[-_]|$)|testwebhook|(?:^|\/)temp|[-_]temp[-_]|template|dummy|debug|playground|[-_]ckpts?$/;
/** Names of other forms of a model, and of models that a service made without a description. */
const VARIANT = /demo|(?<![a-z])legacy|int8|8bit|int4|original$|quanti|-copy$|autotrain/;
const TUNED = /fine-?tuned|finedtuned/i;
const BASE =
  /pre-?train(?:ed|ing)[- ]only|only pre-?trained|(?:needs?|has|have|should|must) to be fine-?tuned|should be fine-?tuned|\(not fine-?tuned\)|pre-?trained,? (?:but )?not fine-?tuned|meant to be fine-?tuned|before it is use?able|task-agnostic|encoder pre-?trained/i;
/** Tasks that a pretrained model does without fine-tuning. */
const AS_PRETRAINED: ReadonlySet<TaskId> = new Set<TaskId>([
  "text-generation",
  "text-to-image",
  "sentence-similarity",
  "feature-extraction",
  "fill-mask",
  "text-to-speech",
  "audio-to-audio",
]);
/** Tasks that a language model does only after fine-tuning. */
const NEEDS_HEAD: ReadonlySet<TaskId> = new Set<TaskId>([
  "text-classification",
  "token-classification",
  "question-answering",
  "translation",
]);
const EARLY = 2_500;

/** What the kind of a checkpoint is read from. */
export interface CheckpointSources {
  readonly record: Pick<ModelRecord, "id" | "baseRelation">;
  readonly task: TaskId | null;
  /** First line of the card. */
  readonly title: string;
  readonly lead: string;
  readonly text: string;
  /** Whether its name, tags or title name a kind of work within its task. */
  readonly namesKind: boolean;
}

/** Returns what kind of checkpoint a repository holds; `ready` unless something says otherwise. */
export function checkpointOf({ record, task, title, lead, text, namesKind }: CheckpointSources): Checkpoint {
  const id = record.id.toLowerCase();
  if (TEST.test(id)) return "test";
  const name = id.slice(id.indexOf("/") + 1);
  if (task !== null && !AS_PRETRAINED.has(task) && !TUNED.test(name)) {
    if (BASE.test(`${title} ${text}`)) return "base";
    const early = text.slice(0, EARLY);
    if (NEEDS_HEAD.has(task) && !namesKind && /pre-?train/i.test(lead) && !TUNED.test(early)) return "base";
  }
  if (record.baseRelation === "adapter") return "adapter";
  const isCopy = record.baseRelation === "quantized" || record.baseRelation === "copy";
  return isCopy || VARIANT.test(id) ? "variant" : "ready";
}

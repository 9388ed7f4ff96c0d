import {
  domainsNamed,
  kindScheme,
  kindsOfModel,
  type ModelCard,
  type ModelProfile,
  type ModelRecord,
  resolveTask,
  type TaskId,
} from "@hugginggpt/shared";
import { scriptLanguage } from "@hugginggpt/shared/languages";
import type { CardText } from "../ports/describe-model.js";
import { checkpointOf } from "./checkpoint-of.js";
import { languageProfile } from "./language-profile.js";

/** How much is read of the card's first line, of its beginning and of all of it, in characters. */
const TITLE = 160;
const LEAD = 700;
const READ = 4_000;
/** A card that names more kinds of work, or more subjects, wants to be found for everything: none of them counts. */
const MOST_NAMES = 4;
/** A card names its subject within so many characters. */
const SUBJECT = 250;

/**
 * Returns what a model is for, read by rules from its record, its card (null if it has none) and the fields of its
 * text. Its name, tags, data sets and the card's first line count most; the card's beginning counts if they say
 * nothing. Pure.
 */
export function profileOf(record: ModelRecord, card: ModelCard | null, fields: CardText): ModelProfile {
  const task = record.task === null ? null : resolveTask(record.task);
  const text = (card?.text ?? "").slice(0, READ);
  const [title = ""] = text.split("\n", 1);
  const lead = text.slice(0, LEAD);
  const name = record.id.slice(record.id.indexOf("/") + 1);
  const strong = [fields.title, formerTag(record.task), ...ownTags(record), title.slice(0, TITLE)].join(
    " ; ",
  );
  const data = dataSets(record.tags);
  const named = task === null ? [] : kindsOfModel(task, strong);
  const kinds = task === null ? [] : kindsOf(task, named, { strong, data, lead });
  return {
    ...languageProfile({ name, declared: record.languages, lead, text }),
    cardLanguage: scriptLanguage(lead),
    kinds: fewOrNone(kinds),
    domains: fewOrNone(domainsNamed(`${strong} ${data} ${lead.slice(0, SUBJECT)}`)),
    checkpoint: checkpointOf({ record, task, title, lead, text, namesKind: named.length > 0 }),
    family: modelFamily(record.id),
  };
}

interface Words {
  readonly strong: string;
  readonly data: string;
  readonly lead: string;
}

/** Data sets count if name, tags and title name no special kind; the card's beginning if they name none, either. */
function kindsOf(task: TaskId, named: readonly string[], { strong, data, lead }: Words): readonly string[] {
  const { general } = kindScheme(task);
  const isTelling = data === "" || named.some((kind) => kind !== general);
  const known = isTelling ? named : kindsOfModel(task, `${strong} ; ${data}`);
  return known.length > 0 ? known : kindsOfModel(task, lead);
}

function fewOrNone(names: readonly string[]): readonly string[] {
  return names.length > MOST_NAMES ? [] : names;
}

/** Returns the tags about the model itself: not its task, and nothing outside of it. */
function ownTags({ tags, task }: ModelRecord): readonly string[] {
  return tags.filter((tag) => tag !== task && !tag.includes(":"));
}

/** Returns a tag that the Hub no longer uses, which says more than today's task for it; else an empty text. */
function formerTag(tag: string | null): string {
  return tag !== null && resolveTask(tag) !== tag ? tag : "";
}

function dataSets(tags: readonly string[]): string {
  return tags
    .flatMap((tag) => (tag.startsWith("dataset:") ? [tag.slice("dataset:".length)] : []))
    .join(" ; ");
}

/** Returns what near-duplicates of a model share: its name in lower case without owner, sizes, versions and dates. */
function modelFamily(id: string): string {
  return id
    .slice(id.indexOf("/") + 1)
    .toLowerCase()
    .replace(/\d{6,}/g, "")
    .replace(/\d+(?:\.\d+)?[bmk]?/g, "#")
    .replace(/tiny|mini|small|base|medium|large|xx?l|nano|distil\w*/g, "")
    .replace(/(?<=#)[nsmlx](?=[-_]|$)/g, "")
    .replace(/[^a-z#]+/g, "-");
}

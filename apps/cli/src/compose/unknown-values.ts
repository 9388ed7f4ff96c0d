import { PROVIDERS } from "@hugginggpt/indexer";
import { type Candidate, didYouMean, type Registry, type SearchFilters } from "@hugginggpt/shared";
import { englishNames, languageCode } from "@hugginggpt/shared/languages";
import { t } from "../lang/words.js";

/** The most common licences on the Hub, in its spelling. */
export const LICENCES = [
  ...["apache-2.0", "mit", "bsd-3-clause", "cc-by-4.0", "cc-by-sa-4.0", "cc-by-nc-4.0", "cc0-1.0", "gpl-3.0"],
  ...[
    "agpl-3.0",
    "lgpl-3.0",
    "mpl-2.0",
    "openrail",
    "creativeml-openrail-m",
    "openrail++",
    "bigscience-openrail-m",
  ],
  ...["llama2", "llama3", "llama3.1", "llama3.2", "gemma", "other", "unknown"],
];

/** The number of most downloaded models whose values are collected. */
const LOOKED_THROUGH = 1000;

interface FilterValues {
  readonly name: string;
  readonly asked: (filters: SearchFilters) => readonly string[];
  readonly of: (candidate: Candidate) => readonly (string | null)[];
  /** Further valid values. */
  readonly also?: readonly string[];
}

const FILTERS: readonly FilterValues[] = [
  {
    name: "licence",
    asked: ({ license, licenses }) => listed(license, licenses),
    of: ({ model }) => [model.license],
    also: LICENCES,
  },
  { name: "library", asked: ({ library }) => listed(library), of: ({ model }) => [model.library] },
  { name: "owner", asked: ({ orgs }) => orgs ?? [], of: ({ model }) => model.id.split("/").slice(0, -1) },
  {
    name: "provider",
    asked: ({ provider, providers }) => listed(provider, providers),
    of: ({ endpoints }) => endpoints.map((one) => one.provider),
    also: PROVIDERS,
  },
];

/** Returns a sentence for each filter value that no model has, if it is similar to a value that models have. */
export async function unknownValues(
  filters: SearchFilters,
  registry: Registry,
  signal: AbortSignal,
): Promise<string[]> {
  const unknown = listed(filters.language).filter((one) => languageCode(one) === null);
  const languages = unknown.map((one) => sentence("language", one, englishNames()));
  const asked = FILTERS.flatMap((filter) => filter.asked(filters).map((value) => ({ filter, value })));
  if (asked.length === 0) return languages.filter(Boolean);
  const { candidates } = await registry.search({ text: "", k: LOOKED_THROUGH, filters: {} }, signal);
  const others = asked.map(({ filter: { name, of, also = [] }, value }) =>
    sentence(name, value, [...candidates.flatMap(of).filter((one) => one !== null), ...also]),
  );
  return [...languages, ...others].filter(Boolean);
}

/** Returns an empty text for a known value, and for one that is similar to none. */
function sentence(name: string, value: string, known: readonly string[]): string {
  if (known.some((one) => one.toLowerCase() === value.toLowerCase())) return "";
  const like = didYouMean(value, known);
  return like && t`No model has the ${name} ${value}. ${like}`;
}

function listed(value: string | undefined, more: readonly string[] = []): string[] {
  return value === undefined ? [...more] : [value, ...more];
}

import { type Candidate, type Need, oneLine } from "@hugginggpt/shared";

const MAX_LANGUAGES = 6;
const NEED_CHARACTERS = 160;

/** Returns the line that says what a step needs; none if nothing is needed beyond the request's own words. */
export function describeNeed(need: Need | undefined, request: string): string[] {
  if (!need) return [];
  const { input, output, certain } = need.languages;
  const isSame = input.join() === output.join() || output.length === 0;
  const languages = isSame ? input.join(" ") : [input.join(" "), output.join(" ")].join(">");
  const words = oneLine(request).includes(need.text) ? "" : oneLine(need.text, NEED_CHARACTERS);
  const parts = [words, certain ? languages : ""].filter((part) => part !== "" && part !== ">");
  return parts.length === 0 ? [] : [`Need: ${parts.join(", ")}`];
}

/**
 * Returns in a few words what a model is for: languages or direction, kinds of work, subjects, and the kind of
 * checkpoint if it is not a finished model. Without a profile the declared languages; may be empty.
 */
export function describeProfile({ model, profile }: Candidate): string {
  if (!profile) return model.languages.slice(0, MAX_LANGUAGES).join(" ");
  const { languages, multilingual, direction, kinds, domains, checkpoint } = profile;
  const many = multilingual || languages.length > MAX_LANGUAGES;
  const spoken = direction
    ? `${direction.from}>${direction.to}`
    : many
      ? "multilingual"
      : languages.join(" ");
  const parts = [
    spoken,
    ...kinds.slice(0, 3),
    ...domains.slice(0, 2),
    checkpoint === "ready" ? "" : checkpoint,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

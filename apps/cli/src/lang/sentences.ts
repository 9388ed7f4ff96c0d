/** Returns a text cut between its sentences. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?]) (?=[A-Z`"/-])/);
}

/** Returns sentences as a text: those of Chinese stand without a space between them. */
export function joined(sentences: readonly string[]): string {
  return sentences
    .reduce((before, next) => (/[。？！]$/.test(before) ? before + next : `${before} ${next}`), "")
    .trimStart();
}

/** Returns a text with a full stop where it ends without a mark. */
export function ended(text: string): string {
  return /[。？！.?!]$/.test(text) ? text : `${text}。`;
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/**
 * Returns true if one word of a name mixes alphabets whose letters look alike (`faceboоk` with a Cyrillic о), or
 * holds letters outside ASCII that become ASCII under NFKC (full-width letters): a name that imitates another one.
 * Words end at everything that is no letter. A name wholly in one alphabet is not mixed.
 */
export function hasMixedScript(name: string): boolean {
  const words = name.match(/\p{L}+/gu) ?? [];
  return words.some((word) => {
    const scripts = SCRIPTS.filter((script) => script.test(word)).length;
    return scripts > 1 || (word !== word.normalize("NFKC") && /[a-z]/i.test(word.normalize("NFKC")));
  });
}

/** What separates one command from the next, in bash and in PowerShell. */
const BETWEEN = /^(?:\|\|?|&&?|;|\n|[(){}]|>>?|<|2>)/;

/**
 * Returns the commands of a script as their words, in bash and in PowerShell: quotes taken off, comments, redirections and
 * variables that are set in front left out. Enough for what pages show, and no more.
 */
export function shellCommands(script: string): string[][] {
  const commands: string[][] = [[]];
  let rest = script.replace(/(?:\\|`)\n\s*/g, " ");
  while (rest !== "") {
    const blank = /^[^\S\n]+/.exec(rest)?.[0];
    const comment = /^#[^\n]*/.exec(rest)?.[0];
    const between = BETWEEN.exec(rest)?.[0];
    if (blank ?? comment) rest = rest.slice((blank ?? comment ?? "").length);
    else if (between !== undefined) {
      rest = rest.slice(between.length);
      // What a redirection names is no word of a command.
      if (/[<>]/.test(between)) rest = rest.replace(/^\s*(?:"[^"]*"|[^\s;|&)]+)/, "");
      else commands.push([]);
    } else {
      const { word, length } = firstWord(rest);
      rest = rest.slice(length);
      commands.at(-1)?.push(word);
    }
  }
  return commands.map(withoutAssignments).filter((words) => words.length > 0);
}

function firstWord(text: string): { word: string; length: number } {
  const parts =
    /^(?:"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^)]*\)|\$\{[^}]*\}|\\.|[^\s"'|&;(){}<>])+/s.exec(text)?.[0] ?? text;
  const word = parts.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs,
    (_, double, single, escaped) => double ?? single ?? escaped,
  );
  return { word, length: parts.length };
}

/** A command by its whole name, without `A=b`, `do` and `npx` in front of it. */
function withoutAssignments(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !/^(?:[A-Z_]+=.*|do|then|npx|time)$/s.test(word));
  // `hgpt` is short for `hugginggpt`.
  return first < 0
    ? []
    : words.slice(first).map((word, i) => (i === 0 && word === "hgpt" ? "hugginggpt" : word));
}

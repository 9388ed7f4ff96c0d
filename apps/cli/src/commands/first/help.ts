import { didYouMean, Fault } from "@hugginggpt/shared";
import { type HelpTopic, helpTopics } from "../../compose/help-topics.js";
import { t } from "../../lang/words.js";
import type { CliCommand } from "../../program/cli-command.js";
import { type CliContext, printLine } from "../../program/cli-context.js";
import type { Program } from "../../program/line/program-shape.js";
import { markdownLines } from "../../render/markdown-lines.js";
import { paintFor } from "../../render/paint.js";
import { columnsOf } from "../../render/terminal.js";

/** Pages are written for lines of this length. */
const COLUMNS = 80;

/**
 * Prints the help of a command (`runs show`), a page of the documentation, or, without a name, the program's help with
 * a list of the pages. A name that is both means the command; with `.md` it means the page.
 * @throws Fault USAGE for a name that is neither.
 */
export async function printHelp(words: readonly string[], program: Program, root: CliCommand): Promise<void> {
  const { context } = root;
  const topics = await helpTopics();
  const [word] = words;
  if (word === undefined) {
    await root.parseAsync(["--help"], { from: "user" }).catch(ignoreHelp);
    return printTopics(topics, context);
  }
  const page = topics.find(
    ({ name }) => name === word.replace(/^(?:docs\/)?(?:tutorials\/)?/, "").replace(/\.md$/, ""),
  );
  const isCommand = root.commands.some((one) => one.name() === word);
  if (page && !isCommand) return printPage(page, topics, context);
  if (isCommand) {
    await root.parseAsync([...words, "--help"], { from: "user" }).catch(ignoreHelp);
    if (page) printLine(context, `\n${t`More: ${`${program.name} help ${page.name}.md`}`}`);
    return;
  }
  const names = [...topics.map(({ name }) => name), ...Object.keys(program.commands)];
  throw new Fault("USAGE", `There is no command and no page "${word}"`, {
    next: didYouMean(word, names) || `\`${program.name} help\` lists them.`,
  });
}

/** Commander ends a help by throwing. */
function ignoreHelp(error: unknown): void {
  if (error instanceof Error && "code" in error && String(error.code).startsWith("commander.help")) return;
  throw error;
}

function printTopics(topics: readonly HelpTopic[], context: CliContext): void {
  if (topics.length === 0) return;
  const width = Math.max(...topics.map(({ name }) => name.length));
  printLine(context, `\n${t`Pages, with help before the name:`}`);
  for (const { name, title } of topics) printLine(context, `  ${name.padEnd(width)}  ${title}`);
}

function printPage(page: HelpTopic, topics: readonly HelpTopic[], context: CliContext): void {
  const lines = markdownLines(page.text, {
    columns: Math.min(COLUMNS, columnsOf(context.out) ?? COLUMNS),
    paint: paintFor(context.out, context.env),
    linked: (href) => said(href, topics),
  });
  for (const line of lines) printLine(context, line);
}

/** Another page by the command that shows it, an address as it is, a file of the repository not at all. */
function said(href: string, topics: readonly HelpTopic[]): string | null {
  if (/^https?:/.test(href)) return href;
  const name = /^(?:\.\.\/|docs\/|tutorials\/)*([\w-]+)\.md(?:#.*)?$/.exec(href)?.[1];
  return topics.some((one) => one.name === name) ? `help ${name}` : null;
}

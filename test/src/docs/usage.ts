import { PassThrough, Readable } from "node:stream";
import { hugginggpt, indexer, type Program, registry, runProgram } from "../e2e/programs.js";

type Filled = Awaited<ReturnType<Program["commands"][string]["load"]>>;
type Command = ReturnType<Filled>["commands"][number];

/** The programs by the names under which pages call them. */
const PROGRAMS: Readonly<Record<string, Program>> = { hugginggpt, indexer, registry };

/** Returns the name of the program that a command calls; null where it is none of ours. */
export function programOf([first = ""]: readonly string[]): string | null {
  return Object.hasOwn(PROGRAMS, first) ? first : null;
}

/**
 * Parses a command by the program's own commands, options and values, and does nothing. Returns what the program says
 * against it; null where it would be done.
 */
export async function usageProblem([name = "", ...args]: readonly string[]): Promise<string | null> {
  const program = PROGRAMS[name];
  if (!program) throw new Error(`${name} is no program of ours`);
  const { code, said } = await parsed(disarmed(program), args);
  return code === 0 ? null : said || `exit code ${code}`;
}

/** Returns the examples in the help of all commands: lines that begin with a prompt. */
export async function helpExamples(): Promise<string[]> {
  const examples: string[] = [];
  for (const program of Object.values(PROGRAMS)) {
    const helps = Object.keys(program.commands).map((name) => [name, "--help"]);
    for (const args of [["--help"], ...helps]) {
      const { printed } = await parsed(program, args);
      examples.push(...[...printed.matchAll(/^\s*\$ (.*)$/gm)].map(([, line = ""]) => line));
    }
  }
  return examples;
}

/** Returns all commands, such as `hugginggpt runs list`, with the long names of what they take. */
export async function knownCommands(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = new Map<string, ReadonlySet<string>>();
  for (const [name, program] of Object.entries(PROGRAMS)) {
    known.set(name, new Set(["--config", "--lang", "--help", "--version"]));
    for (const common of ["help", "version", "complete"]) known.set(`${name} ${common}`, new Set(["--json"]));
    const note = (command: Command, before: string): void => {
      const path = `${before} ${command.name()}`;
      const options = command.options.flatMap(({ long }) => long ?? []);
      known.set(path, new Set([...options, "--help", "--config", "--lang"]));
      for (const one of command.commands) note(one, path);
    };
    for (const command of Object.keys(program.commands))
      await parsed(
        disarmed(program, (filled) => note(filled, name)),
        [command, "--help"],
      );
  }
  return known;
}

async function parsed(
  program: Program,
  args: readonly string[],
): Promise<{ code: number; said: string; printed: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await runProgram(program, args, {
    env: {},
    cwd: "/",
    in: Readable.from([]),
    isPiped: false,
    out,
    err,
    onSignal: () => undefined,
    exit: () => undefined,
  });
  const textOf = (stream: PassThrough): string => String(stream.read() ?? "").trim();
  return { code, said: textOf(err), printed: textOf(out) };
}

/** Returns the program with the same commands, which do nothing; each is shown to `see` when it has its options. */
function disarmed(program: Program, see: (command: Command) => void = () => undefined): Program {
  const commands = Object.entries(program.commands).map(([name, entry]) => {
    const load = async (): Promise<Filled> => {
      const fill = await entry.load();
      return (command) => {
        const filled = fill(command);
        disarm(filled);
        see(filled);
        return filled;
      };
    };
    return [name, { ...entry, load }] as const;
  });
  return { ...program, commands: Object.fromEntries(commands) };
}

function disarm(command: Command): void {
  for (const one of command.commands) disarm(one);
  // Commander has no other way to ask whether a command does anything itself.
  if (Reflect.get(command, "_actionHandler")) command.action(() => undefined);
}

import { PassThrough } from "node:stream";
import type { Program } from "../program/program.js";
import { runProgram } from "../program/run-program.js";

/** Runs a command line in this process, without its environment and without a terminal, and returns what came out. */
export async function runOf(
  program: Program,
  args: readonly string[],
  { env = {}, cwd = process.cwd() }: { env?: Readonly<Record<string, string>>; cwd?: string } = {},
): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await runProgram(program, args, {
    env,
    cwd,
    in: process.stdin,
    isPiped: false,
    out: out as unknown as NodeJS.WriteStream,
    err: err as unknown as NodeJS.WriteStream,
    onSignal: () => undefined,
    exit: () => undefined,
  });
  return { code, out: String(out.read() ?? ""), err: String(err.read() ?? "") };
}

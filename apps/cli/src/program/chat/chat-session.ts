import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { Conversation, type EarlierChat, latestRuns, readUserFile } from "@hugginggpt/runtime";
import { isFault, type UserFile } from "@hugginggpt/shared";
import { setupOf } from "../../commands/run.js";
import type { FileReader } from "../../compose/file-reader.js";
import type { OpenedRuntime } from "../../compose/runtime.js";
import type { ConfigFlags } from "../../config/configuration.js";
import { describe, t } from "../../lang/words.js";
import { byteSize } from "../../render/format.js";
import { readableBy } from "../../render/handles.js";
import { planLines } from "../../render/plan-view.js";
import type { ShownReport } from "../../render/report-view.js";
import { runListLines } from "../../render/run-list-view.js";
import { columnsOf } from "../../render/terminal.js";
import { type CliContext, noteLine, printLine } from "../cli-context.js";
import { showEnd } from "../show-end.js";
import { watchRun } from "../watch-run.js";
import { type ChatCommand, COMMAND_NAMES, chatHelp, parseInput } from "./chat-commands.js";
import { completeLine } from "./complete-line.js";
import type { LineTaker } from "./read-lines.js";

/** Options of the command line: for each run, for its files, and for what is shown. */
interface SessionOptions extends ConfigFlags {
  readonly out?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False: pictures are not shown in the terminal. */
  readonly inline?: boolean;
}

/** How many runs `/runs` lists. */
const RUNS = 10;

/** A conversation at a terminal or over a pipe: requests and commands, line by line. */
export class ChatSession implements LineTaker {
  readonly #opened: OpenedRuntime;
  readonly #reader: FileReader;
  readonly #options: SessionOptions;
  readonly #context: CliContext;
  #talk: Conversation;
  /** The id by which `--continue` finds the runs of a chat. */
  #chat: string;
  #last: ShownReport | null = null;
  #running: AbortController | null = null;
  /** A request that waits for a file. */
  #waiting: string | null = null;

  /** `earlier`: the chat that continues; null: a new one begins. */
  constructor(
    opened: OpenedRuntime,
    reader: FileReader,
    earlier: EarlierChat | null,
    options: SessionOptions,
    context: CliContext,
  ) {
    this.#opened = opened;
    this.#reader = reader;
    this.#options = options;
    this.#context = context;
    this.#talk = earlier?.talk ?? new Conversation();
    this.#chat = earlier?.chat ?? randomUUID();
  }

  /** Adds files that can be referred to. */
  addFiles(files: readonly UserFile[]): readonly UserFile[] {
    return files.map((file) => this.#talk.addFile(file));
  }

  complete(line: string): Promise<[string[], string]> {
    return completeLine(line, COMMAND_NAMES, this.#context.cwd);
  }

  /** Handles a request or a command; false for `/quit`. A failure is shown, and the chat continues. */
  async take(line: string): Promise<boolean> {
    const input = parseInput(line);
    if ("command" in input && input.command === "/quit") return false;
    try {
      if ("command" in input) await this.#command(input.command, input.rest);
      else if ("unknown" in input) this.#refuse(input.unknown, input.near);
      else if (input.request) await this.#answer(input.request);
    } catch (error) {
      this.#context.signal.throwIfAborted();
      if (!isFault(error)) throw error;
      if (isFault(error, "INPUT_MISSING")) this.#askForFile(line.trim(), error.message);
      else noteLine(this.#context, t`error: ${describe(error)}`);
    }
    return true;
  }

  #refuse(name: string, near: string | null): void {
    const next = near ? t`Did you mean ${near}?` : t`/help lists them.`;
    printLine(this.#context, t`There is no command ${name}. ${next}`);
  }

  #askForFile(request: string, why: string): void {
    this.#waiting = request;
    printLine(this.#context, t`${why}. Which one? Name it with /file PATH to continue.`);
  }

  cancel(): boolean {
    this.#running?.abort(new DOMException("cancelled", "AbortError"));
    return this.#running !== null;
  }

  async #answer(request: string): Promise<void> {
    this.#waiting = null;
    const abort = new AbortController();
    this.#running = abort;
    const signal = AbortSignal.any([abort.signal, this.#context.signal]);
    try {
      const { files, history, earlierFiles } = this.#talk;
      const { runtime, storage } = this.#opened;
      const { out } = this.#options;
      const live = runtime.run({
        request,
        files,
        history,
        earlierFiles,
        ...(out === undefined ? {} : { out: resolve(this.#context.cwd, out) }),
        setup: { ...setupOf(this.#options), chat: this.#chat },
        streamAnswer: true,
        signal,
      });
      const report = await watchRun(live, { ...this.#options, storage, files }, this.#context);
      await showEnd(report, this.#options, this.#context);
      await this.#remember(request, report);
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      noteLine(this.#context, t`Cancelled.`);
    } finally {
      this.#running = null;
    }
  }

  async #remember(request: string, report: ShownReport): Promise<void> {
    const made: UserFile[] = [];
    for (const { path } of report.tasks.flatMap(({ artifacts }) => artifacts)) {
      try {
        made.push(this.#talk.addFile(await readUserFile(path, 0)));
      } catch (error) {
        if (!isFault(error)) throw error;
        noteLine(this.#context, t`${path} cannot be used in later requests: ${describe(error)}`);
      }
    }
    this.#talk.addTurn(request, report, made);
    this.#last = report;
  }

  async #command(command: ChatCommand, rest: string): Promise<void> {
    switch (command) {
      case "/help":
        return printLine(this.#context, chatHelp());
      case "/file":
        return this.#addFile(unquoted(rest));
      case "/files":
        return this.#listFiles();
      case "/plan":
        return this.#showPlan();
      case "/runs":
        return this.#listRuns();
      case "/clear":
        return this.#clear();
      case "/quit":
        return;
    }
  }

  #clear(): void {
    this.#talk = new Conversation();
    this.#chat = randomUUID();
    this.#last = null;
    this.#waiting = null;
    printLine(this.#context, t`Started a new chat; earlier messages and files are left out.`);
  }

  async #addFile(path: string): Promise<void> {
    if (!path) return printLine(this.#context, t`Name a file: /file PATH`);
    const added = await this.#reader.read([path]);
    for (const file of this.addFiles(added)) printLine(this.#context, fileLine(file));
    const { length } = this.#talk.files;
    if (added.length > length)
      noteLine(this.#context, t`Only the last ${length} of these files can be used.`);
    if (this.#waiting !== null) await this.take(this.#waiting);
  }

  #listFiles(): void {
    const { files } = this.#talk;
    if (files.length === 0) printLine(this.#context, t`No files yet. /file PATH adds one.`);
    for (const file of files) printLine(this.#context, fileLine(file));
  }

  #showPlan(): void {
    const plan = this.#last?.plan;
    const readable = readableBy(this.#talk.files);
    const lines = plan?.length === 0 ? [t`No task was needed.`] : planLines(plan ?? []);
    for (const line of plan ? lines : [t`No request yet.`]) printLine(this.#context, readable(line));
  }

  async #listRuns(): Promise<void> {
    const { storage } = this.#opened;
    const { runs } = storage ? await latestRuns(storage.runs, RUNS) : { runs: [] };
    for (const line of runListLines(runs, columnsOf(this.#context.out))) printLine(this.#context, line);
    if (runs.length > 0) noteLine(this.#context, t`To see one in full: hugginggpt runs show ID`);
  }
}

function fileLine({ handle, name, type, bytes }: UserFile): string {
  return `${handle}  ${name}  (${type}, ${byteSize(bytes.byteLength)})`;
}

/** Returns a path as it was before it was dragged into a terminal, which adds quotes or escapes spaces. */
function unquoted(path: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(path) ?? [];
  return inner ?? path.replaceAll("\\ ", " ");
}

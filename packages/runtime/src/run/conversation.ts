import type { ChatMessage, UserFile } from "@hugginggpt/shared";
import type { RunReport, TaskReport } from "./run-report.js";

/** The most bytes of history: about 2,000 tokens of English (see `estimateTokens`). */
const HISTORY_BYTES = 6_000;
/** How many characters of a request and of an answer are remembered. */
const ANSWER_CHARACTERS = 1_500;
/** The most files that are offered; older ones are forgotten. */
const MAX_FILES = 20;

/** What a conversation remembers of a run. */
interface Turn extends Pick<RunReport, "answer"> {
  readonly tasks: readonly (Pick<TaskReport, "id" | "task" | "output"> & {
    readonly artifacts: readonly { readonly mediaType: string }[];
  })[];
}

/** The messages of a conversation, and the files of both sides under lasting handles. */
export class Conversation {
  #turns: (readonly ChatMessage[])[] = [];
  #files: UserFile[] = [];
  #handle = 0;
  #earlierFiles = 0;

  /** `earlier`: the conversation to continue; by default a new one begins. */
  constructor(earlier?: { readonly files: readonly UserFile[]; readonly history: readonly ChatMessage[] }) {
    if (!earlier) return;
    const { files, history } = earlier;
    this.#files = files.slice(-MAX_FILES);
    this.#handle = Math.max(0, ...files.map(({ handle }) => handle));
    for (let at = 0; at < history.length; at += 2) this.#turns.push(history.slice(at, at + 2));
  }

  /** The newest turns that fit the budget, oldest first. A turn is kept whole or not at all. */
  get history(): readonly ChatMessage[] {
    return this.#turns.flat();
  }

  /** The files that a request can refer to: given ones and those that runs made. */
  get files(): readonly UserFile[] {
    return this.#files;
  }

  /** The greatest handle among the files of the requests so far; 0 before the first. */
  get earlierFiles(): number {
    return this.#earlierFiles;
  }

  /** Adds a file under the next handle and returns it with that handle. */
  addFile(file: Omit<UserFile, "handle">): UserFile {
    this.#handle++;
    const kept = { ...file, handle: this.#handle };
    this.#files = [...this.#files, kept].slice(-MAX_FILES);
    return kept;
  }

  /**
   * Adds a turn. `made`: the files of the run, as `addFile` returned them. Texts that the run did not save as files are
   * offered as files too, under the names that they would have ("0-summarization.txt").
   */
  addTurn(request: string, report: Turn, made: readonly UserFile[]): void {
    const texts = report.tasks.flatMap((task) => textFile(task) ?? []).map((file) => this.addFile(file));
    const files = [...made, ...texts].map(({ handle, name }) => `<FILE>-${handle} (${name})`).join(", ");
    const answer = report.answer.slice(0, ANSWER_CHARACTERS) || "Done.";
    const said = files ? `${answer}\n[Files made: ${files}]` : answer;
    this.#turns.push([
      { role: "user", content: request.slice(0, ANSWER_CHARACTERS) },
      { role: "assistant", content: said },
    ]);
    this.#earlierFiles = this.#handle;
    while (this.#turns.length > 1 && this.#bytes() > HISTORY_BYTES) this.#turns.shift();
  }

  #bytes(): number {
    return this.history.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  }
}

function textFile({ id, task, output, artifacts }: Turn["tasks"][number]): Omit<UserFile, "handle"> | null {
  const { text } = output;
  if (!text?.trim() || artifacts.some(({ mediaType }) => mediaType === "text/plain")) return null;
  const name = `${id}-${task}.txt`;
  return { given: name, name, type: "text", mediaType: "text/plain", bytes: new TextEncoder().encode(text) };
}

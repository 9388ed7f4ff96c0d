import { readUserInputs } from "@hugginggpt/runtime";
import { Fault, type UserFile } from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { type ConfigFlags, readConfiguration } from "../config/configuration.js";
import { type CliContext, noteLine } from "../program/cli-context.js";
import { firstBytes, readAll } from "../program/standard-input.js";
import { createHttp } from "./http.js";

/** Reads the files that users give. The HTTP client for addresses is created with the first file. */
export class FileReader {
  readonly #options: ConfigFlags;
  readonly #context: CliContext;
  #http: Promise<HttpClient> | null = null;

  constructor(options: ConfigFlags, context: CliContext) {
    this.#options = options;
    this.#context = context;
  }

  /**
   * Returns the content of files, of the files in folders and of addresses, and for `-` standard input; notes for the
   * user go to standard error. Handles count from 1.
   * @throws Fault as `readUserInputs` does, USAGE for `-` at a terminal or a second time.
   */
  async read(given: readonly string[]): Promise<readonly UserFile[]> {
    if (given.length === 0) return [];
    if (given.filter((one) => one === "-").length > 1)
      throw new Fault("USAGE", "Standard input can be read only once", { next: "Give --file - once." });
    this.#http ??= this.#client();
    const { cwd, signal } = this.#context;
    const stdin = (): Promise<Uint8Array> => readAll(this.#context);
    const access = { http: await this.#http, signal, cwd, stdin };
    const { files, notes } = await readUserInputs(given, access);
    for (const note of notes) noteLine(this.#context, note);
    return files;
  }

  /** Reads like `read`, but first what is piped in, even if `-` is not among the names. */
  async readPiped(given: readonly string[]): Promise<readonly UserFile[]> {
    if (!this.#context.isPiped || given.includes("-")) return this.read(given);
    const hasContent = await firstBytes(this.#context);
    return this.read(hasContent ? ["-", ...given] : given);
  }

  async #client(): Promise<HttpClient> {
    const { settings } = await readConfiguration(this.#options, this.#context);
    return createHttp(settings, this.#context);
  }
}

import type { RegistryDatabase } from "../database/registry-database.js";

const WRITE = "INSERT OR REPLACE INTO provider_turns (provider, turn) VALUES (?, ?)";
const OF_TURN = "SELECT provider FROM provider_turns WHERE turn = ? ORDER BY provider";

/** Remembers in which turn of a sync a provider's endpoints were read last. Writing methods belong inside a transaction. */
export class ProviderTurns {
  readonly #db: RegistryDatabase;

  constructor(db: RegistryDatabase) {
    this.#db = db;
  }

  put(provider: string, turn: number): void {
    this.#db.statement<[string, number]>(WRITE).run(provider, turn);
  }

  of(turn: number): string[] {
    return this.#db.statement<[number], string>(OF_TURN).pluck().all(turn);
  }
}

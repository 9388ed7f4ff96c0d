import { createHash } from "node:crypto";
import type { HubItem, HubRow } from "./hub-row.js";

/**
 * The models of a loopback Hub; a test changes them while a sync runs. Every change gives the model a new `sha` and
 * sets `lastModified` to the server's time, as a commit does; changed counts alone (`update` with `touch: false`) do not.
 */
export class HubModels {
  readonly #now: () => Date;
  readonly #rows = new Map<string, HubRow>();
  readonly #aliases = new Map<string, string>();
  #changes = 0;
  #all: readonly HubRow[] | null = null;

  constructor(rows: readonly HubRow[], now: () => Date) {
    this.#now = now;
    for (const row of rows) this.#rows.set(row.item.id, row);
  }

  /** Returns every model, in the order in which they were added; the same list until one changes. */
  all(): readonly HubRow[] {
    this.#all ??= [...this.#rows.values()];
    return this.#all;
  }

  /** Returns a model by its present id; undefined for an unknown or a former one. */
  get(id: string): HubRow | undefined {
    return this.#rows.get(id);
  }

  /** Returns the present id of a renamed model; undefined for an id that was never given up. */
  movedTo(id: string): string | undefined {
    let to = this.#aliases.get(id);
    while (to !== undefined && this.#aliases.has(to)) to = this.#aliases.get(to);
    return to;
  }

  /** Adds a model, filling in what the Hub always gives; replaces one of the same id. */
  add(item: Partial<HubItem> & { readonly id: string }, readme: string | null = null): void {
    const fresh = {
      _id: createHash("sha256").update(`_id ${item.id}`).digest("hex").slice(0, 24),
      author: item.id.split("/")[0],
      private: false,
      disabled: false,
      gated: false,
      createdAt: this.#now().toISOString(),
      downloads: 0,
      likes: 0,
      tags: ["region:us"],
      cardData: {},
    };
    this.#store({ ...fresh, ...item }, readme, true);
  }

  /**
   * Changes fields of a model; undefined removes a field.
   * @throws Error for an unknown id.
   */
  update(
    id: string,
    fields: Readonly<Record<string, unknown>>,
    options: { readonly touch?: boolean } = {},
  ): void {
    const { item, readme } = this.#require(id);
    this.#store({ ...item, ...fields, id, _id: item._id }, readme, options.touch ?? true);
  }

  /**
   * Changes or removes (null) a model's card.
   * @throws Error for an unknown id.
   */
  setCard(id: string, readme: string | null): void {
    this.#store(this.#require(id).item, readme, true);
  }

  /**
   * Changes a model's files, the card left as it is.
   * @throws Error for an unknown id.
   */
  setFiles(id: string, files: Readonly<Record<string, Uint8Array>>): void {
    const row = this.#require(id);
    this.#store(row.item, row.readme, true, files);
  }

  /**
   * Removes a model.
   * @throws Error for an unknown id.
   */
  remove(id: string): void {
    this.#require(id);
    this.#rows.delete(id);
    this.#all = null;
  }

  /**
   * Gives a model another id; requests for the old one are redirected from then on.
   * @throws Error for an unknown id.
   */
  rename(id: string, to: string): void {
    const { item, readme } = this.#require(id);
    this.#rows.delete(id);
    this.#aliases.set(id, to);
    this.#store({ ...item, id: to, modelId: to, author: to.split("/")[0] }, readme, true);
  }

  #require(id: string): HubRow {
    const row = this.#rows.get(id);
    if (!row) throw new Error(`The loopback Hub has no model ${id}`);
    return row;
  }

  #store(item: HubItem, readme: string | null, touch: boolean, files = this.#rows.get(item.id)?.files): void {
    const commit = {
      sha: createHash("sha1")
        .update(`${item.id} ${this.#changes++}`)
        .digest("hex"),
      lastModified: this.#now().toISOString(),
    };
    const row = { item: touch ? { ...item, ...commit } : item, readme };
    this.#rows.set(item.id, files ? { ...row, files } : row);
    this.#all = null;
  }
}

import type { Clock } from "@hugginggpt/shared";
import { type ObjectStore, placeOf } from "../objects/object-store.js";

/** A folder of an object store, from which old objects can be removed. */
export class StoreFolder {
  protected readonly store: ObjectStore;
  protected readonly folder: string;
  protected readonly clock: Clock;

  constructor(store: ObjectStore, folder: string, clock: Clock) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Removes the objects chosen by name and age (milliseconds since their last change), and returns their places.
   * `dryRun`: removes nothing. @throws Fault DISK.
   */
  protected async sweepBy(goes: (name: string, age: number) => boolean, dryRun: boolean): Promise<string[]> {
    const swept: string[] = [];
    for await (const { key, changed } of this.store.list(this.folder)) {
      if (!goes(key.slice(this.folder.length + 1), this.clock.now() - changed)) continue;
      if (!dryRun) await this.store.remove(key);
      swept.push(placeOf(this.store, key));
    }
    return swept;
  }
}

import { describeModel } from "../../testing/describe-model.js";
import { onEachPostgres } from "../../testing/postgres-registries.js";
import { registryReaderContract } from "../../testing/registry-reader-contract.js";
import { storedVectors, vectorReaderContract } from "../../testing/vector-reader-contract.js";
import { CommittedState } from "./committed-state.js";
import { PostgresRegistryReader } from "./postgres-registry-reader.js";
import { PostgresRegistryStore } from "./postgres-registry-store.js";
import { PostgresVectorReader } from "./postgres-vector-reader.js";

/** Takes notice of what is committed before every call, as a search does once. */
function noticing<T extends object>(reader: T, state: CommittedState): T {
  return new Proxy(reader, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: readonly unknown[]) => {
        await state.now();
        return Reflect.apply(method, target, given);
      };
    },
  });
}

onEachPostgres((open) => {
  registryReaderContract("PostgresRegistryReader", async () => {
    const db = await open();
    const state = new CommittedState(db);
    return {
      store: new PostgresRegistryStore(db, describeModel),
      reader: noticing(new PostgresRegistryReader(db, describeModel, state), state),
      close: () => undefined,
    };
  });

  vectorReaderContract("PostgresVectorReader", async () => {
    const db = await open();
    const state = new CommittedState(db);
    return {
      reader: noticing(new PostgresVectorReader(db, state), state),
      ...(await storedVectors(new PostgresRegistryStore(db, describeModel))),
      close: () => undefined,
    };
  });
});

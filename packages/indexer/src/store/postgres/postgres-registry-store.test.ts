import { describeModel } from "../../testing/describe-model.js";
import { onEachPostgres } from "../../testing/postgres-registries.js";
import { registryStoreContract } from "../../testing/registry-store-contract.js";
import { PostgresRegistryStore } from "./postgres-registry-store.js";

onEachPostgres((open) => {
  registryStoreContract("PostgresRegistryStore", async () => ({
    store: new PostgresRegistryStore(await open(), describeModel),
    close: () => undefined,
  }));
});

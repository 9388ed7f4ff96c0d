import { MemoryRegistryReader } from "./memory-registry-reader.js";
import { MemoryRegistryStore } from "./memory-registry-store.js";
import { MemoryVectors } from "./memory-vectors.js";
import { registryReaderContract } from "./registry-reader-contract.js";
import { registryStoreContract } from "./registry-store-contract.js";
import { vectorReaderContract } from "./vector-reader-contract.js";

const close = () => undefined;

registryStoreContract("MemoryRegistryStore", async () => ({ store: new MemoryRegistryStore(), close }));

registryReaderContract("MemoryRegistryReader", async () => {
  const store = new MemoryRegistryStore();
  return { store, reader: new MemoryRegistryReader(store), close };
});

vectorReaderContract("MemoryVectors", async () => {
  const reader = new MemoryVectors();
  return {
    reader,
    put: async (id, values) => reader.put(id, values),
    remove: async (id) => reader.remove(id),
    rename: async (from, to) => {
      const [stored] = await reader.of([from]);
      reader.remove(from);
      reader.put(to, [...(stored?.values ?? [])]);
    },
    close,
  };
});

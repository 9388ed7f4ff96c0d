export { describeModel } from "./cards/card-text.js";
export { createEmbedder, type EmbedderDeps } from "./embedding/create-embedder.js";
export { PROVIDERS } from "./hub/providers.js";
export { type OpenedRegistry, openRegistry } from "./open-registry.js";
export { refreshEndpoints } from "./refresh-endpoints.js";
export { loadHnswlib } from "./retrieval/vectors/load-hnswlib.js";
export { DEFAULT_SYNC_OPTIONS, type SyncDeps, type SyncOptions } from "./sync/sync-options.js";
export { syncRegistry } from "./sync.js";

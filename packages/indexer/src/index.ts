export { describeModel } from "./describe-model.js";
export { createEmbedder, type EmbedderDeps } from "./embedding/create-embedder.js";
export { PROVIDERS } from "./hub/providers.js";
export { type OpenedRegistry, openRegistry } from "./open-registry.js";
export { endpointsAge, refreshEndpoints } from "./refresh-endpoints.js";
export { loadHnswlib } from "./retrieval/vectors/load-hnswlib.js";
export type { SeedOptions } from "./seed/seed-options.js";
export { type SeedDeps, seedRegistry } from "./seed-registry.js";
export { starterRecords } from "./store/records/starter-set.js";
export { Background } from "./sync/background.js";
export {
  DEFAULT_SYNC_OPTIONS,
  SYNC_STEPS,
  type SyncDeps,
  type SyncOptions,
  type SyncStep,
} from "./sync/sync-options.js";
export { type SyncStatus, syncStatus } from "./sync/sync-status.js";
export type { SyncSummary } from "./sync/sync-summary.js";
export { syncRegistry } from "./sync.js";

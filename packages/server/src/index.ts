export type { RegistryView } from "./api/registry-routes.js";
export type { RunState, RunView } from "./api/run-view.js";
export type { SetupView } from "./api/setup-routes.js";
export type { SyncControl, SyncState } from "./api/sync-control.js";
export { createServer, type Server } from "./create-server.js";
export type { Access } from "./guard/access.js";
export { type Listening, listen } from "./listen.js";
export { serveTools, type ToolStreams } from "./mcp/serve-tools.js";
export type { ServerLimits, ServerOptions } from "./server-options.js";

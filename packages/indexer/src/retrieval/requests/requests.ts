import type { TaskId } from "@hugginggpt/shared";

/** Requests by the task that answers them, one a line. */
export type Requests = Readonly<Partial<Record<TaskId, string>>>;

import { isFault, type RunStore, type UserFile } from "@hugginggpt/shared";
import { MAX_USER_FILE_BYTES } from "../artifacts/read-user-file.js";
import { userFileOf } from "../artifacts/user-file-of.js";
import { artifactsOf, type RecordedRun, recordedRun } from "../journal/recorded-run.js";
import { wholeOf } from "../objects/object-store.js";
import { restoredInput } from "../replay/restored-input.js";
import { Conversation } from "../run/conversation.js";
import { artifactReader } from "./run-files.js";
import { SETUP } from "./run-setup.js";
import type { RunStorage } from "./run-storage.js";
import { storedReport } from "./stored-report.js";
import { readableEntries } from "./stored-run.js";

/** A chat after its last request. */
export interface EarlierChat {
  /** The chat's id in the setup of its runs. */
  readonly chat: string;
  /** The last request. */
  readonly request: string;
  readonly talk: Conversation;
}

/** How many of the latest runs are examined. */
const LOOKED_AT = 200;

/**
 * Returns the latest chat among the stored runs, with its messages and the files of both sides; null if there is none.
 * A missing file of the last run is left out.
 * @throws Fault INPUT_UNREADABLE if the record or the copy of a given file is damaged.
 */
export async function lastChat(storage: RunStorage): Promise<EarlierChat | null> {
  const found = await lastRunOfChat(storage.runs);
  if (!found) return null;
  const { chat, record } = found;
  const input = await restoredInput(record, (hash) => storage.inputs.get(hash));
  const talk = new Conversation({ files: input.files, history: input.history ?? [] });
  if (record.answer) {
    const made = await madeFiles(record, storage);
    talk.addTurn(
      record.request,
      storedReport({ run: record.run, record }),
      made.map((file) => talk.addFile(file)),
    );
  }
  return { chat, request: record.request, talk };
}

async function lastRunOfChat(runs: RunStore): Promise<{ chat: string; record: RecordedRun } | null> {
  for (const run of (await runs.runs()).slice(0, LOOKED_AT)) {
    const record = recordedRun(await readableEntries(runs, run));
    const { chat } = SETUP.safeParse(record?.input?.setup).data ?? {};
    if (record && chat !== undefined) return { chat, record };
  }
  return null;
}

async function madeFiles(record: RecordedRun, storage: RunStorage): Promise<UserFile[]> {
  const reader = artifactReader({ record }, storage);
  const files = artifactsOf(record).map(async ({ name }) => {
    try {
      const content = await reader.open(name);
      if (!content || content.bytes > MAX_USER_FILE_BYTES) return [];
      return [await userFileOf(reader.pathOf(name) ?? name, await wholeOf(content), 0)];
    } catch (error) {
      if (!isFault(error)) throw error;
      return [];
    }
  });
  return (await Promise.all(files)).flat();
}

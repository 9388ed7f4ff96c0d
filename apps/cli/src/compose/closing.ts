interface Closable {
  readonly close: () => void | Promise<void>;
}

/** Returns the result of some work with an open resource, which is closed afterwards. */
export async function closing<Opened extends Closable, T>(
  opened: Opened,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Returns what is made of an open resource, which stays open; it is closed if making it fails. */
export async function closingIfFailed<Opened extends Closable, T>(
  opened: Opened,
  make: (opened: Opened) => Promise<T>,
): Promise<T> {
  try {
    return await make(opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

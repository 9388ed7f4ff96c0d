interface Closable {
  readonly close: () => void | Promise<void>;
}

/** Returns the result of some work with what is open, and closes it afterwards. */
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

/** Returns what is made of what is open, which stays open, but is closed if the making fails. */
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

/** Returns what gives a thing that is made when it is first asked for, and once. */
export function atFirstUse<T>(make: () => T): () => T {
  let made: { readonly it: T } | null = null;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
}

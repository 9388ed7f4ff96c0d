/** The part of Node's WebAssembly that is used here; the types of Node 20 lack it. */
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<object>;
  function instantiate(module: object, imports: object): Promise<object>;
}

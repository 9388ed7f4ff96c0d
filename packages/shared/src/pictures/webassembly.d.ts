/** The part of Node's WebAssembly that is used here; the types of Node 20 lack it. */
declare namespace WebAssembly {
  class Module {
    private constructor();
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}

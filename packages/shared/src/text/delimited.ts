/**
 * Returns text between two marker lines that carry its name, so that a reader can tell it from what stands around
 * it. The marker is lengthened until the text does not contain it: no text can close its own block.
 */
export function delimited(name: string, text: string): string {
  let marker = `===${name}===`;
  while (text.includes(marker)) marker = `=${marker}=`;
  return `${marker}\n${text}\n${marker}`;
}

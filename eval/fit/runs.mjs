/** To be written when needs have landed. */
export async function chosenModels() {
  return new Map();
}

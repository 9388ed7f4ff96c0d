/**
 * Opens the page in Chromium so many times, with nothing kept of before, and returns the milliseconds until a request can be
 * written into it. Null with the reason where there is no Chromium.
 */
export async function pageTimes(link, times) {
  const { NO_BROWSER, startBrowser } = await import("../../test/dist/server/browser.js");
  if (NO_BROWSER !== null) return { times: null, reason: NO_BROWSER };
  const browser = await startBrowser();
  try {
    const taken = [];
    for (let n = 0; n <= times; n++) taken.push(await once(browser, link));
    return { times: taken.slice(1), reason: null };
  } finally {
    await browser.close();
  }
}

async function once(browser, link) {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const began = performance.now();
  await page.goto(link, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "What should be done?" }).fill("a request");
  const taken = performance.now() - began;
  await context.close();
  return taken;
}

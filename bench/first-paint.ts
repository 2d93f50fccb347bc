import { type Browser, chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../src/debrief/find-chromium.ts';

const rounds = 5;

/** A text, as this project knows no types of a browser’s window. */
const firstContentfulPaint = `new Promise((resolve, reject) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint !== undefined) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
  setTimeout(() => reject(new Error('nothing was painted on ' + location)), 10_000);
})`;

/**
 * Milliseconds from following a link to the first text on the screen, each page opened several times in either
 * language by a browser that has nothing of it in its cache. Undefined where there is no Chromium.
 */
export async function firstPaints(url: string, cookie: string, paths: readonly string[]) {
  const executablePath = findChromium();
  if (executablePath === undefined) return undefined;
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const path of paths) {
        const time = await firstPaint(browser, `${url}/${round % 2 === 0 ? 'en' : 'fr'}${path}`, cookie);
        // The first round warms the browser.
        if (round > 0) times.push(time);
      }
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function firstPaint(browser: Browser, address: string, cookie: string): Promise<number> {
  const context = await browser.newContext({ extraHTTPHeaders: { cookie } });
  const page = await context.newPage();
  const reply = await page.goto(address);
  if (reply?.status() !== 200) throw new Error(`${address}: ${reply?.status()}`);
  const time = await page.evaluate<number>(firstContentfulPaint);
  await context.close();
  return time;
}

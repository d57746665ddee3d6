import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';

const rejected = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<selectfont><rejectfont><pattern><patelt name="lang"><string>zh-cn</string></patelt></pattern></rejectfont></selectfont></fontconfig>`;

/** A browser that finds no Chinese font, whatever the machine has. */
export async function launchWithoutChinese(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'hall-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(file, rejected);
  const before = process.env['FONTCONFIG_FILE'];
  process.env['FONTCONFIG_FILE'] = file;
  try {
    const browser = await launchBrowser();
    browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
    return browser;
  } finally {
    if (before === undefined) delete process.env['FONTCONFIG_FILE'];
    else process.env['FONTCONFIG_FILE'] = before;
  }
}

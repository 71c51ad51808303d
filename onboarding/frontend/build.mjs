// Builds the style sheet, the scripts and the fonts into ../static/onboarding: `npm ci && npm run build`.
// The same input gives the same bytes, so a rebuild that changes a file shows in the diff.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { compile } from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'static', 'onboarding');
const plex = join(here, 'node_modules', '@fontsource', 'ibm-plex-sans');

// What the framework works out from the colour of the button: it takes no variable, so they are put in here.
const button = { '#0a5c56': '--ob-button', '#083d29': '--ob-button-edge', '#0b5c3e': '--ob-button-hover' };

async function styles() {
  const { css: plain } = compile(join(here, 'scss', 'onboarding.scss'), { style: 'compressed', quietDeps: true });
  const css = Object.entries(button).reduce((text, [colour, name]) => text.replaceAll(colour, `var(${name}, ${colour})`), plain);
  const strange = css.match(/url\((?!"?fonts\/)[^)]*\)/g);
  if (strange) throw new Error(`The style sheet asks for ${strange.join(', ')}: only our own fonts may be asked for`);
  await writeFile(join(target, 'onboarding.css'), `${css}\n`);
}

function script() {
  buildSync({
    entryPoints: [join(here, 'onboarding.js')], outfile: join(target, 'onboarding.js'), absWorkingDir: here,
    bundle: true, minify: true, format: 'iife', target: 'es2019', legalComments: 'none', logLevel: 'warning',
  });
}

async function fonts() {
  for (const range of ['latin', 'latin-ext']) {
    for (const weight of [400, 700]) {
      const name = `ibm-plex-sans-${range}-${weight}`;
      await copyFile(join(plex, 'files', `${name}-normal.woff2`), join(target, 'fonts', `${name}.woff2`));
    }
  }
}

async function licences() {
  await copyFile(join(plex, 'LICENSE'), join(target, 'licences', 'ibm-plex-sans.OFL.txt'));
  await copyFile(join(here, 'licences', 'govuk-frontend.MIT.txt'), join(target, 'licences', 'govuk-frontend.MIT.txt'));
}

async function sums() {
  const names = ['onboarding.css', 'onboarding.js', 'js-on.js', 'favicon.svg'];
  for (const range of ['latin', 'latin-ext']) for (const weight of [400, 700]) names.push(`fonts/ibm-plex-sans-${range}-${weight}.woff2`);
  const lines = [];
  for (const name of names) {
    lines.push(`${createHash('sha256').update(await readFile(join(target, name))).digest('hex')}  ${name}`);
  }
  await writeFile(join(target, 'SHA256SUMS'), `${lines.join('\n')}\n`);
}

await mkdir(join(target, 'fonts'), { recursive: true });
await mkdir(join(target, 'licences'), { recursive: true });
await copyFile(join(here, 'js-on.js'), join(target, 'js-on.js'));
await copyFile(join(here, 'favicon.svg'), join(target, 'favicon.svg'));
script();
await Promise.all([styles(), fonts(), licences()]);
await sums();

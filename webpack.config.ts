import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import TerserPlugin from 'terser-webpack-plugin';
import type { Configuration, RuleSetRule } from 'webpack';

/** One entry per source file of a room: file name → entry name. */
function entriesOf(room: string, extension: string): Record<string, string> {
  const folder = join(__dirname, room);
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => extname(file) === extension && !file.endsWith('.d.ts'))
      .map((file) => [basename(file, extension), join(folder, file)]),
  );
}

const swc = (target: string): RuleSetRule => ({
  test: /\.tsx?$/,
  loader: 'swc-loader',
  options: {
    jsc: {
      target,
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic' } },
    },
  },
});

const shared: Configuration = {
  mode: 'production',
  devtool: false,
  // Names of modules are made of their paths below the checkout: wherever that lies, and packages with it, the bytes are the same.
  context: __dirname,
  resolve: { extensions: ['.ts', '.tsx', '.js'], symlinks: false },
  resolveLoader: { symlinks: false },
  performance: { hints: false },
};

/** Search commands: one readable CommonJS file each, for any Node.js from 20 on. */
const commands = (app: string): Configuration => ({
  ...shared,
  name: 'commands',
  target: 'node20',
  entry: entriesOf('bin', '.ts'),
  output: { path: join(app, 'bin'), filename: '[name].js' },
  optimization: { minimize: false },
  module: { rules: [swc('es2022')] },
});

/** Pages: `<view>.js` is loaded by Splunk Web as one classic script and brings the shell, one chunk for all pages; everything heavier is a chunk of its own. */
const pages = (app: string): Configuration => ({
  ...shared,
  name: 'pages',
  target: ['web', 'es2020'],
  entry: entriesOf('app/pages', '.tsx'),
  output: {
    path: join(app, 'appserver', 'static', 'pages'),
    filename: '[name].js',
    chunkFilename: 'chunks/[name].[contenthash:8].js',
    uniqueName: 'smtp_watch',
  },
  optimization: {
    // The shell is one file, which a browser keeps for all pages.
    splitChunks: { chunks: (chunk) => !chunk.canBeInitial() && chunk.name !== 'shell' },
    minimizer: [new TerserPlugin({ minify: TerserPlugin.swcMinify, extractComments: false })],
  },
  module: {
    rules: [
      swc('es2020'),
      // Splunk Web pages hold a global AMD `define` that lodash would register itself with (SPL-144317).
      { test: /lodash/, parser: { amd: false } },
      {
        test: /@splunk\/charting-bundle\/index\.js$/,
        loader: join(__dirname, 'tools', 'precompile-templates.ts'),
      },
    ],
  },
});

/** How to bundle the parts of the app that have sources so far into the app folder given. */
export function configurations(app: string): Configuration[] {
  return [commands(app), pages(app)].filter(({ entry }) => Object.keys(entry ?? {}).length > 0);
}

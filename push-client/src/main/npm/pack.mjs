// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

// Packs the built client for npm, with the types that its sources tell: node pack.mjs (after a Maven build) → target/npm

import { execSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const module = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const folder = module('target/npm');
const run = (command) => execSync(command, { cwd: folder, stdio: 'inherit' });

mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) if (old.endsWith('.tgz')) rmSync(`${folder}/${old}`);
cpSync(module('src/main/npm'), folder, { recursive: true });
cpSync(module('src/main/js'), `${folder}/js`, { recursive: true });
cpSync(module('target/classes/META-INF/resources/push'), folder, { recursive: true });
cpSync(module('../LICENSE'), `${folder}/LICENSE`);

const [, version] = /<version>(.+)<\/version>/.exec(readFileSync(module('pom.xml'), 'utf8'));
const file = `${folder}/package.json`;
writeFileSync(file, readFileSync(file, 'utf8').replace('"0.0.0"', JSON.stringify(version)));

if (!existsSync(`${folder}/node_modules/typescript`)) run('npm ci --ignore-scripts --no-audit --no-fund --prefer-offline');
run('npx --no-install tsc -p tsconfig.json');
run('npm pack --silent');

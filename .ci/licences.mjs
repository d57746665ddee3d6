// The licences of what is delivered, one line each. Fails for a package that names none, or one under which ours could not be kept to itself.
import { existsSync, readFileSync } from 'node:fs';

const { components } = JSON.parse(readFileSync('var/sbom.json', 'utf8'));
// the list has the tools too and marks them: left out by npm (`--omit dev`), packages that a tool asks for as well would be missing
const delivered = components.filter(
  ({ properties = [] }) => !properties.some(({ name }) => name === 'cdx:npm:package:development'),
);
const spdxOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name).join(' AND ');

/** Older packages say it in a field that the lock file does not carry. */
function fromPackage(name) {
  const { license, licenses } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? fromText(`node_modules/${name}/LICENSE`);
}

/** Some have the text alone: of the MIT licence its own sentences, whatever stands above them. */
function fromText(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ') : '';
  const mit =
    text.includes('Permission is hereby granted, free of charge, to any person obtaining a copy of this software') &&
    text.includes('subject to the following conditions: The above copyright notice and this permission notice');
  return mit ? 'MIT' : '';
}

const byLicence = new Map();
for (const one of delivered) {
  const name = one.group ? `${one.group}/${one.name}` : one.name;
  const licence = spdxOf(one) || fromPackage(name) || 'none';
  byLicence.set(licence, [...(byLicence.get(licence) ?? []), name]);
}
const refused = (licence) =>
  licence === 'none' || licence.split(' OR ').every((each) => /\b(AGPL|GPL|SSPL|BUSL|UNLICENSED)\b/.test(each));
for (const [licence, names] of [...byLicence].sort(([, a], [, b]) => b.length - a.length))
  console.log(`${String(names.length).padStart(5)}  ${licence}${names.length > 5 ? '' : `: ${names.join(', ')}`}`);
const bad = [...byLicence].filter(([licence]) => refused(licence)).flatMap(([, names]) => names);
if (bad.length > 0) {
  console.error(`not to be delivered: ${bad.join(', ')}`);
  process.exit(1);
}

import { existsSync, writeFileSync } from 'node:fs';
import { breakages } from './breakages.ts';
import { clientTypes } from './client-types.ts';
import { contractFile, contractNow, keptContract, typesFile } from './kept-contract.ts';

// Keeps the contract as it is now, and the types that are made of it: npm run contract. What breaks programs is kept only when that is said: -- --break
const now = contractNow();
const broken = existsSync(contractFile) ? breakages(keptContract(), now) : [];
if (broken.length > 0 && !process.argv.includes('--break')) {
  console.error(`This breaks programs that call the API:\n${broken.map((one) => `  ${one}`).join('\n')}`);
  process.exit(1);
}
writeFileSync(contractFile, `${JSON.stringify(now, null, 2)}\n`);
writeFileSync(typesFile, await clientTypes(now));
console.log('The contract and the types of clients are kept as they are now.');

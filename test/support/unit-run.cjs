// What mocha runs for `npm run test:unit`: every test file from which no import leads to a database, a browser or another process,
// but for the long walks of the models, the long measurements and what starts programs of ours.
const { isCheap, testFiles } = require('./import-graph.cjs');

const spec = testFiles().filter((path) => !/^test\/(model|deep|command-line)\//.test(path) && isCheap(path));

module.exports = { ...require('../../.mocharc.json'), spec };

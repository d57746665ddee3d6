// What mocha runs for `npm run test:unit`: every test file from which no import leads to a database, a browser or another process,
// but for the long walks of the models and the long measurements.
const { isCheap, testFiles } = require('./import-graph.cjs');

const spec = testFiles().filter((path) => !/^test\/(model|deep)\//.test(path) && isCheap(path));

module.exports = { ...require('../../.mocharc.json'), spec };

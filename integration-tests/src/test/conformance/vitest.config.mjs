// Tests within packages are passed over by default; this one is such a test.
export default {
  test: {
    include: ['node_modules/@durable-streams/server-conformance-tests/dist/test-runner.js'],
    exclude: [],
  },
};

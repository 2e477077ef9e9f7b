// Tells the test, one JSON object a line on the standard output, what a client has seen.
const report = (object) => process.stdout.write(JSON.stringify(object) + '\n');

export const opened = () => report({ open: true });
export const saw = (id, data) => report({ id, data });
export const failed = (code, message) => report({ error: `${code ?? ''} ${message ?? ''}`.trim() });

// Standard input closes when the test is over, or gone.
process.stdin.on('end', () => process.exit(0)).resume();

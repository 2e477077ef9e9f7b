// What the tests know of the clients in this page.
globalThis.it = {
  clients: {},
  // When a connection for events was asked for, in milliseconds since 1970.
  connections: [],

  count(url) {
    if (/\/push\/(ws|sse|stream|poll)\b/.test(url)) it.connections.push(performance.timeOrigin + performance.now());
  },

  async connect(name, options, base) {
    const { connect } = await import('/push/client.js');
    const client = { numbers: [], times: [], gaps: [], errors: [], story: [], state: {}, push: connect(base, options) };
    const told = (what, detail) => {
      // Only the newest of a long story.
      if (client.story.length >= 200) client.story.shift();
      const { error, topics, ...rest } = detail;
      client.story.push({ at: Math.round(performance.now()), what, ...rest });
    };
    for (const [what, list] of [['state', []], ['gap', client.gaps], ['error', client.errors]]) {
      client.push.on(what, (detail) => {
        list.push(detail);
        if (what === 'state') client.state = detail;
        told(what, detail);
      });
    }
    client.subscribe = (topics, options) => {
      client.began ??= performance.now();
      return client.push.subscribe(topics, (event) => {
        client.first ??= performance.now();
        client.numbers.push(event.data);
        client.times.push(performance.now());
      }, options);
    };
    it.clients[name] = client;
  },
};

globalThis.fetch = ((real) => (url, ...more) => {
  it.count(String(url.url ?? url));
  return real(url, ...more);
})(fetch);

globalThis.WebSocket = class extends WebSocket {
  constructor(url, ...more) {
    it.count(String(url));
    super(url, ...more);
  }
};

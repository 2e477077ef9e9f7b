/** @externs */
var connect, PushError, $here;
/** @const */ var x = {};
x.control; x.topic; x.id; x.type; x.time; x.data; x.encoding; x.cursor; x.resumed; x.reason; x.heartbeat; x.retry; x.ref; x.reconnect; x.code; x.message; x.op; x.topics; x.key; x.events; x.detail; x.status; x.since; x.format; x.wait; x.limit;
x.transports; x.share; x.getToken; x.withCredentials; x.timeout; x.patience; x.interval; x.upgrade; x.maxEvent; x.fetch; x.WebSocket;
x.state; x.transport; x.delay; x.retrying; x.error; x.gap; x.event; x.subscribe; x.publish; x.on; x.close; x.closed; x.retryAfter; x.final; x.cause; x.name; x.kind; x.tab; x.added; x.connection; x.locks; x.steal; x.signal; x.online; x.pagehide; x.pageshow; x.focus; x.sse; x.stream; x.websocket; x.poll; x.pipeThrough; x.getReader; x.flat; x.Authorization;x.credentials;x.method;x.headers;x.body;x.cache;x.live;x.refused;

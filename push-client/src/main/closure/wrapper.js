export let connect,PushError;const $here=import.meta.url;%output%
//# sourceMappingURL=client.js.map

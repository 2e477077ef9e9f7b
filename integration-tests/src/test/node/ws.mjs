// The npm package "ws". Argument: the address, subscription and cursor in its query.
import WebSocket from 'ws';
import { opened, saw, failed } from './report.mjs';

const socket = new WebSocket(process.argv[2].replace(/^http/, 'ws'), 'push.v1');
socket.on('message', (message) => {
  for (const line of message.toString().split('\n')) {
    const object = JSON.parse(line);
    if (object.control === 'open') {
      opened();
    } else if (!object.control) {
      saw(object.id, object.data);
    }
  }
});
socket.on('error', (error) => failed(undefined, error.message));
socket.on('close', (code) => failed(code, 'closed'));

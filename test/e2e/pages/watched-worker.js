import './readings.js';
import '/dist/worker.js';

// Whoever asks on this channel is told what was read here.
const asked = new BroadcastChannel('readings');
asked.onmessage = ({ data }) => data === 'tell' && asked.postMessage(globalThis.readings);

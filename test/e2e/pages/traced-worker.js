import './traces.js';
import '/dist/worker.js';

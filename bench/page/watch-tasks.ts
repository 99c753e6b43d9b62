import { startTaskProbe, type TaskProbe } from '../tools/browser/task-probe.js';

declare global {
  var taskProbe: TaskProbe;
}
globalThis.taskProbe = startTaskProbe();

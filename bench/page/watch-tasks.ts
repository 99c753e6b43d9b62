import { startTaskProbe, type TaskProbe } from '../record/task-probe.js';

declare global {
  var taskProbe: TaskProbe;
}
globalThis.taskProbe = startTaskProbe();

type Task = () => void | Promise<void>;
const tasks: Task[] = [];

/** Has a shared thing closed or removed when all tests have run, or, side by side, those of one file. */
export const atEnd = (task: Task): void => void tasks.push(task);

export async function end(): Promise<void> {
  for (const task of tasks.splice(0)) await task();
}

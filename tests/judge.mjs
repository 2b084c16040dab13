// Judges answers as the page of an exercise does: exercises and answers come as JSON on standard input.
import { readFileSync } from "node:fs";
import { judge } from "../web/src/exercise/judge.js";
import { createExercise } from "../web/src/exercise/state.js";

const cases = JSON.parse(readFileSync(0, "utf8"));
const results = cases.flatMap(({ data, answers }) => answers.map(({ given, order }) => {
  const exercise = createExercise(data);
  for (const [name, value] of given) exercise.state.answers.set(name, value);
  if (order) Object.assign(exercise.state, { order, isOrdered: true });
  const { points, questions, right } = judge(exercise);
  return [points, questions, right];
}));
process.stdout.write(JSON.stringify(results));

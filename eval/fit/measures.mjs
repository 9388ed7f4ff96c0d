const DEPTH = 5;

/**
 * Returns how well ranked lists of ids serve graded steps, in percent: a right model first, one that works first, one that
 * would not do the job first, none at all, a right one among five, and nDCG at five.
 */
export function measure(graded) {
  const sums = { right: 0, works: 0, wrong: 0, none: 0, five: 0, ndcg: 0 };
  for (const { ids, good, ok } of graded) {
    const gradeOf = (id) => (good.includes(id) ? 2 : ok.includes(id) ? 1 : 0);
    const grades = ids.slice(0, DEPTH).map(gradeOf);
    sums.right += grades[0] === 2;
    sums.works += grades[0] >= 1;
    sums.wrong += grades[0] === 0;
    sums.none += grades.length === 0;
    sums.five += grades.includes(2);
    sums.ndcg += gain(grades) / (gain([...good.map(() => 2), ...ok.map(() => 1)].slice(0, DEPTH)) || 1);
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, (100 * sum) / graded.length]));
}

function gain(grades) {
  return grades.reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0);
}

/** What each thing takes at the simulated servers, in milliseconds. */
export const DELAYS = {
  /** A plan from its first to its last token. */
  plan: 1_500,
  /** A choice of a model. */
  choice: 400,
  /** The first token of the answer, and the rest of it. */
  answer: 400,
  answerRest: 300,
  /** One look at whether a model is up: only HuggingGPT asks. */
  status: 100,
  /** One inference, by task. */
  inference: {
    "text-classification": 300,
    "token-classification": 500,
    "question-answering": 600,
    "fill-mask": 400,
    summarization: 900,
    translation: 700,
  },
};

const text = (task, words, dep = []) => ({ task, args: { text: words }, dep });
const from = (task, id) => text(task, `<GENERATED>-${id}`, [id]);

/** Plans by their number of tasks; ids are positions. No two tasks are one question, so each has a choice of its own. */
export const PLANS = {
  1: [text("summarization", "a long text")],
  5: [
    text("summarization", "a long text"),
    from("translation", 0),
    text("token-classification", "Ada met Charles"),
    from("text-classification", 1),
    { task: "question-answering", args: { question: "Who?", context: "<GENERATED>-1" }, dep: [1] },
  ],
  12: [
    text("summarization", "one text"),
    text("summarization", "another text"),
    text("translation", "a third text"),
    text("fill-mask", "a [MASK] text"),
    from("translation", 0),
    from("translation", 1),
    { task: "question-answering", args: { question: "Who?", context: "<GENERATED>-0" }, dep: [0] },
    { task: "question-answering", args: { question: "Where?", context: "<GENERATED>-2" }, dep: [2] },
    from("text-classification", 4),
    from("token-classification", 5),
    text("text-classification", "<GENERATED>-4 and <GENERATED>-5", [4, 5]),
    { task: "question-answering", args: { question: "Why?", context: "<GENERATED>-4" }, dep: [4] },
  ],
};

/** Returns when everything is done on the critical path: the plan, the slowest chain of a choice and inferences, the answer. */
export function criticalPath(plan, delays = DELAYS) {
  const ends = [];
  for (const { task, dep } of plan)
    ends.push(Math.max(delays.choice, ...dep.map((id) => ends[id])) + delays.inference[task]);
  return delays.plan + Math.max(...ends) + delays.answer;
}

/**
 * Returns when HuggingGPT's scheduler would have the first token of its answer, on the same delays: it looks for tasks
 * that are ready every half second while nothing starts, and each task has a look at the models' status, then a choice,
 * then its inference, one after the other and only once what it waits for is there (microsoft/JARVIS, awesome_chat.py). Its other
 * defects (ready tasks that a pass skips, D18) are left out.
 */
export function pollingScheduler(plan, delays = DELAYS) {
  const ends = new Map();
  let now = delays.plan;
  while (ends.size < plan.length) {
    const ready = plan
      .map((task, id) => ({ ...task, id }))
      .filter(
        ({ id, dep }) =>
          !ends.has(id) && dep.every((one) => (ends.get(one) ?? Number.POSITIVE_INFINITY) <= now),
      );
    for (const { id, task } of ready)
      ends.set(id, now + delays.status + delays.choice + delays.inference[task]);
    if (ready.length === 0) now += 500;
  }
  return Math.max(...ends.values()) + delays.answer;
}

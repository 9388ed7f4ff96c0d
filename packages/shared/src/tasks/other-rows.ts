import { image, optional, table, text } from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on tables, and those that no plan can use: what each takes and returns. */
export const OTHER_ROWS = {
  "tabular-classification": {
    summary: "label the rows of a table, or a table in a picture",
    hint: "label its rows",
    words:
      "classify table rows, predict category data, predict whether, customer churn, churn, predict class, classify customers, features dataset classify, dataset columns, loan, fraud, structured data, tabular classification, classify based on features, predict if, attributes, binary classification data, csv classify, predict customers, user data, eligible, diabetes, heart disease, machine learning classification, default risk",
    args: [{ ...table, accepts: ["image"] }],
    outputs: ["labels"],
    controllerCanSee: true,
    equivalents: ["image-text-to-text"],
  },
  "tabular-regression": {
    summary: "predict a number for each row of a table",
    words:
      "predict price, predict value, regression, estimate number, house price, predict amount, forecast value, sales prediction, tabular regression, numeric prediction, estimate cost, housing, predict consumption, historical data, prices, predict number, salary, real estate price, estimate price, electricity consumption, features predict value, insurance cost, expected, revenue",
    args: [table],
    outputs: ["numbers"],
  },
  "tabular-to-text": {
    summary: "describe a table in words",
    words: "describe table, table into words, report from data",
    args: [table],
    outputs: ["text"],
  },
  "time-series-forecasting": {
    summary: "continue a series of numbers",
    words: "forecast, time series, future values, predict trend, demand forecast, stock forecast, seasonal",
    args: [table],
    outputs: ["table"],
    aliases: ["forecasting"],
  },
  "any-to-any": {
    summary: "answer in any medium from any medium",
    words: "omni, any modality, multimodal input output, audio image text together",
    args: [text, optional(image)],
    outputs: ["text"],
  },
  "graph-ml": {
    summary: "learn on graphs",
    words:
      "graph, graph neural network, molecules, nodes edges, node classification, link prediction, molecular, graph classification, network of nodes",
    args: [],
    outputs: [],
  },
  "reinforcement-learning": {
    summary: "act in an environment",
    words:
      "reinforcement learning, agent, play game, environment, policy, reward, train agent, robot walk, game agent, balance, simulated environment, game playing, decision making, maze, continuous control, trained agent",
    args: [],
    outputs: [],
  },
  robotics: {
    summary: "control a robot",
    words: "robot, robot arm, manipulation, grasp, control robot, imitation learning, pick and place",
    args: [],
    outputs: [],
  },
  other: { summary: "anything else", args: [], outputs: [] },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
